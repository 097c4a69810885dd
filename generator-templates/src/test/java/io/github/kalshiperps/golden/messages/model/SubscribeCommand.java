package io.github.kalshiperps.golden.messages.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.core.json.RequestChecks;
import io.github.kalshiperps.core.json.ScalarCodec;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code SubscribeCommand} of the contract; not described yet.
 *
 * <p>Sent by callers: the builder refuses what the exchange would refuse and names the member. Immutable.
 */
public final class SubscribeCommand implements ClientCommand {
    private final @Nullable Long id;
    private final @Nullable String cmd;
    private final @Nullable SubscribeParams params;
    private final ModelExtras extras;

    private SubscribeCommand(Builder builder) {
        this.id = builder.id;
        this.cmd = builder.cmd;
        this.params = builder.params;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * <p>Required: {@code id}, {@code params}.
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
     * {@code SubscribeCommand.id} of the contract; not described yet.
     *
     * @return the value
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public long id() {
        return extras.require(id, "id");
    }

    /**
     * {@code SubscribeCommand.cmd} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String cmd() {
        return extras.require(cmd, "cmd");
    }

    /**
     * {@code SubscribeCommand.params} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public SubscribeParams params() {
        return extras.require(params, "params");
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
        if (!(other instanceof SubscribeCommand that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(id, that.id)
                && Objects.equals(cmd, that.cmd)
                && Objects.equals(params, that.params);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, cmd, params, extras);
    }

    @Override
    public String toString() {
        return "SubscribeCommand[id=" + id
                + ", cmd=" + cmd
                + ", params=" + params
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link SubscribeCommand} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable Long id;
        private @Nullable String cmd = "subscribe";
        private @Nullable SubscribeParams params;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(SubscribeCommand from) {
            this.id = from.id;
            this.cmd = from.cmd;
            this.params = from.params;
            this.extras = from.extras;
        }

        /**
         * {@code SubscribeCommand.id} of the contract; not described yet.
         *
         * <p>Wire name {@code id}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder id(long value) {
            this.id = value;
            this.extras = extras.without("id");
            return this;
        }

        /**
         * {@code SubscribeCommand.params} of the contract; not described yet.
         *
         * <p>Wire name {@code params}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder params(SubscribeParams value) {
            this.params = Objects.requireNonNull(value, "SubscribeCommand.params");
            this.extras = extras.without("params");
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
         * @throws IllegalArgumentException if a required member is missing; the message names it
         */
        public SubscribeCommand build() {
            RequestChecks.required("SubscribeCommand.id", id);
            RequestChecks.required("SubscribeCommand.params", params);
            return new SubscribeCommand(this);
        }
    }

    /** Reads and writes {@link SubscribeCommand} token by token. */
    static final class Adapter extends JsonAdapter<SubscribeCommand> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("id", "cmd", "params");
        private static final ScalarCodec<String> CMD = Codecs.constant("subscribe");

        private Adapter() {}

        @Override
        public @Nullable SubscribeCommand fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.id = in.scalar("id", Codecs.INT64, false);
                    case 1 -> builder.cmd = in.scalar("cmd", CMD, false);
                    case 2 -> builder.params = in.object("params", SubscribeParams.Adapter.INSTANCE, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("id", builder.id);
            in.required("cmd", builder.cmd);
            in.required("params", builder.params);
            builder.extras = in.extras();
            return new SubscribeCommand(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable SubscribeCommand value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("id", Codecs.INT64, value.id);
            out.member("cmd", CMD, value.cmd);
            out.member("params", SubscribeParams.Adapter.INSTANCE, value.params);
            out.end();
        }
    }
}
