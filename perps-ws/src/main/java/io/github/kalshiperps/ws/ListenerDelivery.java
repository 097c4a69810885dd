package io.github.kalshiperps.ws;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs on the delivery threads, one at a time: hands a mailbox's messages to a listener. */
final class ListenerDelivery<M> implements Runnable {
    /** Hears of what a listener throws. */
    interface Failures {
        void failed(Throwable why);
    }

    private final Mailbox<M> mailbox;
    private final Consumer<? super M> listener;
    private final Failures failures;
    private final BooleanSupplier abandoned;

    /**
     * Delivery to a listener.
     *
     * @param abandoned whether the session has waited long enough for its consumers
     */
    ListenerDelivery(Mailbox<M> mailbox, Consumer<? super M> listener, Failures failures, BooleanSupplier abandoned) {
        this.mailbox = mailbox;
        this.listener = listener;
        this.failures = failures;
        this.abandoned = abandoned;
    }

    @Override
    public void run() {
        while (!abandoned.getAsBoolean()) {
            Thread.interrupted(); // a listener that interrupts its thread means itself, not the next message
            try {
                M message = mailbox.poll();
                if (message == null) {
                    return;
                }
                listener.accept(message);
            } catch (VirtualMachineError e) {
                failures.failed(e);
                if (!(e instanceof StackOverflowError)) {
                    throw e;
                }
            } catch (Throwable e) {
                failures.failed(e); // one message that a listener cannot take is no reason to keep the next from it
            }
        }
    }
}
