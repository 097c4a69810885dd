package io.github.kalshiperps.simulator.ws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to one message. Immutable.
 *
 * @param skipped numbers to leave out before it
 * @param before what goes in front of it
 * @param copies how often it is sent
 * @param heldBack how many messages go first
 * @param delay how much later it is sent
 * @param edits changes of its text
 * @param end what happens in its place, or null
 */
record FramePlan(
        int skipped,
        List<String> before,
        int copies,
        int heldBack,
        Duration delay,
        List<UnaryOperator<String>> edits,
        @Nullable FrameFault end) {
    static final FramePlan NONE = new FramePlan(0, List.of(), 1, 0, Duration.ZERO, List.of(), null);

    static FramePlan of(List<FrameFault> faults) {
        if (faults.isEmpty()) {
            return NONE;
        }
        int skipped = 0;
        int copies = 1;
        int heldBack = 0;
        Duration delay = Duration.ZERO;
        List<String> before = new ArrayList<>(0);
        List<UnaryOperator<String>> edits = new ArrayList<>(0);
        FrameFault end = null;
        for (FrameFault fault : faults) {
            if (fault instanceof FrameFault.SkipNumbers skip) {
                skipped += skip.count();
            } else if (fault instanceof FrameFault.Repeat) {
                copies++;
            } else if (fault instanceof FrameFault.HoldBack hold) {
                heldBack += hold.messages();
            } else if (fault instanceof FrameFault.Delay wait) {
                delay = delay.plus(wait.duration());
            } else if (fault instanceof FrameFault.Precede precede) {
                before.add(precede.text());
            } else if (fault instanceof FrameFault.Edit edit) {
                edits.add(edit.edit());
            } else {
                end = fault;
            }
        }
        return new FramePlan(skipped, before, copies, heldBack, delay, edits, end);
    }

    /** Whether nothing is left of a message that it happens to. */
    static boolean ends(FrameFault fault) {
        return fault instanceof FrameFault.Lose
                || fault instanceof FrameFault.Drop
                || fault instanceof FrameFault.Close;
    }

    String edited(String text) {
        String edited = text;
        for (UnaryOperator<String> edit : edits) {
            edited = edit.apply(edited);
        }
        return edited;
    }
}
