package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.ws.model.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What one connection has of one channel. Guarded by the exchange's lock, except for the count of unread messages. */
final class Subscription {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final long sid;
    private final Channel channel;
    private final AtomicInteger unread = new AtomicInteger();
    private final Map<String, TickerWindow> windows = new HashMap<>();

    /** Whether it is for all markets but those named, rather than for those named. */
    private boolean all;

    private final Set<String> named = new LinkedHashSet<>();
    private boolean skipsTickers;
    private long seq;
    private @Nullable Instant second;
    private int commands;

    Subscription(long sid, Channel channel) {
        this.sid = sid;
        this.channel = channel;
    }

    /** When a market's figures were sent last, and whether they are to be sent again. */
    static final class TickerWindow {
        @Nullable
        Instant last;

        boolean due;

        Instant end() {
            Instant from = last;
            return from == null ? Instant.MIN : from.plus(SECOND);
        }
    }

    long sid() {
        return sid;
    }

    Channel channel() {
        return channel;
    }

    /** Whether its data is numbered. */
    boolean isSequenced() {
        return switch (channel.known()) {
            case ORDERBOOK_DELTA, TRADE, ORDER_GROUP_UPDATES -> true;
            case TICKER, FILL, USER_ORDERS, UNRECOGNIZED -> false;
        };
    }

    /** Whether it is about markets; if not, those that a client names make no difference. */
    boolean isOfMarkets() {
        return !channel.equals(Channel.ORDER_GROUP_UPDATES);
    }

    boolean isOfBooks() {
        return channel.equals(Channel.ORDERBOOK_DELTA);
    }

    boolean covers(String market) {
        return all != named.contains(market);
    }

    /** How many markets it would name with these. */
    int sizeWith(Collection<String> markets) {
        if (all) {
            return 0;
        }
        Set<String> together = new LinkedHashSet<>(named);
        together.addAll(markets);
        return together.size();
    }

    void addAll() {
        all = true;
        named.clear();
    }

    void add(Collection<String> markets) {
        if (all) {
            markets.forEach(named::remove);
        } else {
            named.addAll(markets);
        }
    }

    void remove(Collection<String> markets) {
        if (all) {
            named.addAll(markets);
        } else {
            markets.forEach(named::remove);
        }
        markets.forEach(windows::remove);
    }

    /** Its markets; of all these when it does not name its own. */
    List<String> markets(List<String> existing) {
        return all ? existing.stream().filter(market -> !named.contains(market)).toList() : List.copyOf(named);
    }

    boolean skipsTickers() {
        return skipsTickers;
    }

    void skipTickers() {
        skipsTickers = true;
    }

    /** The number of its next message, after leaving some out. */
    long number(int skipped) {
        seq += skipped;
        return ++seq;
    }

    /** Counts a command; false if there were too many of them within a second. */
    boolean takesCommand(Instant now, int perSecond) {
        Instant began = second;
        if (began == null || !now.isBefore(began.plus(SECOND))) {
            second = now;
            commands = 0;
        }
        return ++commands <= perSecond || perSecond == 0;
    }

    TickerWindow window(String market) {
        return windows.computeIfAbsent(market, key -> new TickerWindow());
    }

    /** How many of its messages wait to be sent. */
    AtomicInteger unread() {
        return unread;
    }
}
