package io.github.kalshiperps.golden.names.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Members whose names Java, or the generated code itself, has other plans for.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class OddNames {
    private final @Nullable String default_;
    private final @Nullable String class_;
    private final @Nullable Long volume24h;
    private final @Nullable BigDecimal n24hChange;
    private final @Nullable String toString_;
    private final @Nullable Integer hashCode_;
    private final @Nullable String builder_;
    private final @Nullable String extras_;
    private final @Nullable String other_;
    private final @Nullable String value;
    private final @Nullable List<String> names;
    private final @Nullable List<String> instance;
    private final @Nullable String in;
    private final @Nullable String reader;
    private final @Nullable String profitAndLoss;
    private final @Nullable String timeInForce;
    private final @Nullable Boolean isOpen;
    private final ModelExtras extras;

    private OddNames(Builder builder) {
        this.default_ = builder.default_;
        this.class_ = builder.class_;
        this.volume24h = builder.volume24h;
        this.n24hChange = builder.n24hChange;
        this.toString_ = builder.toString_;
        this.hashCode_ = builder.hashCode_;
        this.builder_ = builder.builder_;
        this.extras_ = builder.extras_;
        this.other_ = builder.other_;
        this.value = builder.value;
        this.names = builder.names;
        this.instance = builder.instance;
        this.in = builder.in;
        this.reader = builder.reader;
        this.profitAndLoss = builder.profitAndLoss;
        this.timeInForce = builder.timeInForce;
        this.isOpen = builder.isOpen;
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
     * {@code OddNames.default} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String default_() {
        return extras.require(default_, "default");
    }

    /**
     * {@code OddNames.class} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String class_() {
        return extras.optional(class_, "class");
    }

    /**
     * {@code OddNames.volume_24h} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Long volume24h() {
        return extras.optional(volume24h, "volume_24h");
    }

    /**
     * {@code OddNames.24h_change} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable BigDecimal n24hChange() {
        return extras.optional(n24hChange, "24h_change");
    }

    /**
     * {@code OddNames.toString} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String toString_() {
        return extras.optional(toString_, "toString");
    }

    /**
     * {@code OddNames.hashCode} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Integer hashCode_() {
        return extras.optional(hashCode_, "hashCode");
    }

    /**
     * {@code OddNames.builder} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String builder_() {
        return extras.optional(builder_, "builder");
    }

    /**
     * {@code OddNames.extras} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String extras_() {
        return extras.optional(extras_, "extras");
    }

    /**
     * {@code OddNames.other} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String other_() {
        return extras.optional(other_, "other");
    }

    /**
     * {@code OddNames.value} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String value() {
        return extras.optional(value, "value");
    }

    /**
     * {@code OddNames.names} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<String> names() {
        List<String> values = extras.optional(names, "names");
        return values == null ? List.of() : values;
    }

    /**
     * {@code OddNames.instance} of the contract; not described yet.
     *
     * @return the values; empty when none were sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if they were sent but could not be read
     */
    public List<String> instance() {
        List<String> values = extras.optional(instance, "instance");
        return values == null ? List.of() : values;
    }

    /**
     * {@code OddNames.in} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String in() {
        return extras.optional(in, "in");
    }

    /**
     * {@code OddNames.reader} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String reader() {
        return extras.optional(reader, "reader");
    }

    /**
     * {@code OddNames.p&l} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String profitAndLoss() {
        return extras.optional(profitAndLoss, "p&l");
    }

    /**
     * {@code OddNames.time-in-force} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable String timeInForce() {
        return extras.optional(timeInForce, "time-in-force");
    }

    /**
     * {@code OddNames.isOpen} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Boolean isOpen() {
        return extras.optional(isOpen, "isOpen");
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
        if (!(other instanceof OddNames that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(default_, that.default_)
                && Objects.equals(class_, that.class_)
                && Objects.equals(volume24h, that.volume24h)
                && Objects.equals(n24hChange, that.n24hChange)
                && Objects.equals(toString_, that.toString_)
                && Objects.equals(hashCode_, that.hashCode_)
                && Objects.equals(builder_, that.builder_)
                && Objects.equals(extras_, that.extras_)
                && Objects.equals(other_, that.other_)
                && Objects.equals(value, that.value)
                && Objects.equals(names, that.names)
                && Objects.equals(instance, that.instance)
                && Objects.equals(in, that.in)
                && Objects.equals(reader, that.reader)
                && Objects.equals(profitAndLoss, that.profitAndLoss)
                && Objects.equals(timeInForce, that.timeInForce)
                && Objects.equals(isOpen, that.isOpen);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                default_,
                class_,
                volume24h,
                n24hChange,
                toString_,
                hashCode_,
                builder_,
                extras_,
                other_,
                value,
                names,
                instance,
                in,
                reader,
                profitAndLoss,
                timeInForce,
                isOpen,
                extras);
    }

    @Override
    public String toString() {
        return "OddNames[default_=" + default_
                + ", class_=" + class_
                + ", volume24h=" + volume24h
                + ", n24hChange=" + n24hChange
                + ", toString_=" + toString_
                + ", hashCode_=" + hashCode_
                + ", builder_=" + builder_
                + ", extras_=" + extras_
                + ", other_=" + other_
                + ", value=" + value
                + ", names=" + names
                + ", instance=" + instance
                + ", in=" + in
                + ", reader=" + reader
                + ", profitAndLoss=" + profitAndLoss
                + ", timeInForce=" + timeInForce
                + ", isOpen=" + isOpen
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link OddNames} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String default_;
        private @Nullable String class_;
        private @Nullable Long volume24h;
        private @Nullable BigDecimal n24hChange;
        private @Nullable String toString_;
        private @Nullable Integer hashCode_;
        private @Nullable String builder_;
        private @Nullable String extras_;
        private @Nullable String other_;
        private @Nullable String value;
        private @Nullable List<String> names;
        private @Nullable List<String> instance;
        private @Nullable String in;
        private @Nullable String reader;
        private @Nullable String profitAndLoss;
        private @Nullable String timeInForce;
        private @Nullable Boolean isOpen;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(OddNames from) {
            this.default_ = from.default_;
            this.class_ = from.class_;
            this.volume24h = from.volume24h;
            this.n24hChange = from.n24hChange;
            this.toString_ = from.toString_;
            this.hashCode_ = from.hashCode_;
            this.builder_ = from.builder_;
            this.extras_ = from.extras_;
            this.other_ = from.other_;
            this.value = from.value;
            this.names = from.names;
            this.instance = from.instance;
            this.in = from.in;
            this.reader = from.reader;
            this.profitAndLoss = from.profitAndLoss;
            this.timeInForce = from.timeInForce;
            this.isOpen = from.isOpen;
            this.extras = from.extras;
        }

        /**
         * {@code OddNames.default} of the contract; not described yet.
         *
         * <p>Wire name {@code default}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder default_(String value) {
            this.default_ = Objects.requireNonNull(value, "OddNames.default");
            this.extras = extras.without("default");
            return this;
        }

        /**
         * {@code OddNames.class} of the contract; not described yet.
         *
         * <p>Wire name {@code class}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder class_(@Nullable String value) {
            this.class_ = value;
            this.extras = extras.without("class");
            return this;
        }

        /**
         * {@code OddNames.volume_24h} of the contract; not described yet.
         *
         * <p>Wire name {@code volume_24h}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder volume24h(@Nullable Long value) {
            this.volume24h = value;
            this.extras = extras.without("volume_24h");
            return this;
        }

        /**
         * {@code OddNames.24h_change} of the contract; not described yet.
         *
         * <p>Wire name {@code 24h_change}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder n24hChange(@Nullable BigDecimal value) {
            this.n24hChange = value;
            this.extras = extras.without("24h_change");
            return this;
        }

        /**
         * {@code OddNames.toString} of the contract; not described yet.
         *
         * <p>Wire name {@code toString}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder toString_(@Nullable String value) {
            this.toString_ = value;
            this.extras = extras.without("toString");
            return this;
        }

        /**
         * {@code OddNames.hashCode} of the contract; not described yet.
         *
         * <p>Wire name {@code hashCode}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder hashCode_(@Nullable Integer value) {
            this.hashCode_ = value;
            this.extras = extras.without("hashCode");
            return this;
        }

        /**
         * {@code OddNames.builder} of the contract; not described yet.
         *
         * <p>Wire name {@code builder}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder builder_(@Nullable String value) {
            this.builder_ = value;
            this.extras = extras.without("builder");
            return this;
        }

        /**
         * {@code OddNames.extras} of the contract; not described yet.
         *
         * <p>Wire name {@code extras}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder extras_(@Nullable String value) {
            this.extras_ = value;
            this.extras = extras.without("extras");
            return this;
        }

        /**
         * {@code OddNames.other} of the contract; not described yet.
         *
         * <p>Wire name {@code other}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder other_(@Nullable String value) {
            this.other_ = value;
            this.extras = extras.without("other");
            return this;
        }

        /**
         * {@code OddNames.value} of the contract; not described yet.
         *
         * <p>Wire name {@code value}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder value(@Nullable String value) {
            this.value = value;
            this.extras = extras.without("value");
            return this;
        }

        /**
         * {@code OddNames.names} of the contract; not described yet.
         *
         * <p>Wire name {@code names}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder names(@Nullable List<String> value) {
            this.names = value == null ? null : List.copyOf(value);
            this.extras = extras.without("names");
            return this;
        }

        /**
         * {@code OddNames.instance} of the contract; not described yet.
         *
         * <p>Wire name {@code instance}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder instance(@Nullable List<String> value) {
            this.instance = value == null ? null : List.copyOf(value);
            this.extras = extras.without("instance");
            return this;
        }

        /**
         * {@code OddNames.in} of the contract; not described yet.
         *
         * <p>Wire name {@code in}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder in(@Nullable String value) {
            this.in = value;
            this.extras = extras.without("in");
            return this;
        }

        /**
         * {@code OddNames.reader} of the contract; not described yet.
         *
         * <p>Wire name {@code reader}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder reader(@Nullable String value) {
            this.reader = value;
            this.extras = extras.without("reader");
            return this;
        }

        /**
         * {@code OddNames.p&l} of the contract; not described yet.
         *
         * <p>Wire name {@code p&l}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder profitAndLoss(@Nullable String value) {
            this.profitAndLoss = value;
            this.extras = extras.without("p&l");
            return this;
        }

        /**
         * {@code OddNames.time-in-force} of the contract; not described yet.
         *
         * <p>Wire name {@code time-in-force}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder timeInForce(@Nullable String value) {
            this.timeInForce = value;
            this.extras = extras.without("time-in-force");
            return this;
        }

        /**
         * {@code OddNames.isOpen} of the contract; not described yet.
         *
         * <p>Wire name {@code isOpen}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder isOpen(@Nullable Boolean value) {
            this.isOpen = value;
            this.extras = extras.without("isOpen");
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
        public OddNames build() {
            return new OddNames(this);
        }
    }

    /** Reads and writes {@link OddNames} token by token. */
    static final class Adapter extends JsonAdapter<OddNames> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES = JsonReader.Options.of(
                "default",
                "class",
                "volume_24h",
                "24h_change",
                "toString",
                "hashCode",
                "builder",
                "extras",
                "other",
                "value",
                "names",
                "instance",
                "in",
                "reader",
                "p&l",
                "time-in-force",
                "isOpen");
        private static final JsonAdapter<List<String>> NAMES_ = Codecs.list(Codecs.STRING);
        private static final JsonAdapter<List<String>> INSTANCE_ = Codecs.list(Codecs.STRING);

        private Adapter() {}

        @Override
        public @Nullable OddNames fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.default_ = in.scalar("default", Codecs.STRING, false);
                    case 1 -> builder.class_ = in.scalar("class", Codecs.STRING, false);
                    case 2 -> builder.volume24h = in.scalar("volume_24h", Codecs.INT64, false);
                    case 3 -> builder.n24hChange = in.scalar("24h_change", Codecs.NUMBER, false);
                    case 4 -> builder.toString_ = in.scalar("toString", Codecs.STRING, false);
                    case 5 -> builder.hashCode_ = in.scalar("hashCode", Codecs.INT32, false);
                    case 6 -> builder.builder_ = in.scalar("builder", Codecs.STRING, false);
                    case 7 -> builder.extras_ = in.scalar("extras", Codecs.STRING, false);
                    case 8 -> builder.other_ = in.scalar("other", Codecs.STRING, false);
                    case 9 -> builder.value = in.scalar("value", Codecs.STRING, false);
                    case 10 -> builder.names = in.list("names", NAMES_, false);
                    case 11 -> builder.instance = in.list("instance", INSTANCE_, false);
                    case 12 -> builder.in = in.scalar("in", Codecs.STRING, false);
                    case 13 -> builder.reader = in.scalar("reader", Codecs.STRING, false);
                    case 14 -> builder.profitAndLoss = in.scalar("p&l", Codecs.STRING, false);
                    case 15 -> builder.timeInForce = in.scalar("time-in-force", Codecs.STRING, false);
                    case 16 -> builder.isOpen = in.scalar("isOpen", Codecs.BOOLEAN, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("default", builder.default_);
            builder.extras = in.extras();
            return new OddNames(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable OddNames value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("default", Codecs.STRING, value.default_);
            out.member("class", Codecs.STRING, value.class_);
            out.member("volume_24h", Codecs.INT64, value.volume24h);
            out.member("24h_change", Codecs.NUMBER, value.n24hChange);
            out.member("toString", Codecs.STRING, value.toString_);
            out.member("hashCode", Codecs.INT32, value.hashCode_);
            out.member("builder", Codecs.STRING, value.builder_);
            out.member("extras", Codecs.STRING, value.extras_);
            out.member("other", Codecs.STRING, value.other_);
            out.member("value", Codecs.STRING, value.value);
            out.member("names", NAMES_, value.names);
            out.member("instance", INSTANCE_, value.instance);
            out.member("in", Codecs.STRING, value.in);
            out.member("reader", Codecs.STRING, value.reader);
            out.member("p&l", Codecs.STRING, value.profitAndLoss);
            out.member("time-in-force", Codecs.STRING, value.timeInForce);
            out.member("isOpen", Codecs.BOOLEAN, value.isOpen);
            out.end();
        }
    }
}
