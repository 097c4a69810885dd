package io.github.kalshiperps.conformance;

import static io.github.kalshiperps.conformance.Markdown.count;

import java.util.List;

/** How things are, in a sentence. */
final class Verdict {
    private Verdict() {}

    /** Whether there is nothing to do. */
    static boolean isGood(Report report) {
        return report.compared() > 0 && report.open().isEmpty();
    }

    static String of(Report report) {
        if (report.compared() == 0) {
            return "Nothing was compared.";
        }
        List<Deviation> deviations = report.deviations();
        StringBuilder words = new StringBuilder();
        if (deviations.isEmpty()) {
            words.append("Captures, contract and models agree");
        } else {
            words.append("Captures, contract and models disagree in ")
                    .append(count(deviations.size(), "place"))
                    .append(" (")
                    .append(count(report.total(), "finding"))
                    .append(")");
            long known = deviations.stream().filter(Deviation::isKnown).count();
            if (known > 0) {
                words.append(known == deviations.size() ? ", all of them known" : ", " + known + " of them known");
            }
        }
        Changes changes = report.changes();
        if (changes != null) {
            long fresh = deviations.stream().filter(Deviation::isNew).count();
            int gone = changes.gone().size();
            words.append("; since the earlier report ")
                    .append(fresh == 0 ? "nothing is new" : fresh == 1 ? "1 is new" : fresh + " are new")
                    .append(gone == 0 ? "" : " and " + count(gone, "finding is gone", "findings are gone"));
        }
        return words.append('.').toString();
    }

    /** What our models did to what they read. */
    static String ofModels(Report report) {
        int read = report.coverage().stream().mapToInt(Coverage::roundTrips).sum();
        if (report.byKind().getOrDefault(Kind.ROUND_TRIP_LOSS, 0) > 0) {
            return "Our models lose or change what was sent: mend that first.";
        }
        return "Our models read and wrote " + count(read, "message") + " without a loss.";
    }
}
