package io.github.kalshiperps.golden.composition.model;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.github.kalshiperps.core.json.Codecs;
import io.github.kalshiperps.core.json.MemberReader;
import io.github.kalshiperps.core.json.MemberWriter;
import io.github.kalshiperps.core.json.ModelExtras;
import io.github.kalshiperps.core.json.RawJson;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An obligation that was put away.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class ArchivedObligation {
    private final @Nullable String id;
    private final @Nullable ObligationStatus status;
    private final @Nullable List<String> receipts;
    private final @Nullable Direction direction;
    private final @Nullable Instant archivedTime;
    private final ModelExtras extras;

    private ArchivedObligation(Builder builder) {
        this.id = builder.id;
        this.status = builder.status;
        this.receipts = builder.receipts;
        this.direction = builder.direction;
        this.archivedTime = builder.archivedTime;
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
     * Id of the obligation.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public String id() {
        return extras.require(id, "id");
    }

    /**
     * {@code ArchivedObligation.status} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable ObligationStatus status() {
        return extras.optional(status, "status");
    }

    /**
     * {@code ArchivedObligation.receipts} of the contract; not described yet.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public List<String> receipts() {
        return extras.require(receipts, "receipts");
    }

    /**
     * {@code ArchivedObligation.direction} of the contract; not described yet.
     *
     * @return the value, or null when it was not sent
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Direction direction() {
        return extras.optional(direction, "direction");
    }

    /**
     * When it was put away.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Instant archivedTime() {
        return extras.require(archivedTime, "archived_time");
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
        if (!(other instanceof ArchivedObligation that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(id, that.id)
                && Objects.equals(status, that.status)
                && Objects.equals(receipts, that.receipts)
                && Objects.equals(direction, that.direction)
                && Objects.equals(archivedTime, that.archivedTime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, status, receipts, direction, archivedTime, extras);
    }

    @Override
    public String toString() {
        return "ArchivedObligation[id=" + id
                + ", status=" + status
                + ", receipts=" + receipts
                + ", direction=" + direction
                + ", archivedTime=" + archivedTime
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link ArchivedObligation} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String id;
        private @Nullable ObligationStatus status;
        private @Nullable List<String> receipts;
        private @Nullable Direction direction;
        private @Nullable Instant archivedTime;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(ArchivedObligation from) {
            this.id = from.id;
            this.status = from.status;
            this.receipts = from.receipts;
            this.direction = from.direction;
            this.archivedTime = from.archivedTime;
            this.extras = from.extras;
        }

        /**
         * Id of the obligation.
         *
         * <p>Wire name {@code id}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder id(String value) {
            this.id = Objects.requireNonNull(value, "ArchivedObligation.id");
            this.extras = extras.without("id");
            return this;
        }

        /**
         * {@code ArchivedObligation.status} of the contract; not described yet.
         *
         * <p>Wire name {@code status}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder status(@Nullable ObligationStatus value) {
            this.status = value;
            this.extras = extras.without("status");
            return this;
        }

        /**
         * {@code ArchivedObligation.receipts} of the contract; not described yet.
         *
         * <p>Wire name {@code receipts}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder receipts(List<String> value) {
            this.receipts = List.copyOf(value);
            this.extras = extras.without("receipts");
            return this;
        }

        /**
         * {@code ArchivedObligation.direction} of the contract; not described yet.
         *
         * <p>Wire name {@code direction}; optional.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder direction(@Nullable Direction value) {
            this.direction = value;
            this.extras = extras.without("direction");
            return this;
        }

        /**
         * When it was put away.
         *
         * <p>Wire name {@code archived_time}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder archivedTime(Instant value) {
            this.archivedTime = Objects.requireNonNull(value, "ArchivedObligation.archived_time");
            this.extras = extras.without("archived_time");
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
        public ArchivedObligation build() {
            return new ArchivedObligation(this);
        }
    }

    /** Reads and writes {@link ArchivedObligation} token by token. */
    static final class Adapter extends JsonAdapter<ArchivedObligation> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES =
                JsonReader.Options.of("id", "status", "receipts", "direction", "archived_time");
        private static final JsonAdapter<List<String>> RECEIPTS = Codecs.list(Codecs.STRING);

        private Adapter() {}

        @Override
        public @Nullable ArchivedObligation fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.id = in.scalar("id", Codecs.STRING, false);
                    case 1 -> builder.status = in.scalar("status", ObligationStatus.CODEC, false);
                    case 2 -> builder.receipts = in.list("receipts", RECEIPTS, false);
                    case 3 -> builder.direction = in.scalar("direction", Direction.CODEC, false);
                    case 4 -> builder.archivedTime = in.scalar("archived_time", Codecs.INSTANT, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("id", builder.id);
            in.required("receipts", builder.receipts);
            in.required("archived_time", builder.archivedTime);
            builder.extras = in.extras();
            return new ArchivedObligation(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable ArchivedObligation value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("id", Codecs.STRING, value.id);
            out.member("status", ObligationStatus.CODEC, value.status);
            out.member("receipts", RECEIPTS, value.receipts);
            out.member("direction", Direction.CODEC, value.direction);
            out.member("archived_time", Codecs.INSTANT, value.archivedTime);
            out.end();
        }
    }
}
