package io.github.kalshiperps.golden.times.model;

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
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, with every form of time that the exchange uses.
 *
 * <p>Sent by the exchange and read tolerantly: an accessor of a required member that was not sent throws
 * {@link io.github.kalshiperps.core.error.MissingMemberException}. Immutable.
 */
public final class Event {
    private final @Nullable UUID eventId;
    private final @Nullable Instant createdTime;
    private final @Nullable Instant updatedTime;
    private final @Nullable Instant tsMs;
    private final @Nullable Instant expiresTs;
    private final @Nullable LocalDate reportDate;
    private final ModelExtras extras;

    private Event(Builder builder) {
        this.eventId = builder.eventId;
        this.createdTime = builder.createdTime;
        this.updatedTime = builder.updatedTime;
        this.tsMs = builder.tsMs;
        this.expiresTs = builder.expiresTs;
        this.reportDate = builder.reportDate;
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
     * Id of the event.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public UUID eventId() {
        return extras.require(eventId, "event_id");
    }

    /**
     * When it happened, to the microsecond.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Instant createdTime() {
        return extras.require(createdTime, "created_time");
    }

    /**
     * When it was corrected, if ever.
     *
     * @return the value, or null when it was not sent or is null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was sent but could not be read
     */
    public @Nullable Instant updatedTime() {
        return extras.optional(updatedTime, "updated_time");
    }

    /**
     * When it was sent.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Instant tsMs() {
        return extras.require(tsMs, "ts_ms");
    }

    /**
     * When it stops to matter.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public Instant expiresTs() {
        return extras.require(expiresTs, "expires_ts");
    }

    /**
     * Settlement day in New York that it counts for.
     *
     * @return the value, never null
     * @throws io.github.kalshiperps.core.error.MissingMemberException if it was not sent
     */
    public LocalDate reportDate() {
        return extras.require(reportDate, "report_date");
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
        if (!(other instanceof Event that)) {
            return false;
        }
        return extras.equals(that.extras)
                && Objects.equals(eventId, that.eventId)
                && Objects.equals(createdTime, that.createdTime)
                && Objects.equals(updatedTime, that.updatedTime)
                && Objects.equals(tsMs, that.tsMs)
                && Objects.equals(expiresTs, that.expiresTs)
                && Objects.equals(reportDate, that.reportDate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(eventId, createdTime, updatedTime, tsMs, expiresTs, reportDate, extras);
    }

    @Override
    public String toString() {
        return "Event[eventId=" + eventId
                + ", createdTime=" + createdTime
                + ", updatedTime=" + updatedTime
                + ", tsMs=" + tsMs
                + ", expiresTs=" + expiresTs
                + ", reportDate=" + reportDate
                + ", unknownMembers=" + extras + "]";
    }

    /** Builds {@link Event} objects. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable UUID eventId;
        private @Nullable Instant createdTime;
        private @Nullable Instant updatedTime;
        private @Nullable Instant tsMs;
        private @Nullable Instant expiresTs;
        private @Nullable LocalDate reportDate;
        private ModelExtras extras = ModelExtras.NONE;

        private Builder() {}

        private Builder(Event from) {
            this.eventId = from.eventId;
            this.createdTime = from.createdTime;
            this.updatedTime = from.updatedTime;
            this.tsMs = from.tsMs;
            this.expiresTs = from.expiresTs;
            this.reportDate = from.reportDate;
            this.extras = from.extras;
        }

        /**
         * Id of the event.
         *
         * <p>Wire name {@code event_id}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder eventId(UUID value) {
            this.eventId = Objects.requireNonNull(value, "Event.event_id");
            this.extras = extras.without("event_id");
            return this;
        }

        /**
         * When it happened, to the microsecond.
         *
         * <p>Wire name {@code created_time}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder createdTime(Instant value) {
            this.createdTime = Objects.requireNonNull(value, "Event.created_time");
            this.extras = extras.without("created_time");
            return this;
        }

        /**
         * When it was corrected, if ever.
         *
         * <p>Wire name {@code updated_time}; optional, may be null.
         *
         * @param value the value, or null for none
         * @return this builder
         */
        public Builder updatedTime(@Nullable Instant value) {
            this.updatedTime = value;
            this.extras = extras.without("updated_time");
            return this;
        }

        /**
         * When it was sent.
         *
         * <p>Wire name {@code ts_ms}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder tsMs(Instant value) {
            this.tsMs = Objects.requireNonNull(value, "Event.ts_ms");
            this.extras = extras.without("ts_ms");
            return this;
        }

        /**
         * When it stops to matter.
         *
         * <p>Wire name {@code expires_ts}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder expiresTs(Instant value) {
            this.expiresTs = Objects.requireNonNull(value, "Event.expires_ts");
            this.extras = extras.without("expires_ts");
            return this;
        }

        /**
         * Settlement day in New York that it counts for.
         *
         * <p>Wire name {@code report_date}; required.
         *
         * @param value the value
         * @return this builder
         */
        public Builder reportDate(LocalDate value) {
            this.reportDate = Objects.requireNonNull(value, "Event.report_date");
            this.extras = extras.without("report_date");
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
        public Event build() {
            return new Event(this);
        }
    }

    /** Reads and writes {@link Event} token by token. */
    static final class Adapter extends JsonAdapter<Event> {
        static final Adapter INSTANCE = new Adapter();
        private static final JsonReader.Options NAMES =
                JsonReader.Options.of("event_id", "created_time", "updated_time", "ts_ms", "expires_ts", "report_date");

        private Adapter() {}

        @Override
        public @Nullable Event fromJson(JsonReader reader) throws IOException {
            if (reader.peek() == JsonReader.Token.NULL) {
                return reader.nextNull();
            }
            MemberReader in = MemberReader.begin(reader);
            Builder builder = new Builder();
            while (reader.hasNext()) {
                switch (reader.selectName(NAMES)) {
                    case 0 -> builder.eventId = in.scalar("event_id", Codecs.UUID, false);
                    case 1 -> builder.createdTime = in.scalar("created_time", Codecs.INSTANT, false);
                    case 2 -> builder.updatedTime = in.scalar("updated_time", Codecs.INSTANT, true);
                    case 3 -> builder.tsMs = in.scalar("ts_ms", Codecs.EPOCH_MILLIS, false);
                    case 4 -> builder.expiresTs = in.scalar("expires_ts", Codecs.EPOCH_SECONDS, false);
                    case 5 -> builder.reportDate = in.scalar("report_date", Codecs.DATE, false);
                    default -> in.unknown();
                }
            }
            in.end();
            in.required("event_id", builder.eventId);
            in.required("created_time", builder.createdTime);
            in.required("ts_ms", builder.tsMs);
            in.required("expires_ts", builder.expiresTs);
            in.required("report_date", builder.reportDate);
            builder.extras = in.extras();
            return new Event(builder);
        }

        @Override
        public void toJson(JsonWriter writer, @Nullable Event value) throws IOException {
            if (value == null) {
                writer.nullValue();
                return;
            }
            MemberWriter out = MemberWriter.begin(writer, value.extras);
            out.member("event_id", Codecs.UUID, value.eventId);
            out.member("created_time", Codecs.INSTANT, value.createdTime);
            out.member("updated_time", Codecs.INSTANT, value.updatedTime);
            out.member("ts_ms", Codecs.EPOCH_MILLIS, value.tsMs);
            out.member("expires_ts", Codecs.EPOCH_SECONDS, value.expiresTs);
            out.member("report_date", Codecs.DATE, value.reportDate);
            out.end();
        }
    }
}
