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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code msg} of {@code OkResponse}.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class UpdatedMarkets {
    private final @Nullable List<String> marketTickers;
    private final ModelExtras extras;

    private UpdatedMarkets(Builder builder) {
        this.marketTickers = builder.marketTickers;
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
     * {@code UpdatedMarkets.market_tickers} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<String> marketTickers() {
        List<String> values = extras.optional(marketTickers, "market_tickers");
        return values == null ? List.of() : values;
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
        if (!(other instanceof UpdatedMarkets that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(marketTickers, that.marketTickers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(marketTickers, extras);
    }

    @Override
    public String toString() {
        return "UpdatedMarkets[marketTickers=" + marketTickers
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link UpdatedMarkets} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable List<String> marketTickers;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(UpdatedMarkets from) {
            this.marketTickers = from.marketTickers;
            this.extras = from.extras;
        }

        /**
         * {@code UpdatedMarkets.market_tickers} of the contract; not described yet.
         *
         * <p>Wire name {@code market_tickers}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder marketTickers(@Nullable List<String> value) {
            this.marketTickers = value == null ? null : List.copyOf(value);
            this.extras = extras.without("market_tickers");
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
        public UpdatedMarkets build() {
            return new UpdatedMarkets(this);
        }
    }

    /** Reads and writes {@link UpdatedMarkets} token by token. */
    static final class Adapter extends JsonAdapter<UpdatedMarkets> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of("market_tickers");
        private static final JsonAdapter<List<String>> MARKET_TICKERS = Codecs.list(Codecs.STRING);

        private Adapter() {}

        @Override
        public @Nullable UpdatedMarkets fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.marketTickers = in.list("market_tickers", MARKET_TICKERS, false);
                    default -> in.unknown();
                }
            }
            in.end();
            builder.extras = in.extras();
            return new UpdatedMarkets(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable UpdatedMarkets value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("market_tickers", MARKET_TICKERS, value.marketTickers);
            out.end();
        }
    }
}
