package io.github.kalshiperps.golden.operations.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code FillPage} of the contract; not described yet.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class FillPage {
    private final @Nullable List<String> fillIds;
    private final @Nullable String cursor;
    private final ModelExtras extras;

    private FillPage(Builder builder) {
        this.fillIds = builder.fillIds;
        this.cursor = builder.cursor;
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
     * {@code FillPage.fill_ids} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<String> fillIds() {
        return extras.require(fillIds, "fill_ids");
    }

    /**
     * {@code FillPage.cursor} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String cursor() {
        return extras.require(cursor, "cursor");
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
        if (!(other instanceof FillPage that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(fillIds, that.fillIds)
                && Objects.equals(cursor, that.cursor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fillIds, cursor, extras);
    }

    @Override
    public String toString() {
        return "FillPage[fillIds=" + fillIds
                + ", cursor=" + cursor
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link FillPage} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable List<String> fillIds;
        private @Nullable String cursor;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(FillPage from) {
            this.fillIds = from.fillIds;
            this.cursor = from.cursor;
            this.extras = from.extras;
        }

        /**
         * {@code FillPage.fill_ids} of the contract; not described yet.
         *
         * <p>Wire name {@code fill_ids}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder fillIds(List<String> value) {
            this.fillIds = List.copyOf(value);
            this.extras = extras.without("fill_ids");
            return this;
        }

        /**
         * {@code FillPage.cursor} of the contract; not described yet.
         *
         * <p>Wire name {@code cursor}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder cursor(String value) {
            this.cursor = Objects.requireNonNull(value, "FillPage.cursor");
            this.extras = extras.without("cursor");
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
        public FillPage build() {
            return new FillPage(this);
        }
    }

    /** Reads and writes {@link FillPage} token by token. */
    static final class Adapter extends JsonAdapter<FillPage> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("fill_ids", "cursor");
        private static final JsonAdapter<List<String>> FILL_IDS = Codecs.list(Codecs.STRING);

        private Adapter() {}

        @Override
        public @Nullable FillPage fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.fillIds = in.list("fill_ids", FILL_IDS, false);
                    case 1 -> builder.cursor = in.scalar("cursor", Codecs.STRING, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("fill_ids", builder.fillIds);
            in.required("cursor", builder.cursor);
            builder.extras = in.extras();
            return new FillPage(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable FillPage value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("fill_ids", FILL_IDS, value.fillIds);
            out.member("cursor", Codecs.STRING, value.cursor);
            out.end();
        }
    }
}
