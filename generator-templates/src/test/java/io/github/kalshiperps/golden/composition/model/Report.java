package io.github.kalshiperps.golden.composition.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code Report} of the contract; not described yet.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Report {
    private final @Nullable ReportLatest latest;
    private final ModelExtras extras;

    private Report(Builder builder) {
        this.latest = builder.latest;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder with the values of this object.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@code Report.latest} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public ReportLatest latest() {
        return extras.require(latest, "latest");
    }

    /**
     * Members that were sent but are not in this version's contract.
     *
     * @return by wire name; unmodifiable, never null
     */
    public Map<String, RawJson> unknownMembers() {
        return extras.unknownMembers();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Report that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(latest, that.latest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(latest, extras);
    }

    @Override
    public String toString() {
        return "Report[latest=" + latest
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Report} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable ReportLatest latest;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Report from) {
            this.latest = from.latest;
            this.extras = from.extras;
        }

        /**
         * {@code Report.latest} of the contract; not described yet.
         *
         * <p>Wire name {@code latest}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder latest(ReportLatest value) {
            this.latest = Objects.requireNonNull(value, "Report.latest");
            this.extras = extras.without("latest");
            return this;
        }

        /**
         * Adds a member that this version's contract does not know.
         *
         * @param name its wire name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException if the contract knows the member: it has a method of its own
         */
        public Builder putUnknownMember(String name, RawJson value) {
            this.extras = extras.withUnknown(name, value, Adapter.NAMES);
            return this;
        }

        /**
         * The object.
         *
         * @return a new object
         */
        public Report build() {
            return new Report(this);
        }
    }

    /** Reads and writes {@link Report} token by token. */
    static final class Adapter extends JsonAdapter<Report> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("latest");

        private Adapter() {}

        @Override
        public @Nullable Report fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.latest = in.object("latest", ReportLatest.Adapter.INSTANCE, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("latest", builder.latest);
            builder.extras = in.extras();
            return new Report(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Report value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("latest", ReportLatest.Adapter.INSTANCE, value.latest);
            out.end();
        }
    }
}
