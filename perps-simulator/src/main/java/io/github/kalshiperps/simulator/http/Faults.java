package io.github.kalshiperps.simulator.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults that were asked for, and how often each is still due. Safe for use by several threads.
 *
 * <p>Faults are due in the order in which they were asked for. Of those that decide how a request ends only the first that matches
 * is used, so that two answers asked for one after the other come one after the other.
 */
public final class Faults {
    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** No faults yet. */
    public Faults() {}

    /**
     * A request, as far as faults care.
     *
     * @param operationId the operation, or null if the path leads to none
     * @param path its path below the API's base, as it was sent
     */
    public record Target(@Nullable String operationId, String path) {}

    /** A fault that was asked for. Safe for use by several threads. */
    public final class Rule {
        private final Predicate<Target> matches;
        private final Fault fault;
        private final long times;
        private long used;

        private Rule(Predicate<Target> matches, Fault fault, long times) {
            this.matches = matches;
            this.fault = fault;
            this.times = times;
        }

        /**
         * How many requests it has hit so far.
         *
         * @return the number
         */
        public synchronized long hits() {
            return used;
        }

        /** Takes it back. */
        public void remove() {
            rules.remove(this);
        }

        private synchronized boolean use() {
            if (used >= times) {
                return false;
            }
            used++;
            return true;
        }
    }

    /** What is to happen to one request. */
    record Plan(Duration delay, @Nullable Fault end, List<Fault.Edit> edits) {
        /** Whether the caller gets something that the exchange did not mean. */
        boolean spoilsAnswer() {
            return end != null || !edits.isEmpty();
        }

        Answer edited(Answer answer) {
            String body = answer.body();
            if (answer.isJson()) {
                for (Fault.Edit edit : edits) {
                    body = edit.edit().apply(body);
                }
            }
            return answer.withBody(body);
        }
    }

    /**
     * Asks for a fault.
     *
     * @param matches the requests that it is for
     * @param fault what shall happen
     * @param times how many requests it hits; {@link Long#MAX_VALUE} for all
     * @return the rule
     */
    public Rule add(Predicate<Target> matches, Fault fault, long times) {
        Rule rule = new Rule(matches, fault, times);
        rules.add(rule);
        return rule;
    }

    /** Takes everything back. */
    public void clear() {
        rules.clear();
    }

    Plan next(Target target) {
        Duration delay = Duration.ZERO;
        Fault end = null;
        List<Fault.Edit> edits = new ArrayList<>(0);
        for (Rule rule : rules) {
            if (!rule.matches.test(target) || (end != null && rule.fault.ends()) || !rule.use()) {
                continue;
            }
            if (rule.fault instanceof Fault.Delay wait) {
                delay = delay.plus(wait.duration());
            } else if (rule.fault instanceof Fault.Edit edit) {
                edits.add(edit);
            } else {
                end = rule.fault;
            }
        }
        return new Plan(delay, end, edits);
    }
}
