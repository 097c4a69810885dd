package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Report.Period;
import io.github.kalshiperps.conformance.Report.Uncompared;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** One run: compares the captures of a corpus with contracts and with our models. */
final class Conformance {
    private Conformance() {}

    /**
     * Compares a whole corpus.
     *
     * @param comparisons one for each transport that is to be compared, the API that was asked for first
     * @param corpus what the exchange sent
     * @param corpusName how the report calls the corpus
     */
    static Report run(List<CaptureComparison> comparisons, Corpus corpus, String corpusName) {
        return run(comparisons, corpus, corpusName, UnaryOperator.identity(), Progress.SILENT);
    }

    /**
     * Compares a whole corpus.
     *
     * @param comparisons one for each transport that is to be compared, the API that was asked for first
     * @param corpus what the exchange sent
     * @param corpusName how the report calls the corpus
     * @param known explains the findings that are no news
     * @param progress is told how far it is
     */
    static Report run(
            List<CaptureComparison> comparisons,
            Corpus corpus,
            String corpusName,
            UnaryOperator<Finding> known,
            Progress progress) {
        comparisons.forEach(comparison -> comparison.tell(progress));
        Map<Transport, CaptureComparison> byTransport = new EnumMap<>(Transport.class);
        comparisons.forEach(comparison -> byTransport.put(comparison.coverage().transport(), comparison));
        int compared = 0;
        Map<String, Integer> environments = new TreeMap<>();
        Period recorded = null;
        Omissions broken = new Omissions();
        Omissions skipped = new Omissions();
        corpus.leftOut().forEach(skipped::add);
        int begun = 0;
        for (String name : corpus.names()) {
            progress.capture(++begun);
            try {
                if (corpus.isUnfinished(name)) {
                    skipped.add(Uncompared.capture(name, "its recording was cut off before it was whole"));
                    continue;
                }
                CaptureComparison comparison = byTransport.get(corpus.transport(name));
                if (comparison == null) {
                    skipped.add(Uncompared.capture(name, "an answer over HTTP, where only frames were asked for"));
                    continue;
                }
                Capture capture = comparison.compare(corpus, name);
                compared++;
                environments.merge(capture.environment(), 1, Integer::sum);
                recorded = Period.with(recorded, capture.recordedAt());
            } catch (BrokenCaptureException e) {
                broken.add(Uncompared.capture(name, String.valueOf(e.getMessage())));
            }
            comparisons.forEach(CaptureComparison::settle);
        }
        progress.end();
        comparisons.forEach(CaptureComparison::finish);
        Map<Disagreement, LocalDate> firstSeen = new HashMap<>();
        comparisons.forEach(comparison -> firstSeen.putAll(comparison.firstSeen()));
        return new Report(
                corpusName,
                compared,
                environments,
                comparisons.stream().mapToInt(CaptureComparison::frames).sum(),
                comparisons.stream()
                        .flatMap(comparison -> comparison.findings().stream())
                        .sorted(Finding.ORDER)
                        .map(known)
                        .toList(),
                comparisons.stream()
                        .flatMap(comparison -> comparison.unlisted().stream())
                        .sorted(Comparator.comparing(Unlisted::kind)
                                .thenComparing(Unlisted::path)
                                .thenComparing(Unlisted::sort)
                                .thenComparing(Unlisted::name))
                        .toList(),
                comparisons.stream()
                        .flatMap(comparison -> comparison.newRequirements().stream())
                        .sorted(NewRequirements.ORDER)
                        .toList(),
                broken.list(),
                comparisons.stream()
                        .flatMap(comparison -> comparison.brokenFrames().stream())
                        .toList(),
                skipped.list(),
                comparisons.stream().map(CaptureComparison::coverage).toList(),
                recorded,
                firstSeen,
                null);
    }
}
