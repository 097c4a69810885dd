package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.OrderBook;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.ErrorResponse;
import io.github.kalshiperps.core.error.PermissionException;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Safe for use by several threads: one connection after the other, and what lasts longer than a connection.
 *
 * <p>Threads: OkHttp's reader decodes a frame and works it in under the lock; the timer connects, asks and gives up; the delivery
 * threads run the program's code, each consumer's on one thread at a time. Nothing of the program's runs under the lock or on the
 * reader, so nothing of it can hold the session up.
 */
final class Session implements Wire.Link {
    private static final int MAX_NOTED_DRIFTS = 1_000;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private record DriftPlace(Class<?> message, Drift.Kind kind, String path) {}

    private final Settings settings;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor delivery;
    private final Set<Thread> deliverers = ConcurrentHashMap.newKeySet();
    private final Events events;
    private final Backoff backoff;
    private final Wire wire;
    private final CompletableFuture<Void> connectedOnce = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition bookChanged = lock.newCondition();
    private final Set<DriftPlace> notedDrifts = new HashSet<>();
    private @Nullable Connection connection;
    private PerpsWebSocket.State state = PerpsWebSocket.State.CONNECTING;
    private int failures;
    private long openedNanos;
    private boolean asked;
    private @Nullable SessionEndedException ended;
    private @Nullable Thread closer;
    private volatile boolean consumersAbandoned;

    Session(Settings settings) {
        this.settings = settings;
        RandomGenerator random = new Random();
        // Not a daemon: a program that only listens lives as long as its session.
        timer = new ScheduledThreadPoolExecutor(1, threads("timer", false));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        delivery = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), threads("delivery", true));
        events = new Events(settings.clock(), settings.listener(), delivery);
        backoff = new Backoff(settings.reconnectDelay(), settings.maxReconnectDelay(), random);
        wire = new Wire(this, events, settings, random);
    }

    private ThreadFactory threads(String role, boolean daemon) {
        return task -> {
            Runnable registered = task;
            if (daemon) {
                registered = () -> {
                    deliverers.add(Thread.currentThread());
                    try {
                        task.run();
                    } finally {
                        deliverers.remove(Thread.currentThread());
                    }
                };
            }
            Thread thread = new Thread(registered, "perps-ws-" + role + "-" + THREADS.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    void start() {
        timer.execute(() -> locked(this::connect));
        locked(this::watch);
    }

    private void locked(Runnable task) {
        lock.lock();
        try {
            if (ended == null) {
                task.run();
            }
        } catch (RuntimeException e) {
            // A fault of ours. Everything is asked for anew rather than going on with what may be half done.
            broken(e);
        } finally {
            lock.unlock();
        }
    }

    private void broken(RuntimeException fault) {
        Connection present = connection;
        if (present != null) {
            present.cancel();
            lost(present, Loss.here("internal error: " + fault, fault));
        } else {
            end(new SessionEndedException("Internal error: " + fault, fault));
        }
    }

    // --- connecting ---

    private void connect() {
        if (connection != null) {
            return;
        }
        state = PerpsWebSocket.State.CONNECTING;
        Connection next = new Connection(this, settings.mapper());
        connection = next;
        next.open(settings.sockets(), new Request.Builder().url(settings.url()).build());
    }

    void opened(Connection opened) {
        locked(() -> {
            if (opened != connection) {
                opened.cancel();
                return;
            }
            state = PerpsWebSocket.State.CONNECTED;
            openedNanos = System.nanoTime();
            asked = false;
            complete(connectedOnce);
            events.emit(Kind.CONNECTED, "connected to " + settings.url().host());
            wire.opened();
        });
    }

    /** The connection is gone, or is given up here. */
    void lost(Connection gone, Loss loss) {
        locked(() -> {
            if (gone != connection) {
                return;
            }
            boolean wasOpen = state == PerpsWebSocket.State.CONNECTED;
            connection = null;
            long now = System.nanoTime();
            if (wasOpen && now - openedNanos > settings.maxReconnectDelay().toNanos()) {
                failures = 0;
            }
            failures++;
            state = PerpsWebSocket.State.DISCONNECTED;
            wire.lost(now().minusNanos(now - gone.heardNanos()), loss.reason(), loss.cause());
            bookChanged.signalAll();
            if (loss.isFinal()) {
                end(new SessionEndedException("The session cannot go on: " + loss.reason(), loss.cause()));
                return;
            }
            Duration delay = backoff.delay(failures);
            if (delay.compareTo(loss.atLeast()) < 0) {
                delay = loss.atLeast();
            }
            events.emit(events.event(
                            Kind.DISCONNECTED,
                            (wasOpen ? "disconnected: " : "could not connect: ") + loss.reason() + "; next try in "
                                    + delay.toMillis() + " ms")
                    .because(loss.cause()));
            later(delay, this::connect);
        });
    }

    /** A handshake that was answered with something else than 101. */
    Loss refused(Response response, Throwable why) {
        String body;
        try {
            body = response.peekBody(65_536).string();
        } catch (IOException | RuntimeException e) {
            body = ""; // the status says enough
        }
        if (response.code() == 101) {
            return Loss.failed(why); // the connection was made and broke later
        }
        ApiException refusal = ApiException.of(new ErrorResponse(
                "GET", settings.url().encodedPath(), response.code(), body, retryAfter(response), null));
        boolean client = response.code() >= 400
                && response.code() < 500
                && response.code() != 408
                && response.code() != 425
                && response.code() != 429;
        boolean never = !connectedOnce.isDone();
        boolean isFinal = refusal instanceof AuthenticationException
                || refusal instanceof PermissionException
                || (never && (client || response.isRedirect()));
        return Loss.refused(refusal, isFinal);
    }

    private static @Nullable Duration retryAfter(Response response) {
        String seconds = response.header("Retry-After");
        return seconds != null && seconds.matches("[0-9]{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** Any frame is a sign of life. Without one the exchange is asked something, so that a quiet market is not a dead one. */
    private void watch() {
        later(settings.staleAfter().dividedBy(4), this::watch);
        Connection present = connection;
        if (present == null || state != PerpsWebSocket.State.CONNECTED) {
            return;
        }
        long silence = System.nanoTime() - present.heardNanos();
        if (silence < settings.staleAfter().toNanos()) {
            asked = false;
        } else if (!asked) {
            asked = true;
            wire.list().exceptionally(why -> List.of()); // that it is answered is enough
        } else if (silence > 2 * settings.staleAfter().toNanos()) {
            String text = "nothing came for " + Duration.ofNanos(silence).toMillis() + " ms, not even an answer";
            events.emit(Kind.STALE, text);
            giveUp(text);
        }
    }

    // --- what comes ---

    void received(Connection from, ServerMessage message, List<Drift> drifts, long nanos) {
        Envelope envelope = Envelope.of(message);
        locked(() -> {
            if (from == connection) {
                if (!drifts.isEmpty()) {
                    note(message, drifts);
                }
                wire.received(message, envelope, nanos);
            }
        });
    }

    /** Each kind of deviation once: a new member would come with every message. */
    private void note(ServerMessage message, List<Drift> drifts) {
        for (Drift drift : drifts) {
            if (notedDrifts.size() >= MAX_NOTED_DRIFTS) {
                return;
            }
            // As it came first, because that is cheap and mostly known already; then without the index in a list.
            if (notedDrifts.add(new DriftPlace(message.getClass(), drift.kind(), drift.path()))) {
                String path = drift.path().replaceAll("\\[[0-9]+]", "[]");
                if (path.equals(drift.path())
                        || notedDrifts.add(new DriftPlace(message.getClass(), drift.kind(), path))) {
                    String type = message.getClass().getSimpleName();
                    events.emit(events.event(
                                    Kind.DRIFT, type + ": " + drift.kind() + " at " + path + ": " + drift.message())
                            .with(message));
                }
            }
        }
    }

    void malformed(Connection from, String frame, String text, @Nullable Throwable why) {
        locked(() -> {
            if (from == connection) {
                events.emit(events.event(Kind.MALFORMED_FRAME, text)
                        .withFrame(frame)
                        .because(why));
            }
        });
    }

    // --- of the protocol, under the lock ---

    @Override
    public boolean send(String text) {
        Connection present = connection;
        if (present == null) {
            return false;
        }
        if (!present.send(text)) {
            present.cancel();
            lost(present, Loss.here("a command could not be sent", null));
            return false;
        }
        return true;
    }

    @Override
    public void giveUp(String reason) {
        Connection present = connection;
        if (present != null) {
            present.cancel();
            lost(present, Loss.here(reason, null));
        }
    }

    @Override
    public Wire.Alarm later(Duration delay, Runnable task) {
        try {
            Future<?> scheduled = timer.schedule(() -> locked(task), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // the session is over
        }
    }

    @Override
    public void complete(CompletableFuture<Void> future) {
        onDelivery(() -> future.complete(null));
    }

    @Override
    public <T> void complete(CompletableFuture<T> future, T value) {
        onDelivery(() -> future.complete(value));
    }

    @Override
    public void fail(CompletableFuture<?> future, Throwable why) {
        onDelivery(() -> future.completeExceptionally(why));
    }

    /** What hangs on a future is the program's code. */
    private void onDelivery(Runnable task) {
        try {
            delivery.execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // the threads have ended; whoever still waits must not wait for ever
        }
    }

    @Override
    public void bookChanged() {
        bookChanged.signalAll();
    }

    @Override
    public Instant now() {
        return settings.clock().instant();
    }

    // --- of feeds and subscriptions ---

    Executor delivery() {
        return delivery;
    }

    /** Whether the session is over and has waited long enough for its consumers. */
    boolean hasAbandonedConsumers() {
        return consumersAbandoned;
    }

    void consumerFailed(Channel channel, Throwable why) {
        events.emit(events.event(Kind.CONSUMER_FAILED, "A consumer of " + channel + " failed: " + why)
                .on(channel)
                .because(why));
    }

    MessageIntake.Outcome backfillOutcome(Channel channel) {
        return new MessageIntake.Outcome() {
            @Override
            public void filled(Gap gap, int messages) {
                events.emit(events.event(Kind.BACKFILLED, messages + " messages for " + gap)
                        .with(gap));
            }

            @Override
            public void failed(Gap gap, Throwable why) {
                events.emit(events.event(Kind.BACKFILL_FAILED, why + " for " + gap)
                        .with(gap)
                        .because(why));
            }
        };
    }

    LocalSubscription subscribe(LocalSubscription subscription) {
        lock.lock();
        try {
            requireOpen();
            wire.subscribe(subscription);
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    void unsubscribe(LocalSubscription subscription) {
        locked(() -> wire.unsubscribe(subscription));
    }

    CompletableFuture<Void> addMarkets(LocalSubscription subscription, Scope more) {
        lock.lock();
        try {
            requireOpen();
            requireMarkets(subscription);
            return wire.add(subscription, more).copy();
        } finally {
            lock.unlock();
        }
    }

    void removeMarkets(LocalSubscription subscription, Scope less) {
        lock.lock();
        try {
            requireMarkets(subscription);
            if (subscription.scope().minus(less).isNone()) {
                throw new IllegalArgumentException(
                        "No market would be left of " + subscription.scope() + "; close the subscription instead");
            }
            if (ended == null) {
                wire.remove(subscription, less);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void requireMarkets(LocalSubscription subscription) {
        if (subscription.scope().all()) {
            throw new IllegalStateException("The subscription to " + subscription.channel() + " is one to all markets");
        }
        if (subscription.isEnded()) {
            throw new IllegalStateException("The subscription to " + subscription.channel() + " is over");
        }
    }

    void requestSnapshots(LocalSubscription subscription) {
        if (!subscription.channel().equals(Channel.ORDERBOOK_DELTA)) {
            throw new IllegalStateException("There are no snapshots of " + subscription.channel());
        }
        locked(() -> wire.requestSnapshots(subscription));
    }

    Scope scopeOf(LocalSubscription subscription) {
        lock.lock();
        try {
            return subscription.scope();
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<List<ActiveSubscription>> list() {
        lock.lock();
        try {
            requireOpen();
            return wire.list().copy();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (ended != null) {
            throw new SessionEndedException(String.valueOf(ended.getMessage()), ended.getCause());
        }
    }

    // --- books ---

    BookView view(LocalSubscription subscription, String market) {
        lock.lock();
        try {
            return book(subscription, market).view();
        } finally {
            lock.unlock();
        }
    }

    boolean isValid(LocalSubscription subscription, String market) {
        lock.lock();
        try {
            return book(subscription, market).isValid();
        } finally {
            lock.unlock();
        }
    }

    BookView awaitView(LocalSubscription subscription, String market, Duration timeout)
            throws InterruptedException, TimeoutException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                OrderBook book = book(subscription, market);
                if (book.isValid() || subscription.isEnded()) {
                    return book.view();
                }
                if (left <= 0) {
                    throw new TimeoutException("The book of " + market + " is not known after " + timeout + ": "
                            + book.invalidReason().orElse(""));
                }
                left = bookChanged.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private OrderBook book(LocalSubscription subscription, String market) {
        if (!subscription.scope().markets().contains(market)) {
            throw new IllegalArgumentException("The subscription is to " + subscription.scope() + ", not to " + market);
        }
        if (subscription.isEnded()) {
            OrderBook none = OrderBook.create();
            none.applySnapshot(null, null, 0, null);
            none.invalidate("the subscription is over");
            return none;
        }
        return wire.book(subscription, market);
    }

    // --- the end ---

    PerpsWebSocket.State state() {
        lock.lock();
        try {
            return state;
        } finally {
            lock.unlock();
        }
    }

    CompletableFuture<Void> connected() {
        return connectedOnce.copy();
    }

    CompletableFuture<Void> done() {
        return done.copy();
    }

    /** Ends the session and waits until its threads are gone, unless it is one of them that asks. */
    void close() {
        Thread waitFor = endNow();
        if (waitFor == null || deliverers.contains(Thread.currentThread())) {
            return;
        }
        try {
            waitFor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the closing goes on without us
        }
    }

    private @Nullable Thread endNow() {
        lock.lock();
        try {
            end(null);
            return closer;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends everything; under the lock. What takes time is left to a thread of its own.
     *
     * @param failure why the session cannot go on; null if it was closed
     */
    private void end(@Nullable SessionEndedException failure) {
        if (ended != null) {
            return;
        }
        ended = failure == null ? new SessionEndedException("The session was closed", null) : failure;
        String reason = String.valueOf(ended.getMessage());
        state = PerpsWebSocket.State.ENDED;
        CompletableFuture<Void> subscriptionsDone = wire.endAll(failure);
        wire.lost(now(), reason, failure);
        fail(connectedOnce, ended); // does nothing if it was
        // Whoever sees that the session is over sees it of its subscriptions, too.
        CompletableFuture<Void> unused = subscriptionsDone.whenComplete((nothing, why) -> {
            if (failure == null) {
                complete(done);
            } else {
                fail(done, failure);
            }
        });
        events.emit(events.event(Kind.ENDED, reason).because(failure == null ? null : failure.getCause()));
        bookChanged.signalAll();
        Connection last = connection;
        connection = null;
        closer = new Thread(() -> release(last), "perps-ws-close-" + THREADS.incrementAndGet());
        closer.start();
    }

    /** Each step has a limit; a consumer that does not return in time is interrupted. */
    private void release(@Nullable Connection last) {
        Duration limit = settings.closeTimeout();
        timer.shutdownNow();
        try {
            if (last != null) {
                last.close();
                if (!last.awaitEnd(limit)) {
                    last.cancel();
                    last.awaitEnd(limit);
                }
            }
            delivery.shutdown();
            if (!delivery.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                consumersAbandoned = true;
                delivery.shutdownNow();
                delivery.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("Nobody knows this thread", e);
        } finally {
            if (settings.ownsClient()) {
                ExecutorService dispatcher = settings.client().dispatcher().executorService();
                dispatcher.shutdown();
                settings.client().connectionPool().evictAll();
            }
        }
    }
}
