package io.github.kalshiperps.spectools.diff;

/**
 * A verdict and why.
 *
 * @param verdict the verdict
 * @param reason one sentence without its full stop
 */
public record Judgement(Verdict verdict, String reason) {
    static Judgement breaking(String reason) {
        return new Judgement(Verdict.BREAKING, reason);
    }

    static Judgement additive(String reason) {
        return new Judgement(Verdict.ADDITIVE, reason);
    }

    static Judgement documentation(String reason) {
        return new Judgement(Verdict.DOCUMENTATION, reason);
    }
}
