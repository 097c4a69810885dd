package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.error.KalshiException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs on the delivery threads, one at a time: hands a mailbox's messages to a subscriber, as many as it asked for. */
final class FlowDelivery<M> implements Runnable, Flow.Subscription {
    private final Mailbox<M> mailbox;
    private final Flow.Subscriber<? super M> subscriber;
    private final ListenerDelivery.Failures failures;
    private final BooleanSupplier abandoned;
    private final Runnable unsubscribe;
    private final Drain drain;
    private final AtomicLong demand = new AtomicLong();
    private volatile @Nullable IllegalArgumentException badRequest;
    private volatile boolean over;
    private boolean begun;

    FlowDelivery(
            Mailbox<M> mailbox,
            Flow.Subscriber<? super M> subscriber,
            Executor executor,
            ListenerDelivery.Failures failures,
            BooleanSupplier abandoned,
            Runnable unsubscribe) {
        this.mailbox = mailbox;
        this.subscriber = subscriber;
        this.failures = failures;
        this.abandoned = abandoned;
        this.unsubscribe = unsubscribe;
        this.drain = new Drain(executor, this);
    }

    void wake() {
        drain.wake();
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            badRequest = new IllegalArgumentException("Expected a request for more than 0 messages but was " + n);
        } else {
            demand.getAndUpdate(now -> now + n < 0 ? Long.MAX_VALUE : now + n);
        }
        drain.wake();
    }

    @Override
    public void cancel() {
        over = true;
        unsubscribe.run();
    }

    @Override
    public void run() {
        try {
            deliver();
        } catch (Throwable e) {
            // A subscriber must not throw (rule 2.13); it gets nothing more.
            cancel();
            failures.failed(e);
            if (e instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }

    private void deliver() {
        if (!begun) {
            begun = true;
            subscriber.onSubscribe(this);
        }
        while (!over && !abandoned.getAsBoolean()) {
            IllegalArgumentException bad = badRequest;
            if (bad != null) {
                cancel();
                subscriber.onError(bad);
                return;
            }
            if (demand.get() == 0) {
                break;
            }
            M message = mailbox.poll();
            if (message == null) {
                break;
            }
            demand.getAndUpdate(now -> now == Long.MAX_VALUE ? now : now - 1);
            subscriber.onNext(message);
        }
        if (!over && !abandoned.getAsBoolean() && mailbox.isExhausted()) {
            over = true;
            KalshiException failure = mailbox.failure();
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }
}
