package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.core.error.DecodeException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the captures of one transport with the contract of their API and with our models. */
abstract sealed class CaptureComparison permits HttpComparison, WebSocketComparison {
    private final Coverage coverage;
    private final Findings findings = new Findings();

    CaptureComparison(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Compares a capture. */
    abstract Capture compare(Corpus corpus, String name) throws BrokenCaptureException;

    Coverage coverage() {
        return coverage;
    }

    Collection<Finding> findings() {
        return findings.all();
    }

    /** The findings that are counted and not listed. */
    List<Unlisted> unlisted() {
        return findings.unlisted();
    }

    /** Says that a capture was compared, or could not be. */
    final void settle() {
        findings.settle();
    }

    /** How many frames were compared. */
    int frames() {
        return 0;
    }

    /** The frames that could not be compared, in captures of which others could. */
    List<Uncompared> brokenFrames() {
        return List.of();
    }

    final void add(Source source, Kind kind, Place place, String expected, String example) {
        findings.add(source, kind, place, expected, example);
    }

    /**
     * Compares what was sent with the contract.
     *
     * @param place where in its file it stands
     * @param seen told of every named schema that a value was held against
     */
    final void compare(Source source, Wire sent, Schema schema, Place place, Set<String> seen) {
        new Comparison(findings, source, seen).compare(sent, schema, place);
    }

    /** Compares what the exchange sent with what our model makes of it. */
    final void compare(Source source, Wire sent, @Nullable Schema schema, String text, RoundTrip model) {
        try {
            String back = model.of(text);
            new Losses(findings, source).find(sent, WireReader.read(back), schema);
        } catch (DecodeException e) {
            failed(source, Place.parse(e.path(), schema), String.valueOf(e.getMessage()), sent);
        } catch (NotJsonException | RuntimeException e) {
            // A defect of a model. It is one finding among others and must not cost the report.
            failed(source, Place.ROOT, e.toString(), sent);
        }
        coverage.addRoundTrip();
    }

    private void failed(Source source, Place place, String reason, Wire sent) {
        add(source, Kind.ROUND_TRIP_LOSS, place, "a message that our model reads: " + Excerpt.of(sent), reason);
    }
}
