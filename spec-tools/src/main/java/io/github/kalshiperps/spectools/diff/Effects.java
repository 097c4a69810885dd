package io.github.kalshiperps.spectools.diff;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Collects what one change does to whom; of two judgements on one side the worse stays. */
final class Effects {
    private final Map<Side, Judgement> judgements = new EnumMap<>(Side.class);
    private final boolean sent;
    private final boolean received;

    private Effects(boolean sent, boolean received) {
        this.sent = sent;
        this.received = received;
    }

    /** Of something that clients send, or receive, or both. */
    static Effects of(boolean sent, boolean received) {
        return new Effects(sent, received);
    }

    /** Of something that is used so. */
    static Effects of(Collection<Use> uses) {
        return of(
                uses.stream().anyMatch(use -> use.direction() == Use.Direction.REQUEST),
                uses.stream().anyMatch(use -> use.direction() == Use.Direction.RESPONSE));
    }

    /** The same on all sides. */
    static Effects everywhere(Verdict verdict, String reason) {
        return of(true, true).callers(verdict, reason).wire(verdict, reason);
    }

    Effects callers(Verdict verdict, String reason) {
        return signature(verdict, reason).behaviour(verdict, reason);
    }

    /** Source and classes of callers. */
    Effects signature(Verdict verdict, String reason) {
        return put(Side.SOURCE, verdict, reason).put(Side.BINARY, verdict, reason);
    }

    Effects source(Verdict verdict, String reason) {
        return put(Side.SOURCE, verdict, reason);
    }

    Effects binary(Verdict verdict, String reason) {
        return put(Side.BINARY, verdict, reason);
    }

    Effects behaviour(Verdict verdict, String reason) {
        return put(Side.BEHAVIOUR, verdict, reason);
    }

    /** Only where clients send it. */
    Effects requests(Verdict verdict, String reason) {
        return sent ? put(Side.REQUESTS, verdict, reason) : this;
    }

    /** Only where the exchange sends it. */
    Effects responses(Verdict verdict, String reason) {
        return received ? put(Side.RESPONSES, verdict, reason) : this;
    }

    Effects wire(Verdict verdict, String reason) {
        return requests(verdict, reason).responses(verdict, reason);
    }

    boolean isSent() {
        return sent;
    }

    boolean isReceived() {
        return received;
    }

    private Effects put(Side side, Verdict verdict, String reason) {
        judgements.merge(
                side,
                new Judgement(verdict, reason),
                (old, added) -> added.verdict().compareTo(old.verdict()) < 0 ? added : old);
        return this;
    }

    Map<Side, Judgement> judgements() {
        return judgements;
    }
}
