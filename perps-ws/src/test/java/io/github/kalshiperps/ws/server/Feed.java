package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.ws.model.Channel;
import java.util.Optional;

/** A channel as the server sees it. */
enum Feed {
    BOOK("orderbook_delta", true, true),
    TRADE("trade", true, true),
    TICKER("ticker", true, false),
    FILL("fill", true, false),
    ORDER("user_orders", true, false),
    GROUP("order_group_updates", false, true);

    private final String channel;
    private final boolean ofMarkets;
    private final boolean sequenced;

    Feed(String channel, boolean ofMarkets, boolean sequenced) {
        this.channel = channel;
        this.ofMarkets = ofMarkets;
        this.sequenced = sequenced;
    }

    static Optional<Feed> of(String channel) {
        for (Feed feed : values()) {
            if (feed.channel.equals(channel)) {
                return Optional.of(feed);
            }
        }
        return Optional.empty();
    }

    Channel channel() {
        return Channel.of(channel);
    }

    /** Whether a subscription is to markets. */
    boolean isOfMarkets() {
        return ofMarkets;
    }

    /** Whether its messages carry {@code seq}. */
    boolean isSequenced() {
        return sequenced;
    }
}
