package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reports that no run of the authored corpora makes. */
final class Reports {
    private Reports() {}

    /** The same report with its findings changed. */
    static Report with(Report report, UnaryOperator<Finding> change) {
        return withFindings(report, report.findings().stream().map(change).toList());
    }

    static Report withFindings(Report report, List<Finding> findings) {
        return new Report(
                report.corpus(),
                report.compared(),
                report.environments(),
                report.frames(),
                findings.stream().sorted(Finding.ORDER).toList(),
                report.unlisted(),
                report.newRequirements(),
                report.broken(),
                report.brokenFrames(),
                report.skipped(),
                report.coverage(),
                report.recorded(),
                report.seenFirst(),
                report.changes());
    }

    /** The same report, in which all findings at a path are known. */
    static Report knowing(Report report, String path, KnownDrift known) {
        return with(report, finding -> finding.path().equals(path) ? finding.explainedBy(known) : finding);
    }

    /** An entry of a file of known drift, for whatever it is put to. */
    static KnownDrift known(String reason) {
        return known(reason, LocalDate.of(2026, 6, 12), LocalDate.of(2027, 3, 1));
    }

    static KnownDrift known(String reason, LocalDate firstSeen, LocalDate expires) {
        return new KnownDrift(Kind.UNDOCUMENTED_MEMBER, "$", null, null, "", reason, "a capture", firstSeen, expires);
    }

    /** Beside another one, which goes through its file. */
    static Report since(Report report, Report earlier, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("earlier.json"), JsonReport.of(earlier));
        return report.since(EarlierReport.read(file));
    }
}
