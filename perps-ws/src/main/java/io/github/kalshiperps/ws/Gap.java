package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable and safe for use by several threads: a time in which messages of a channel may have been missed, or were.
 * Times are those of the local clock.
 */
public final class Gap {
    /** Why messages are missing. New causes may be added: a switch needs a default. */
    public enum Cause {
        /** The connection was lost; what the exchange sent meanwhile went nowhere. */
        DISCONNECTED,
        /** Sequence numbers were left out. */
        SEQUENCE,
        /** A message does not fit the book that the messages before it made, or could not be read. */
        CONTRADICTION,
        /** The exchange ended the subscription. */
        ENDED_BY_EXCHANGE,
        /** This side ended the subscription to begin it anew. */
        RESUBSCRIBED
    }

    private final Channel channel;
    private final Set<String> markets;
    private final Cause cause;
    private final String reason;
    private final Instant from;
    private final @Nullable Instant until;
    private final long firstMissing;
    private final long lastMissing;

    private Gap(
            Channel channel,
            Set<String> markets,
            Cause cause,
            String reason,
            Instant from,
            @Nullable Instant until,
            long firstMissing,
            long lastMissing) {
        this.channel = channel;
        this.markets = markets;
        this.cause = cause;
        this.reason = reason;
        this.from = from;
        this.until = until;
        this.firstMissing = firstMissing;
        this.lastMissing = lastMissing;
    }

    static Gap of(Channel channel, Scope scope, Cause cause, String reason, Instant from) {
        return new Gap(channel, scope.markets(), cause, reason, from, null, 0, 0);
    }

    Gap missing(long first, long last) {
        return new Gap(channel, markets, cause, reason, from, until, first, last);
    }

    Gap until(Instant end) {
        return new Gap(channel, markets, cause, reason, from, end, firstMissing, lastMissing);
    }

    /** {@return the channel whose messages are missing} */
    public Channel channel() {
        return channel;
    }

    /** {@return the markets concerned; empty if it may be any market of the subscription; unmodifiable} */
    public Set<String> markets() {
        return markets;
    }

    /** {@return why messages are missing} */
    public Cause cause() {
        return cause;
    }

    /** {@return why messages are missing, in words} */
    public String reason() {
        return reason;
    }

    /** {@return when the last thing before the gap was received} */
    public Instant from() {
        return from;
    }

    /** {@return when messages were received again; empty while they are not} */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** {@return the first sequence number that did not come; empty if the channel does not count or it is not known} */
    public OptionalLong firstMissing() {
        return firstMissing == 0 ? OptionalLong.empty() : OptionalLong.of(firstMissing);
    }

    /** {@return the last sequence number that did not come; empty if the channel does not count or it is not known} */
    public OptionalLong lastMissing() {
        return lastMissing == 0 ? OptionalLong.empty() : OptionalLong.of(lastMissing);
    }

    /** {@return channel, markets, cause and times, for logs} */
    @Override
    public String toString() {
        return "Gap[" + channel + (markets.isEmpty() ? "" : " " + markets) + ", " + cause + ": " + reason
                + (firstMissing == 0 ? "" : ", sequence " + firstMissing + " to " + lastMissing)
                + ", from " + from + (until == null ? "" : " until " + until) + "]";
    }
}
