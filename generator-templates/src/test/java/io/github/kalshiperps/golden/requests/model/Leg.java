package io.github.kalshiperps.golden.requests.model;

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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code Leg} of the contract; not described yet.
 *
 * <p>Sent by callers: the builder refuses what the exchange would refuse and names the member. Immutable.
 */
public final class Leg {
    private final @Nullable String ticker;
    private final @Nullable Long weight;
    private final ModelExtras extras;

    private Leg(Builder builder) {
        this.ticker = builder.ticker;
        this.weight = builder.weight;
        this.extras = builder.extras;
    }

    /**
     * A builder without values.
     *
     * <p>Required: {@code ticker}.
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
     * {@code Leg.ticker} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String ticker() {
        return extras.require(ticker, "ticker");
    }

    /**
     * {@code Leg.weight} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Long weight() {
        return extras.optional(weight, "weight");
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
        if (!(other instanceof Leg that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(ticker, that.ticker)
                && Objects.equals(weight, that.weight);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ticker, weight, extras);
    }

    @Override
    public String toString() {
        return "Leg[ticker=" + ticker
                + ", weight=" + weight
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Leg} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String ticker;
        private @Nullable Long weight;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Leg from) {
            this.ticker = from.ticker;
            this.weight = from.weight;
            this.extras = from.extras;
        }

        /**
         * {@code Leg.ticker} of the contract; not described yet.
         *
         * <p>Wire name {@code ticker}; required, minLength {@code 1}.
         *
         * @param value the value
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder ticker(String value) {
            Objects.requireNonNull(value, "Leg.ticker");
            RequestChecks.length("Leg.ticker", value, 1, Integer.MAX_VALUE);
            this.ticker = value;
            this.extras = extras.without("ticker");
            return this;
        }

        /**
         * {@code Leg.weight} of the contract; not described yet.
         *
         * <p>Wire name {@code weight}; optional, minimum {@code 1}.
         *
         * @param value the value, or null for none
         * @return this builder
         * @throws IllegalArgumentException if the exchange would refuse the value
         */
        public Builder weight(@Nullable Long value) {
            if (value != null) {
                RequestChecks.range("Leg.weight", value, 1L, Long.MAX_VALUE);
            }
            this.weight = value;
            this.extras = extras.without("weight");
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
        public Leg build() {
            RequestChecks.required("Leg.ticker", ticker);
            return new Leg(this);
        }
    }

    /** Reads and writes {@link Leg} token by token. */
    static final class Adapter extends JsonAdapter<Leg> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("ticker", "weight");

        private Adapter() {}

        @Override
        public @Nullable Leg fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.ticker = in.scalar("ticker", Codecs.STRING, false);
                    case 1 -> builder.weight = in.scalar("weight", Codecs.INT64, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("ticker", builder.ticker);
            builder.extras = in.extras();
            return new Leg(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Leg value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("ticker", Codecs.STRING, value.ticker);
            out.member("weight", Codecs.INT64, value.weight);
            out.end();
        }
    }
}
