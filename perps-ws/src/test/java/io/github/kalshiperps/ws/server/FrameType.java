package io.github.kalshiperps.ws.server;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The {@code type} of a message of the exchange. */
enum FrameType {
    DELTA("orderbook_delta"),
    TRADE("trade"),
    TICKER("ticker"),
    FILL("fill"),
    ORDER("user_order"),
    GROUP("order_group_updates"),
    SNAPSHOT("orderbook_snapshot"),
    SUBSCRIBED("subscribed"),
    UNSUBSCRIBED("unsubscribed"),
    OK("ok"),
    ERROR("error");

    private final String wire;

    FrameType(String wire) {
        this.wire = wire;
    }

    /** The name on the wire. */
    String wire() {
        return wire;
    }

    /** How many there are of each type. Safe for use by any thread. */
    static final class Counts {
        private final Map<FrameType, AtomicLong> counts = new EnumMap<>(FrameType.class);

        Counts() {
            for (FrameType type : values()) {
                counts.put(type, new AtomicLong());
            }
        }

        void add(FrameType type) {
            AtomicLong count = counts.get(type);
            if (count != null) {
                count.incrementAndGet();
            }
        }

        /** The counts by the name on the wire. */
        Map<String, Long> toMap() {
            Map<String, Long> map = new LinkedHashMap<>();
            counts.forEach((type, count) -> map.put(type.wire, count.get()));
            return Map.copyOf(map);
        }
    }
}
