package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.model.Channel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Immutable and safe for use by several threads: a channel and some markets that can be subscribed to, and how. Nothing is
 * sent before {@link #listen}, {@link #stream}, or somebody's subscription to {@link #publisher}; each of them begins a
 * subscription of its own.
 *
 * <p>A consumer that falls behind does not hold up the session or other consumers. Its messages wait for it, up to the
 * feed's capacity; beyond that its subscription ends with {@link SlowConsumerException} — except a feed that
 * {@linkplain PerpsWebSocket#tickers conflates}, which keeps the newest message of each market only.
 *
 * @param <M> what the consumer gets
 */
public final class Feed<M> {
    static final int DEFAULT_CAPACITY = 65_536;
    static final Duration DEFAULT_OVERLAP = Duration.ofSeconds(5);

    private final Session session;
    private final Channel channel;
    private final Scope scope;
    private final Class<M> type;
    private final @Nullable Supplier<Intake<M>> intake;
    private final int capacity;
    private final boolean conflating;
    private final boolean initialSnapshot;
    private final MessageIntake.@Nullable Filling<M> filling;

    private Feed(
            Session session,
            Channel channel,
            Scope scope,
            Class<M> type,
            @Nullable Supplier<Intake<M>> intake,
            int capacity,
            boolean conflating,
            boolean initialSnapshot,
            MessageIntake.@Nullable Filling<M> filling) {
        this.session = session;
        this.channel = channel;
        this.scope = scope;
        this.type = type;
        this.intake = intake;
        this.capacity = capacity;
        this.conflating = conflating;
        this.initialSnapshot = initialSnapshot;
        this.filling = filling;
    }

    static <M> Feed<M> of(Session session, Channel channel, Scope scope, Class<M> type) {
        boolean ticker = channel.equals(Channel.TICKER);
        return new Feed<>(session, channel, scope, type, null, DEFAULT_CAPACITY, ticker, ticker, null);
    }

    static Feed<BookUpdate> ofBooks(Session session, Scope scope) {
        return new Feed<>(
                session,
                Channel.ORDERBOOK_DELTA,
                scope,
                BookUpdate.class,
                BookIntake::new,
                DEFAULT_CAPACITY,
                false,
                false,
                null);
    }

    /**
     * The same feed with another capacity.
     *
     * @param messages how many messages may wait for the consumer; 65,536 unless set
     * @return a new feed
     * @throws IllegalArgumentException if it is less than 1
     */
    public Feed<M> capacity(int messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("Expected a capacity of at least 1 message but was " + messages);
        }
        return new Feed<>(session, channel, scope, type, intake, messages, conflating, initialSnapshot, filling);
    }

    /**
     * The same feed without conflation: every message is delivered, and a consumer that falls behind too far loses its
     * subscription. Only tickers conflate; other feeds are returned as they are.
     *
     * @return a new feed
     */
    public Feed<M> everyMessage() {
        return new Feed<>(session, channel, scope, type, intake, capacity, false, initialSnapshot, filling);
    }

    /**
     * The same feed without tickers at its beginning: the first one of a market comes with its next change. Only the channel
     * {@code ticker} knows the difference.
     *
     * @return a new feed
     */
    public Feed<M> changesOnly() {
        return new Feed<>(session, channel, scope, type, intake, capacity, conflating, false, filling);
    }

    /**
     * The same feed with a source for what is missed while the connection is lost, {@code 5} seconds of overlap.
     *
     * @param source fetches what was missed
     * @param key what tells two messages apart, such as the id of a trade; equal keys mean one message, and only one is delivered
     * @return a new feed
     * @throws IllegalStateException if it is a feed of books or tickers: those begin with the present state
     */
    public Feed<M> backfill(Backfill<M> source, Function<? super M, ?> key) {
        return backfill(source, key, DEFAULT_OVERLAP);
    }

    /**
     * The same feed with a source for what is missed while the connection is lost.
     *
     * @param source fetches what was missed
     * @param key what tells two messages apart, such as the id of a trade; equal keys mean one message, and only one is delivered
     * @param overlap how much earlier than the gap the window begins. It has to cover what the local clock and the exchange's
     *     differ by, and the time a message is under way
     * @return a new feed
     * @throws IllegalStateException if it is a feed of books or tickers: those begin with the present state
     */
    public Feed<M> backfill(Backfill<M> source, Function<? super M, ?> key, Duration overlap) {
        if (intake != null || channel.equals(Channel.TICKER)) {
            throw new IllegalStateException(
                    "The channel " + channel + " begins with the present state; there is nothing to backfill");
        }
        if (overlap.isNegative()) {
            throw new IllegalArgumentException("An overlap must not be negative but was " + overlap);
        }
        MessageIntake.Filling<M> how = new MessageIntake.Filling<>(
                Objects.requireNonNull(source, "source"), Objects.requireNonNull(key, "key"), overlap);
        return new Feed<>(session, channel, scope, type, intake, capacity, conflating, initialSnapshot, how);
    }

    /**
     * Begins a subscription whose messages are handed to a listener, one at a time, on a delivery thread of the session. What
     * the listener throws is reported as {@link SessionEvent.Kind#CONSUMER_FAILED} and does not end anything.
     *
     * @param listener takes the messages
     * @return the subscription
     * @throws SessionEndedException if the session is over
     */
    public Subscription listen(Consumer<? super M> listener) {
        Objects.requireNonNull(listener, "listener");
        Mailbox<M> mailbox = mailbox();
        Drain drain = new Drain(
                session.delivery(),
                new ListenerDelivery<>(
                        mailbox,
                        listener,
                        why -> session.consumerFailed(channel, why),
                        session::hasAbandonedConsumers));
        mailbox.onChange(drain::wake);
        return session.subscribe(subscription(mailbox));
    }

    /**
     * Begins a subscription whose messages the program takes itself.
     *
     * @return the messages, to be closed
     * @throws SessionEndedException if the session is over
     */
    public MessageStream<M> stream() {
        Mailbox<M> mailbox = mailbox();
        return new MessageStream<>(session.subscribe(subscription(mailbox)), mailbox);
    }

    /**
     * A publisher for one subscriber, whose subscription begins the feed's and whose cancellation ends it. Signals come on a
     * delivery thread of the session, one at a time. Demand that does not come fills the feed's capacity like any slow
     * consumer.
     *
     * @return the publisher; a second subscriber gets an error
     */
    public Flow.Publisher<M> publisher() {
        AtomicBoolean taken = new AtomicBoolean();
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber");
            if (taken.getAndSet(true)) {
                refuse(
                        subscriber,
                        new IllegalStateException("This publisher has its subscriber; ask the feed for another"));
                return;
            }
            Mailbox<M> mailbox = mailbox();
            LocalSubscription subscription = subscription(mailbox);
            FlowDelivery<M> delivery = new FlowDelivery<>(
                    mailbox,
                    subscriber,
                    session.delivery(),
                    why -> session.consumerFailed(channel, why),
                    session::hasAbandonedConsumers,
                    subscription::close);
            try {
                session.subscribe(subscription);
            } catch (SessionEndedException e) {
                refuse(subscriber, e);
                return;
            }
            mailbox.onChange(delivery::wake);
        };
    }

    private static void refuse(Flow.Subscriber<?> subscriber, RuntimeException why) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(why);
    }

    private Mailbox<M> mailbox() {
        Intake<M> taking =
                intake == null ? new MessageIntake<>(type, filling, session.backfillOutcome(channel)) : intake.get();
        return new Mailbox<>(capacity, conflating, taking);
    }

    private LocalSubscription subscription(Mailbox<M> mailbox) {
        return new LocalSubscription(session, channel, scope, mailbox, filling != null, initialSnapshot);
    }

    /** {@return channel and markets, for logs} */
    @Override
    public String toString() {
        return "Feed[" + channel + " of " + scope + "]";
    }
}
