package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Immutable and safe for use by several threads: something that happened to a session and that a program may want to know. */
public final class SessionEvent {
    /** The kinds of event. New ones may be added: a switch needs a default. */
    public enum Kind {
        /** The connection is up; subscriptions follow. */
        CONNECTED,
        /** The connection is lost or could not be made; the session tries again. */
        DISCONNECTED,
        /** The session is over: it was closed, or failed for good. */
        ENDED,
        /** The exchange confirmed a subscription. */
        SUBSCRIBED,
        /** A subscription ended other than by its own {@code close()}. */
        SUBSCRIPTION_ENDED,
        /** Messages are missing. Books of the channel are invalid from here on. */
        GAP_DETECTED,
        /** The books are whole again. */
        GAP_HEALED,
        /** Messages stay missing: they cannot be had over this connection. The gap's time window is complete. */
        GAP_REMAINS,
        /** What was missed has been fetched and delivered. */
        BACKFILLED,
        /** What was missed could not be fetched. */
        BACKFILL_FAILED,
        /** A message with a sequence number that was there before. It was not used. */
        REPEATED_MESSAGE,
        /** A frame that is no message: not JSON, cut short, binary, deviating more than the mode allows. */
        MALFORMED_FRAME,
        /** A message of a type that this version does not know. */
        UNRECOGNIZED_MESSAGE,
        /** A message that nothing was waiting for, such as the answer to an unknown command. */
        UNEXPECTED_MESSAGE,
        /** The exchange reported an error. */
        EXCHANGE_ERROR,
        /** The exchange did not answer a command in time. */
        COMMAND_TIMED_OUT,
        /** Nothing came for a while, not even the answer to a question. */
        STALE,
        /** A consumer is behind: half of its capacity is used up. */
        SLOW_CONSUMER,
        /** A consumer threw an exception. It goes on with the next message. */
        CONSUMER_FAILED,
        /** Messages of a type deviate from the contract in a way not met before in this session. */
        DRIFT,
        /** The listener was too slow for the events; some were only logged as a number. */
        EVENTS_DROPPED
    }

    private final Kind kind;
    private final Instant time;
    private final String text;
    private final @Nullable Channel channel;
    private final @Nullable Gap gap;
    private final @Nullable ServerMessage message;
    private final @Nullable String frame;
    private final @Nullable Throwable cause;

    private SessionEvent(
            Kind kind,
            Instant time,
            String text,
            @Nullable Channel channel,
            @Nullable Gap gap,
            @Nullable ServerMessage message,
            @Nullable String frame,
            @Nullable Throwable cause) {
        this.kind = kind;
        this.time = time;
        this.text = text;
        this.channel = channel;
        this.gap = gap;
        this.message = message;
        this.frame = frame;
        this.cause = cause;
    }

    static SessionEvent of(Kind kind, Instant time, String text) {
        return new SessionEvent(kind, time, text, null, null, null, null, null);
    }

    SessionEvent on(@Nullable Channel about) {
        return new SessionEvent(kind, time, text, about, gap, message, frame, cause);
    }

    SessionEvent with(Gap about) {
        return new SessionEvent(kind, time, text, about.channel(), about, message, frame, cause);
    }

    SessionEvent with(ServerMessage about) {
        return new SessionEvent(kind, time, text, channel, gap, about, frame, cause);
    }

    SessionEvent withFrame(String about) {
        return new SessionEvent(kind, time, text, channel, gap, message, about, cause);
    }

    SessionEvent because(@Nullable Throwable why) {
        return new SessionEvent(kind, time, text, channel, gap, message, frame, why);
    }

    /** {@return what kind of event} */
    public Kind kind() {
        return kind;
    }

    /** {@return when it happened, by the local clock} */
    public Instant time() {
        return time;
    }

    /** {@return what happened, in words} */
    public String text() {
        return text;
    }

    /** {@return the channel it is about, if it is about one} */
    public Optional<Channel> channel() {
        return Optional.ofNullable(channel);
    }

    /** {@return the gap that was detected, healed or left} */
    public Optional<Gap> gap() {
        return Optional.ofNullable(gap);
    }

    /** {@return the message it is about; nothing else hands it out when it is repeated, unexpected or unrecognized} */
    public Optional<ServerMessage> message() {
        return Optional.ofNullable(message);
    }

    /** {@return the malformed frame as it came; of a binary frame its hexadecimal form} */
    public Optional<String> frame() {
        return Optional.ofNullable(frame);
    }

    /** {@return the exception behind it} */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    /** {@return kind and text, for logs; without the message, which may be private} */
    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
