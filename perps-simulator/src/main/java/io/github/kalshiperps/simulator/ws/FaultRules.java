package io.github.kalshiperps.simulator.ws;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Faults of one kind that were asked for, in the order in which they are due. Safe for use by several threads.
 *
 * @param <T> what they happen to
 * @param <F> what happens
 */
final class FaultRules<T, F> {
    private final List<Rule<T, F>> rules = new CopyOnWriteArrayList<>();

    private static final class Rule<T, F> implements FaultRule {
        private final List<Rule<T, F>> home;
        private final Predicate<? super T> matches;
        private final F fault;
        private final long times;
        private long used;

        Rule(List<Rule<T, F>> home, Predicate<? super T> matches, F fault, long times) {
            this.home = home;
            this.matches = matches;
            this.fault = fault;
            this.times = times;
        }

        @Override
        public synchronized long hits() {
            return used;
        }

        @Override
        public void remove() {
            home.remove(this);
        }

        private boolean use() {
            boolean last;
            synchronized (this) {
                if (used >= times) {
                    return false;
                }
                used++;
                last = used == times;
            }
            if (last) {
                home.remove(this); // so that what is over costs nothing
            }
            return true;
        }
    }

    FaultRule add(Predicate<? super T> matches, F fault, long times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1 but was " + times);
        }
        Rule<T, F> rule = new Rule<>(rules, matches, fault, times);
        rules.add(rule);
        return rule;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    void clear() {
        rules.clear();
    }

    /** {@return what is due to happen now, in the order in which it was asked for; all of it counts as having happened} */
    List<F> next(T target, Predicate<List<F>> enough) {
        List<F> due = new ArrayList<>(1);
        for (Rule<T, F> rule : rules) {
            if (enough.test(due)) {
                break;
            }
            if (rule.matches.test(target) && rule.use()) {
                due.add(rule.fault);
            }
        }
        return due;
    }
}
