package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.SessionEvent.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Guarded by the session's lock: opens and closes the channels' gaps, and tells of them. */
final class Gaps {
    private final Wire.Link link;
    private final Events events;

    Gaps(Wire.Link link, Events events) {
        this.link = link;
        this.events = events;
    }

    /** When the last message of a channel was received. */
    Instant heard(WireChannel wire) {
        return link.now().minusNanos(System.nanoTime() - wire.heardNanos);
    }

    /** A gap opens; one that is open already goes on, since both are healed together. */
    void detected(WireChannel wire, Gap gap) {
        tell(Kind.GAP_DETECTED, gap, null);
        if (wire.gap == null) {
            wire.gap = gap;
        }
    }

    void healed(WireChannel wire, String how) {
        Gap gap = wire.gap;
        if (gap != null) {
            wire.gap = null;
            tell(Kind.GAP_HEALED, gap.until(link.now()), how);
        }
    }

    /** The channel goes on without what is missing. Its consumers may fetch that elsewhere. */
    void remains(WireChannel wire, long nanos, @Nullable String why) {
        Gap gap = wire.gap;
        if (gap != null) {
            wire.gap = null;
            Gap closed = gap.until(link.now());
            tell(Kind.GAP_REMAINS, closed, why);
            for (LocalSubscription local : wire.locals) {
                if (local.hasBegun()) {
                    local.mark(closed, nanos);
                }
            }
        }
    }

    private void tell(Kind kind, Gap gap, @Nullable String words) {
        events.emit(events.event(kind, words == null ? gap.toString() : gap + ": " + words)
                .with(gap));
    }
}
