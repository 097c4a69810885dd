package io.github.kalshiperps.golden.messages.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code OkResponse} of the contract; not described yet.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class OkResponse implements ServerMessage {
    private final @Nullable Long id;
    private final @Nullable String type;
    private final @Nullable UpdatedMarkets msg;
    private final ModelExtras extras;

    private OkResponse(Builder builder) {
        this.id = builder.id;
        this.type = builder.type;
        this.msg = builder.msg;
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
     * {@code OkResponse.id} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Long id() {
        return extras.optional(id, "id");
    }

    /**
     * {@code OkResponse.type} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String type() {
        return extras.require(type, "type");
    }

    /**
     * {@code OkResponse.msg} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable UpdatedMarkets msg() {
        return extras.optional(msg, "msg");
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
        if (!(other instanceof OkResponse that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(id, that.id)
                && Objects.equals(type, that.type)
                && Objects.equals(msg, that.msg);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, type, msg, extras);
    }

    @Override
    public String toString() {
        return "OkResponse[id=" + id
                + ", type=" + type
                + ", msg=" + msg
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link OkResponse} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable Long id;
        private @Nullable String type = "ok";
        private @Nullable UpdatedMarkets msg;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(OkResponse from) {
            this.id = from.id;
            this.type = from.type;
            this.msg = from.msg;
            this.extras = from.extras;
        }

        /**
         * {@code OkResponse.id} of the contract; not described yet.
         *
         * <p>Wire name {@code id}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder id(@Nullable Long value) {
            this.id = value;
            this.extras = extras.without("id");
            return this;
        }

        /**
         * {@code OkResponse.msg} of the contract; not described yet.
         *
         * <p>Wire name {@code msg}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder msg(@Nullable UpdatedMarkets value) {
            this.msg = value;
            this.extras = extras.without("msg");
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
        public OkResponse build() {
            return new OkResponse(this);
        }
    }

    /** Reads and writes {@link OkResponse} token by token. */
    static final class Adapter extends JsonAdapter<OkResponse> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("id", "type", "msg");
        private static final ScalarCodec<String> TYPE = Codecs.constant("ok");

        private Adapter() {}

        @Override
        public @Nullable OkResponse fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.id = in.scalar("id", Codecs.INT64, false);
                    case 1 -> builder.type = in.scalar("type", TYPE, false);
                    case 2 -> builder.msg = in.object("msg", UpdatedMarkets.Adapter.INSTANCE, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("type", builder.type);
            builder.extras = in.extras();
            return new OkResponse(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable OkResponse value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("id", Codecs.INT64, value.id);
            out.member("type", TYPE, value.type);
            out.member("msg", UpdatedMarkets.Adapter.INSTANCE, value.msg);
            out.end();
        }
    }
}
