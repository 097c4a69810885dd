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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code params} of {@code SubscribeCommand}.
 *
 * <p>Sent by callers: the builder refuses what the exchange would refuse and names the member. Immutable.
 */
public final class SubscribeParams {
    private final @Nullable List<Channel> channels;
    private final ModelExtras extras;

    private SubscribeParams(Builder builder) {
        this.channels = builder.channels;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * <p>Required: {@code channels}.
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
     * What to subscribe to; a property that is called like a container of the contract.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<Channel> channels() {
        return extras.require(channels, "channels");
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
        if (!(other instanceof SubscribeParams that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(channels, that.channels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(channels, extras);
    }

    @Override
    public String toString() {
        return "SubscribeParams[channels=" + channels
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link SubscribeParams} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable List<Channel> channels;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(SubscribeParams from) {
            this.channels = from.channels;
            this.extras = from.extras;
        }

        /**
         * What to subscribe to; a property that is called like a container of the contract.
         *
         * <p>Wire name {@code channels}; required, minItems {@code 1}.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder channels(List<Channel> value) {
            Objects.requireNonNull(value, "SubscribeParams.channels");
            RequestChecks.size("SubscribeParams.channels", value.size(), 1, Integer.MAX_VALUE);
            this.channels = List.copyOf(value);
            this.extras = extras.without("channels");
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
        public SubscribeParams build() {
            RequestChecks.required("SubscribeParams.channels", channels);
            return new SubscribeParams(this);
        }
    }

    /** Reads and writes {@link SubscribeParams} token by token. */
    static final class Adapter extends JsonAdapter<SubscribeParams> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("channels");
        private static final JsonAdapter<List<Channel>> CHANNELS = Codecs.list(Channel.CODEC);

        private Adapter() {}

        @Override
        public @Nullable SubscribeParams fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.channels = in.list("channels", CHANNELS, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("channels", builder.channels);
            builder.extras = in.extras();
            return new SubscribeParams(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable SubscribeParams value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("channels", CHANNELS, value.channels);
            out.end();
        }
    }
}
