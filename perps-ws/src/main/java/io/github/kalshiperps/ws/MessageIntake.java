package io.github.kalshiperps.ws;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * For the consumer's thread: hands messages on, and at a gap what a {@link Backfill} brings, each message once.
 *
 * <p>To know what was delivered before, it keeps the keys of the messages of the last two overlaps before the newest one, and of ten
 * seconds at least.
 */
final class MessageIntake<M> implements Intake<M> {
    /** What a feed was told about backfilling. */
    record Filling<M>(Backfill<M> backfill, Function<? super M, ?> key, Duration overlap) {}

    /** Hears how a backfill went: the number of messages it delivered, or why there was none. */
    interface Outcome {
        void filled(Gap gap, int messages);

        void failed(Gap gap, Throwable why);
    }

    /** A message and when it was received: a consumer that is behind must not age what it has yet to take. */
    record Received(Object message, long nanos) {}

    private record Arrival(Object key, long nanos) {}

    /** In nanoseconds: an overlap may be short, or none, and a message still come twice. */
    private static final long LEAST_MEMORY = 10_000_000_000L;

    private final Class<M> type;
    private final @Nullable Filling<M> filling;
    private final Outcome outcome;
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    private final Set<Object> delivered = new HashSet<>();

    MessageIntake(Class<M> type, @Nullable Filling<M> filling, Outcome outcome) {
        this.type = type;
        this.filling = filling;
        this.outcome = outcome;
    }

    @Override
    public void take(Object item, Consumer<? super M> consumer) {
        if (filling == null) {
            if (type.isInstance(item)) {
                consumer.accept(type.cast(item));
            }
        } else if (item instanceof Received received) {
            if (received.message() instanceof Gap gap) {
                fill(filling, gap, consumer);
            } else if (type.isInstance(received.message())) {
                forgetBefore(received.nanos() - Math.max(2 * filling.overlap().toNanos(), LEAST_MEMORY));
                offer(filling, type.cast(received.message()), received.nanos(), consumer);
            }
        }
    }

    private void forgetBefore(long nanos) {
        for (Arrival oldest = arrivals.peek(); oldest != null && oldest.nanos() - nanos < 0; oldest = arrivals.peek()) {
            arrivals.remove();
            delivered.remove(oldest.key());
        }
    }

    private boolean offer(Filling<M> how, M message, long nanos, Consumer<? super M> consumer) {
        Object key = Objects.requireNonNull(how.key().apply(message), "the key of a message");
        boolean first = delivered.add(key);
        if (first) {
            arrivals.add(new Arrival(key, nanos));
            consumer.accept(message);
        }
        return first;
    }

    /** Forgets nothing meanwhile: the window begins before the gap, with messages that were received. */
    private void fill(Filling<M> how, Gap gap, Consumer<? super M> consumer) {
        int count = 0;
        try {
            for (M message : how.backfill()
                    .between(gap.from().minus(how.overlap()), gap.until().orElseThrow())) {
                // It may be minutes later by now, and messages that came meanwhile may be among these.
                if (offer(how, message, System.nanoTime(), consumer)) {
                    count++;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome.failed(gap, e);
            return;
        } catch (Exception e) {
            outcome.failed(gap, e);
            return;
        }
        outcome.filled(gap, count);
    }
}
