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
 * A market's newest prices.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class TickerMessage implements ServerMessage {
    private final @Nullable String type;
    private final @Nullable Long sid;
    private final @Nullable Ticker msg;
    private final ModelExtras extras;

    private TickerMessage(Builder builder) {
        this.type = builder.type;
        this.sid = builder.sid;
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
     * Always {@code ticker}.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String type() {
        return extras.require(type, "type");
    }

    /**
     * {@code TickerMessage.sid} of the contract; not described yet.
     *
     * @return the value
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public long sid() {
        return extras.require(sid, "sid");
    }

    /**
     * {@code TickerMessage.msg} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Ticker msg() {
        return extras.require(msg, "msg");
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
        if (!(other instanceof TickerMessage that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(type, that.type)
                && Objects.equals(sid, that.sid)
                && Objects.equals(msg, that.msg);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, sid, msg, extras);
    }

    @Override
    public String toString() {
        return "TickerMessage[type=" + type
                + ", sid=" + sid
                + ", msg=" + msg
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link TickerMessage} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String type = "ticker";
        private @Nullable Long sid;
        private @Nullable Ticker msg;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(TickerMessage from) {
            this.type = from.type;
            this.sid = from.sid;
            this.msg = from.msg;
            this.extras = from.extras;
        }

        /**
         * {@code TickerMessage.sid} of the contract; not described yet.
         *
         * <p>Wire name {@code sid}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder sid(long value) {
            this.sid = value;
            this.extras = extras.without("sid");
            return this;
        }

        /**
         * {@code TickerMessage.msg} of the contract; not described yet.
         *
         * <p>Wire name {@code msg}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder msg(Ticker value) {
            this.msg = Objects.requireNonNull(value, "TickerMessage.msg");
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
        public TickerMessage build() {
            return new TickerMessage(this);
        }
    }

    /** Reads and writes {@link TickerMessage} token by token. */
    static final class Adapter extends JsonAdapter<TickerMessage> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("type", "sid", "msg");
        private static final ScalarCodec<String> TYPE = Codecs.constant("ticker");

        private Adapter() {}

        @Override
        public @Nullable TickerMessage fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.type = in.scalar("type", TYPE, false);
                    case 1 -> builder.sid = in.scalar("sid", Codecs.INT64, false);
                    case 2 -> builder.msg = in.object("msg", Ticker.Adapter.INSTANCE, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("type", builder.type);
            in.required("sid", builder.sid);
            in.required("msg", builder.msg);
            builder.extras = in.extras();
            return new TickerMessage(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable TickerMessage value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("type", TYPE, value.type);
            out.member("sid", Codecs.INT64, value.sid);
            out.member("msg", Ticker.Adapter.INSTANCE, value.msg);
            out.end();
        }
    }
}
