package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.ws.model.Channel;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How the WebSocket endpoint is to misbehave. Safe for use by several threads.
 *
 * <p>Faults are due in the order in which they were asked for. What ends a message (losing it, cutting the connection) is due at most
 * once per message, so that two of them asked for one after the other hit two messages.
 */
public final class WebSocketFaults {
    private final FaultRules<FrameTarget, FrameFault> frames = new FaultRules<>();
    private final FaultRules<CommandTarget, CommandFault> commands = new FaultRules<>();
    private final FaultRules<Long, Answer> handshakes = new FaultRules<>();
    private volatile Duration skew = Duration.ZERO;

    /** No faults yet. */
    public WebSocketFaults() {}

    /**
     * A message on its way to a client, as far as faults care. Immutable.
     *
     * @param connection the connection's number, from 1
     * @param userId whose connection it is
     * @param type the type of the message, such as {@code subscribed}
     * @param channel the channel of the subscription that it belongs to or confirms; null for none
     * @param market the market that it is about; null for none or several
     */
    public record FrameTarget(
            long connection,
            String userId,
            String type,
            @Nullable Channel channel,
            @Nullable String market) {}

    /**
     * A command of a client, as far as faults care. Immutable.
     *
     * @param connection the connection's number, from 1
     * @param userId whose connection it is
     * @param command its {@code cmd}
     * @param text all of it, to the letter
     */
    public record CommandTarget(long connection, String userId, String command, String text) {}

    /**
     * Asks for a fault of messages to clients.
     *
     * @param matches the messages that it is for
     * @param fault what shall happen
     * @param times how many messages it hits, at least 1; {@link Long#MAX_VALUE} for all
     * @return the rule
     */
    public FaultRule addForFrames(Predicate<? super FrameTarget> matches, FrameFault fault, long times) {
        return frames.add(matches, fault, times);
    }

    /**
     * Asks for a fault of commands.
     *
     * @param matches the commands that it is for
     * @param fault what shall happen
     * @param times how many commands it hits, at least 1; {@link Long#MAX_VALUE} for all
     * @return the rule
     */
    public FaultRule addForCommands(Predicate<? super CommandTarget> matches, CommandFault fault, long times) {
        return commands.add(matches, fault, times);
    }

    /**
     * Refuses handshakes.
     *
     * @param answer what they are answered with, whoever signed them
     * @param times how many, at least 1; {@link Long#MAX_VALUE} for all
     * @return the rule
     */
    public FaultRule addForHandshakes(Answer answer, long times) {
        return handshakes.add(number -> true, answer, times);
    }

    /**
     * Puts the times in all messages from now on wrong. Handshakes are checked by somebody else's clock.
     *
     * @param by how far ahead; negative for behind
     */
    public void skewTimes(Duration by) {
        skew = by;
    }

    /** Takes everything back. */
    public void clear() {
        frames.clear();
        commands.clear();
        handshakes.clear();
        skew = Duration.ZERO;
    }

    boolean areNoneForFrames() {
        return frames.isEmpty();
    }

    FramePlan next(FrameTarget target) {
        return FramePlan.of(frames.next(target, WebSocketFaults::isLost));
    }

    private static boolean isLost(List<FrameFault> faults) {
        return !faults.isEmpty() && FramePlan.ends(faults.get(faults.size() - 1));
    }

    @Nullable
    CommandFault next(CommandTarget target) {
        List<CommandFault> due = commands.next(target, faults -> !faults.isEmpty());
        return due.isEmpty() ? null : due.get(0);
    }

    @Nullable
    Answer nextHandshake(long number) {
        List<Answer> due = handshakes.next(number, answers -> !answers.isEmpty());
        return due.isEmpty() ? null : due.get(0);
    }

    Duration skew() {
        return skew;
    }
}
