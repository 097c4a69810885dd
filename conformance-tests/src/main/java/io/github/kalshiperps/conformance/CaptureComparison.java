package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.core.error.DecodeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the captures of one transport with the contract of their API and with our models. */
abstract sealed class CaptureComparison permits HttpComparison, WebSocketComparison {
    private final Coverage coverage;
    private final OtherContracts others;
    private final Findings findings = new Findings();
    private final NewRequirements newRequirements = new NewRequirements();
    private Progress progress = Progress.SILENT;
    private final Checks checks = new Checks(findings);

    /**
     * @param others further contracts of the same API
     */
    CaptureComparison(Coverage coverage, OtherContracts others) {
        this.coverage = coverage;
        this.others = others;
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

    /** What captures lack because it is newer than they are. */
    List<NewRequirement> newRequirements() {
        return newRequirements.all();
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

    /** Has somebody who wants to know how far it is. */
    final void tell(Progress listener) {
        progress = listener;
    }

    final Progress progress() {
        return progress;
    }

    /** Says that a capture is begun. */
    final void begin(Capture capture) {
        Instant recorded = capture.recordedAt();
        findings.on(recorded == null ? null : LocalDate.ofInstant(recorded, ZoneOffset.UTC));
    }

    /** The first day on which each disagreement was recorded, of those where a capture says it. */
    Map<Disagreement, LocalDate> firstSeen() {
        return findings.firstSeen();
    }

    /** Says which message the next findings are about. */
    final void about(Subject subject) {
        findings.about(subject);
    }

    final Checks checks() {
        return checks;
    }

    /** All captures were compared. */
    final void finish() {
        findings.aboutTheRun();
        checks.finish();
        findings.settle();
    }

    final void add(Source source, Kind kind, Place place, String expected, String example) {
        findings.add(source, kind, place, expected, example);
    }

    /**
     * Compares what was sent with the contract.
     *
     * @param place where in its file it stands
     * @param otherSchemas of the same in the other contracts
     */
    final void compare(Source source, Wire sent, Schema schema, OtherSchemas otherSchemas, Place place) {
        new Comparison(findings, newRequirements, source, others).compare(sent, schema, otherSchemas, place);
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
