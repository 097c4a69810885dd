package io.github.kalshiperps.benchmarks;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of a book as classes for Jackson databind, with the members and types that ours have. */
final class JacksonMessages {
    private JacksonMessages() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Snapshot.class, name = "orderbook_snapshot"),
        @JsonSubTypes.Type(value = Delta.class, name = "orderbook_delta")
    })
    interface Message {}

    static final class Snapshot implements Message {
        public long sid;
        public long seq;
        public @Nullable SnapshotBody msg;
    }

    static final class Delta implements Message {
        public long sid;
        public long seq;
        public @Nullable DeltaBody msg;
    }

    static final class SnapshotBody {
        public @Nullable String marketTicker;
        public @Nullable List<Level> bid;
        public @Nullable List<Level> ask;
    }

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Level(BigDecimal price, BigDecimal count) {}

    static final class DeltaBody {
        public @Nullable String marketTicker;
        public @Nullable BigDecimal price;
        public @Nullable BigDecimal delta;
        public @Nullable BookSide side;

        @JsonFormat(without = JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
        public @Nullable Instant tsMs;

        public @Nullable String clientOrderId;
        public @Nullable Long subaccount;
        public @Nullable String lastUpdateReason;
    }

    enum BookSide {
        @JsonProperty("bid")
        BID,
        @JsonProperty("ask")
        ASK
    }

    /** Both messages in one class, which spares Jackson the choice by type, and the program's reader what each message has. */
    static final class Frame {
        public @Nullable String type;
        public long sid;
        public long seq;
        public @Nullable Body msg;
    }

    static final class Body {
        public @Nullable String marketTicker;
        public @Nullable List<Level> bid;
        public @Nullable List<Level> ask;
        public @Nullable BigDecimal price;
        public @Nullable BigDecimal delta;
        public @Nullable BookSide side;

        @JsonFormat(without = JsonFormat.Feature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
        public @Nullable Instant tsMs;

        public @Nullable String clientOrderId;
        public @Nullable Long subaccount;
        public @Nullable String lastUpdateReason;
    }
}
