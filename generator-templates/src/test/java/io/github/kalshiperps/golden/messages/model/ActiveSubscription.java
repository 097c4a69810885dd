package io.github.kalshiperps.golden.messages.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code msg} of {@code ListResponse}.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class ActiveSubscription {
    private final @Nullable Long sid;
    private final ModelExtras extras;

    private ActiveSubscription(Builder builder) {
        this.sid = builder.sid;
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
     * {@code ActiveSubscription.sid} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Long sid() {
        return extras.optional(sid, "sid");
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
        if (!(other instanceof ActiveSubscription that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(sid, that.sid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sid, extras);
    }

    @Override
    public String toString() {
        return "ActiveSubscription[sid=" + sid
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link ActiveSubscription} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable Long sid;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(ActiveSubscription from) {
            this.sid = from.sid;
            this.extras = from.extras;
        }

        /**
         * {@code ActiveSubscription.sid} of the contract; not described yet.
         *
         * <p>Wire name {@code sid}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder sid(@Nullable Long value) {
            this.sid = value;
            this.extras = extras.without("sid");
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
        public ActiveSubscription build() {
            return new ActiveSubscription(this);
        }
    }

    /** Reads and writes {@link ActiveSubscription} token by token. */
    static final class Adapter extends JsonAdapter<ActiveSubscription> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("sid");

        private Adapter() {}

        @Override
        public @Nullable ActiveSubscription fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.sid = in.scalar("sid", Codecs.INT64, false);
                    default -> in.unknown();
                }
            }
            in.end();
            builder.extras = in.extras();
            return new ActiveSubscription(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable ActiveSubscription value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("sid", Codecs.INT64, value.sid);
            out.end();
        }
    }
}
