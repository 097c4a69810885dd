package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.core.error.DecodeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One run: compares the captures of a corpus with a contract and with our models. */
final class Conformance {
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::kind).thenComparing(Finding::path).thenComparing(Finding::capture);

    private final Operations operations;
    private final RoundTrip models;
    private final Coverage coverage;
    private final List<Finding> findings = new ArrayList<>();
    private int roundTrips;

    private Conformance(Operations operations, RoundTrip models) {
        this.operations = operations;
        this.models = models;
        this.coverage = new Coverage(operations);
    }

    /**
     * Compares a whole corpus.
     *
     * @param contract what the exchange promises
     * @param corpus what it sent
     * @param corpusName how the report calls the corpus
     * @param models what our models make of it
     */
    static Report run(ContractFile contract, Corpus corpus, String corpusName, RoundTrip models) {
        Conformance run = new Conformance(new Operations(contract.document()), models);
        int compared = 0;
        Map<String, Integer> environments = new TreeMap<>();
        List<Uncompared> broken = new ArrayList<>();
        List<Uncompared> skipped = new ArrayList<>();
        for (String name : corpus.names()) {
            if (corpus.isWebSocket(name)) {
                skipped.add(new Uncompared(name, "frames of a WebSocket are not compared yet"));
                continue;
            }
            try {
                Capture capture = corpus.read(name);
                run.compare(capture);
                compared++;
                environments.merge(capture.environment(), 1, Integer::sum);
            } catch (BrokenCaptureException e) {
                broken.add(new Uncompared(name, String.valueOf(e.getMessage())));
            }
        }
        run.findings.sort(ORDER);
        return new Report(
                contract,
                corpusName,
                compared,
                environments,
                run.roundTrips,
                run.findings,
                broken,
                skipped,
                run.coverage);
    }

    private void compare(Capture capture) throws BrokenCaptureException {
        Operation operation = operations
                .route(capture.method(), capture.path())
                .orElseThrow(() -> new BrokenCaptureException(
                        "no operation of the contract takes " + capture.method() + " " + capture.path(), null));
        Wire body = body(capture);
        Findings found = new Findings(capture.name(), operation.id());
        Answer answer = operation.answers().get(String.valueOf(capture.status()));
        if (answer == null) {
            found.add(
                    Kind.UNDOCUMENTED_STATUS,
                    Place.ROOT,
                    "one of " + String.join(", ", operation.answers().keySet()),
                    String.valueOf(capture.status()));
        } else if (answer.body() != null) {
            if (body == null) {
                throw new BrokenCaptureException(
                        "the body is empty, but the contract documents one for " + capture.status(), null);
            }
            new Comparison(found, coverage.seen()).compare(body, answer.body());
            findLosses(capture, operation, body, answer.body(), found);
        }
        coverage.add(operation.id(), capture.status());
        findings.addAll(found.all());
    }

    private static @Nullable Wire body(Capture capture) throws BrokenCaptureException {
        if (capture.body().isEmpty()) {
            return null;
        }
        try {
            return WireReader.read(capture.body());
        } catch (NotJsonException e) {
            throw new BrokenCaptureException("the body is " + e.getMessage(), e);
        }
    }

    private void findLosses(Capture capture, Operation operation, Wire sent, Schema schema, Findings found) {
        try {
            String back = models.of(operation.id(), capture.status(), capture.body());
            if (back == null) {
                return;
            }
            new Losses(found).find(sent, WireReader.read(back), schema);
        } catch (DecodeException e) {
            failed(Place.parse(e.path(), schema), String.valueOf(e.getMessage()), sent, found);
        } catch (NotJsonException | RuntimeException e) {
            // A defect of a model. It is one finding among others and must not cost the report.
            failed(Place.ROOT, e.toString(), sent, found);
        }
        roundTrips++;
    }

    private static void failed(Place place, String reason, Wire sent, Findings found) {
        found.add(Kind.ROUND_TRIP_LOSS, place, "a message that our model reads: " + Excerpt.of(sent), reason);
    }
}
