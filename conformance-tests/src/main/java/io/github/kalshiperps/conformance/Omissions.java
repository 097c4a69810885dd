package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Report.Uncompared;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what was not compared. Of what was left out for one reason, the first are listed and the others counted. */
final class Omissions {
    /** How many are listed for one reason. */
    static final int LISTED = 20;

    /** How many reasons there are, before those that follow are one. */
    static final int REASONS = 500;

    private static final String OTHER = "one of many other reasons";

    private final List<Uncompared> listed = new ArrayList<>();
    private final Map<String, Reason> reasons = new LinkedHashMap<>();

    /** How much was left out for one reason, and where the last of it that is listed stands. */
    private static final class Reason {
        int listed;
        int last;
        int more;
    }

    void add(Uncompared uncompared) {
        String words = uncompared.reason();
        if (reasons.size() >= REASONS && !reasons.containsKey(words)) {
            words = OTHER;
        }
        Reason reason = reasons.computeIfAbsent(words, first -> new Reason());
        if (reason.listed < LISTED) {
            reason.listed++;
            reason.last = listed.size();
            listed.add(uncompared);
        } else {
            reason.more += 1 + uncompared.more();
        }
    }

    /** In the order in which they came; the last one of a reason stands for those that are not listed. */
    List<Uncompared> list() {
        List<Uncompared> all = new ArrayList<>(listed);
        for (Reason reason : reasons.values()) {
            if (reason.more > 0) {
                Uncompared last = all.get(reason.last);
                all.set(
                        reason.last,
                        new Uncompared(last.capture(), last.line(), last.reason(), last.more() + reason.more));
            }
        }
        return List.copyOf(all);
    }
}
