package io.github.kalshiperps.spectools.diff;

import java.util.EnumMap;
import java.util.Map;

/** Collects what one change does to whom; of two judgements on one side the worse stays. */
final class Effects {
    private final Map<Side, Judgement> judgements = new EnumMap<>(Side.class);
    private final boolean sent;
    private final boolean received;

    /** Of something that clients send, or receive, or both. */
    Effects(boolean sent, boolean received) {
        this.sent = sent;
        this.received = received;
    }

    /** On all sides, whoever sends it. */
    Effects everywhere(Judgement judgement) {
        return callers(judgement).put(Side.REQUESTS, judgement).put(Side.RESPONSES, judgement);
    }

    Effects callers(Judgement judgement) {
        return signature(judgement).behaviour(judgement);
    }

    /** Source and classes of callers. */
    Effects signature(Judgement judgement) {
        return put(Side.SOURCE, judgement).put(Side.BINARY, judgement);
    }

    /** Another type: of an accessor or setter, or only as the argument of a type, which classes do not show. */
    Effects otherType(boolean typeArgument, String reason) {
        Judgement breaking = Judgement.breaking(reason);
        return typeArgument
                ? put(Side.SOURCE, breaking)
                        .put(Side.BINARY, Judgement.documentation("type arguments are erased"))
                        .behaviour(
                                Judgement.breaking("classes that were compiled before meet objects of another class"))
                : signature(breaking);
    }

    Effects behaviour(Judgement judgement) {
        return put(Side.BEHAVIOUR, judgement);
    }

    /** Only where clients send it. */
    Effects requests(Judgement judgement) {
        return sent ? put(Side.REQUESTS, judgement) : this;
    }

    /** Only where the exchange sends it. */
    Effects responses(Judgement judgement) {
        return received ? put(Side.RESPONSES, judgement) : this;
    }

    Effects wire(Judgement judgement) {
        return requests(judgement).responses(judgement);
    }

    private Effects put(Side side, Judgement judgement) {
        judgements.merge(side, judgement, (old, added) -> added.verdict().compareTo(old.verdict()) < 0 ? added : old);
        return this;
    }

    Map<Side, Judgement> judgements() {
        return judgements;
    }
}
