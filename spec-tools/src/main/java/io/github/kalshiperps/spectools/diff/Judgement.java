package io.github.kalshiperps.spectools.diff;

/**
 * A verdict and why.
 *
 * @param verdict the verdict
 * @param reason one sentence without its full stop
 */
public record Judgement(Verdict verdict, String reason) {}
