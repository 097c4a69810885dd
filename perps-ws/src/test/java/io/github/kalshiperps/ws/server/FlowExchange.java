package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.Fill;
import io.github.kalshiperps.ws.model.Trade;
import io.github.kalshiperps.ws.model.UserOrder;
import io.github.kalshiperps.ws.server.FlowRecord.FillEvent;
import io.github.kalshiperps.ws.server.FlowRecord.GroupEvent;
import io.github.kalshiperps.ws.server.FlowRecord.OrderState;
import io.github.kalshiperps.ws.server.FlowRecord.TradeEvent;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An exchange for tests that run long: it speaks the protocol, its markets move without end, and it does to its client what the
 * plan says: connections that end, numbers that are missing, late answers, silence, odd JSON. It writes down what happened in
 * truth and what it did wrong, so that a test can compare. Safe for use by any thread.
 *
 * <p>It serves one connection; a new one replaces the one before. The flow starts when the client is subscribed to everything
 * the plan expects for the first time and runs as fast as the client reads. When that is over, because the connection ended,
 * the exchange fell silent or the client unsubscribed, the flow goes on for {@link FlowPlan#framesWhileAway} frames and waits: a
 * client that takes a second to come back shall not miss a million frames. Around each command in the meantime some more happen,
 * so that data comes between the answers.
 *
 * <p>Memory does not grow with the number of frames, except for some hundred bytes per order (one in about 4,000 frames), per
 * order group (one in 10,000) and per fault.
 */
public final class FlowExchange implements AutoCloseable {
    private static final int FRAMES_PER_COMMAND = 8;
    private static final int FRAMES_PER_FLUSH = 64;
    /** What may be on its way at most, apart from the client's own buffers: what a reset loses, and how soon it is noticed. */
    private static final int SEND_BUFFER = 1 << 18;

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final FlowPlan plan;
    private final FlowRecord record;
    private final FlowEvents events;
    private final FrameType.Counts sent = new FrameType.Counts();
    private final SplittableRandom looks;
    private final Deque<Planned> planned;
    private final double slack;
    private final List<Fault> faults = Collections.synchronizedList(new ArrayList<>());
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private final Progress progress = new Progress();
    private final ScriptedServer server;
    private final Thread thread;

    private volatile @Nullable Peer newestPeer;
    private volatile boolean closed;
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();
    private volatile boolean owedPong;

    // For the thread of the flow only.
    private @Nullable FlowSession session;
    private @Nullable Planned openGap;
    private boolean silent;
    private boolean complete;
    private boolean started;
    private boolean over;
    private long awayFramesLeft;
    private int unflushed;

    // Guarded by progress.
    private @Nullable Truth truth;
    private @Nullable Throwable failure;
    private boolean standing;
    private String state = "no client has connected";

    private record Planned(long frame, Fault.Kind kind, Feed feed, int size) {}

    /** What the reading threads tell that of the flow: a text of a peer, a peer without a text, or its end. */
    private record News(Peer peer, @Nullable String text, boolean ended) {}

    private FlowExchange(FlowPlan plan) {
        this.plan = plan;
        this.record = new FlowRecord(plan.remembered());
        this.events = new FlowEvents(plan, record);
        this.looks = new SplittableRandom(plan.seed() + 1);
        this.planned = schedule(plan);
        this.slack = planned.isEmpty() ? 0 : distance(plan, planned.size()) / 4;
        this.server = ScriptedServer.start(this::arrived);
        this.thread = new Thread(this::run, "flow-exchange-" + server.port());
        thread.setDaemon(true);
    }

    /** Opens an exchange. */
    public static FlowExchange start(FlowPlan plan) {
        FlowExchange exchange = new FlowExchange(plan);
        exchange.thread.start();
        return exchange;
    }

    /** The address to connect to. */
    public String url() {
        return server.url();
    }

    /** The server below, for handshakes that go wrong. Its connections belong to this exchange. */
    public ScriptedServer server() {
        return server;
    }

    // --- what a backfill over REST would answer

    /**
     * The fills with times in a range, both ends included, oldest first.
     *
     * @throws IllegalStateException if it begins before what is remembered
     */
    public List<Fill> fillsBetween(Instant from, Instant to) {
        return record.fills(from, to);
    }

    /**
     * The trades with times in a range, both ends included, oldest first.
     *
     * @throws IllegalStateException if it begins before what is remembered
     */
    public List<Trade> tradesBetween(Instant from, Instant to) {
        return record.trades(from, to);
    }

    /** The orders whose last change is in a range, both ends included, as they are now: REST has no history of an order. */
    public List<UserOrder> userOrdersBetween(Instant from, Instant to) {
        return record.orders(from, to);
    }

    // --- how it goes

    /** How many frames the flow has had. */
    public long frames() {
        return frames.get();
    }

    /** What was done to the client so far. */
    public List<Fault> faults() {
        synchronized (faults) {
            return List.copyOf(faults);
        }
    }

    /** How many connections there were so far. */
    public long connections() {
        return connections.get();
    }

    /** Waits until the flow has had so many frames. */
    public void awaitFrames(long count, Duration timeout) {
        progress.await(
                () -> frames.get() >= count || failure != null,
                timeout,
                () -> true,
                () -> "not " + count + " frames, " + describe());
        check();
    }

    /** Waits until the client is subscribed to everything the plan expects. */
    public void awaitSubscribed(Duration timeout) {
        progress.await(
                () -> state.isEmpty() || failure != null, timeout, () -> true, () -> "not subscribed, " + describe());
        check();
    }

    /** Waits until the flow has started and then stands still, because it has gone on for long enough without the client. */
    public void awaitStandstill(Duration timeout) {
        progress.await(() -> standing || failure != null, timeout, () -> true, () -> "no standstill, " + describe());
        check();
    }

    /**
     * Waits for the end of the flow. It comes when all frames are through, all faults are done, and a client is connected and
     * subscribed to everything; last of all one change per book, a trade and an order group event are sent, so that no gap
     * stays unseen. The exchange goes on to answer commands, but nothing happens any more.
     *
     * @return what happened
     * @throws AssertionError if that takes too long
     */
    public Truth finish(Duration timeout) {
        Truth result = progress.await(
                () -> truth != null || failure != null,
                timeout,
                () -> truth,
                () -> "the flow is not over, " + describe());
        check();
        if (result == null) {
            throw new AssertionError("the flow has no result");
        }
        return result;
    }

    /** Ends the connection and the exchange. */
    @Override
    public void close() {
        closed = true;
        server.close();
        // The thread of the flow may be waiting for news, in particular when there never was a client.
        thread.interrupt();
        try {
            thread.join(TIME_TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError(thread.getName() + " does not end");
        }
    }

    private void check() {
        Throwable broken = progress.<@Nullable Throwable>read(() -> failure);
        if (broken != null) {
            throw new AssertionError("the exchange itself failed", broken);
        }
    }

    private String describe() {
        return frames + " of " + plan.frames() + " frames, " + faults.size() + " faults so far, " + connections
                + " connections" + (state.isEmpty() ? "" : "; " + state)
                + (owedPong ? "; the client owes a pong since the last gap" : "");
    }

    // --- the flow

    private void arrived(Peer peer) {
        peer.onText(text -> news.add(new News(peer, text, false)));
        peer.onEnd(() -> news.add(new News(peer, null, true)));
        Peer before = newestPeer;
        newestPeer = peer;
        peer.limitSendBuffer(SEND_BUFFER);
        news.add(new News(peer, null, false));
        if (before != null) {
            // The client has given it up; the thread of the flow may be blocked in sending to it.
            before.drop();
        }
    }

    private void run() {
        try {
            while (!closed) {
                step();
            }
        } catch (InterruptedException e) {
            // Closed while it waited for news.
        } catch (RuntimeException | Error e) {
            if (!closed) {
                progress.make(() -> failure = e);
            }
        }
    }

    private void step() throws InterruptedException {
        try {
            News next = news.poll();
            if (next != null) {
                handle(next);
            } else if (!complete) {
                stepWhileIncomplete();
            } else if (over) {
                idle();
            } else {
                stepWhileComplete();
            }
        } catch (UncheckedIOException e) {
            lost("the connection broke: " + e.getMessage());
        }
    }

    private void stepWhileIncomplete() throws InterruptedException {
        if (started && awayFramesLeft > 0 && !over) {
            awayFramesLeft--;
            event();
        } else {
            idle();
        }
    }

    private void stepWhileComplete() throws InterruptedException {
        FlowSession now = session();
        boolean enough = frames.get() >= plan.frames();
        Planned fault = planned.peek();
        boolean due = enough || (fault != null && frames.get() >= fault.frame());
        if (!due || openGap != null) {
            event();
        } else if (isRead(now)) {
            if (fault != null) {
                planned.remove();
                inflict(fault, now);
            } else {
                end(now);
            }
        } else if (!enough && fault != null && frames.get() < fault.frame() + slack) {
            event();
        } else {
            // The client has not read up to the last gap. More frames would only move all faults to the end of the
            // flow.
            flush();
            News next = news.poll(1, TimeUnit.MILLISECONDS);
            if (next != null) {
                handle(next);
            }
        }
    }

    /** Waits for news; until then nothing stays unsent. */
    private void idle() throws InterruptedException {
        FlowSession now = session;
        if (now != null && !silent) {
            while (now.hasLateAcks()) {
                sendLateAck(now, Long.MAX_VALUE);
            }
        }
        flush();
        if (started && !complete) {
            progress.make(() -> standing = news.isEmpty());
        }
        News next = news.take();
        progress.make(() -> standing = false);
        handle(next);
    }

    private void handle(News next) {
        FlowSession now = session;
        if (next.text() == null && !next.ended()) {
            if (now != null) {
                lost("");
            }
            connections.incrementAndGet();
            session = new FlowSession(next.peer(), plan, events.markets(), looks, sent);
            silent = false;
            owedPong = false;
            updateComplete();
        } else if (now == null || now.peer() != next.peer()) {
            return;
        } else if (next.ended()) {
            lost("the client's connection ended");
        } else if (next.text() != null && !silent) {
            now.command(next.text(), frames.get());
            now.flush();
            updateComplete();
            if (openGap != null && now.gap() == null) {
                // Its subscription is gone before the gap could be seen: once again, later.
                planned.addFirst(openGap);
                openGap = null;
            }
            checkGap(now);
            if (started && !complete) {
                awayFramesLeft += FRAMES_PER_COMMAND;
            }
        }
    }

    private void lost(String why) {
        session = null;
        silent = false;
        if (openGap != null) {
            planned.addFirst(openGap);
            openGap = null;
        }
        updateComplete();
        if (!why.isEmpty()) {
            say(why);
        }
    }

    private void updateComplete() {
        FlowSession now = session;
        List<Feed> missing = now == null ? List.of() : now.missing();
        boolean was = complete;
        complete = now != null && !silent && missing.isEmpty();
        started |= complete;
        if (was && !complete) {
            awayFramesLeft = plan.framesWhileAway();
        }
        if (complete) {
            say("");
        } else if (silent) {
            say("silent since frame " + frames + ", and the client has not connected again");
        } else {
            say(now == null ? "no client is connected" : "the client is not (fully) subscribed to " + missing);
        }
    }

    private void say(String newState) {
        progress.make(() -> state = newState);
    }

    private FlowSession session() {
        FlowSession now = session;
        if (now == null) {
            throw new IllegalStateException("no connection");
        }
        return now;
    }

    private void event() {
        if (plan.isPaced()) {
            flush();
            plan.pace().accept(frames.get());
        }
        FlowSession now = session;
        frames.incrementAndGet();
        events.next(now == null || silent ? NOBODY : now);
        if (now != null && !silent) {
            afterEvent(now);
        }
    }

    private void afterEvent(FlowSession now) {
        if (now.hasLateAcks()) {
            sendLateAck(now, frames.get());
        }
        checkGap(now);
        if (++unflushed >= FRAMES_PER_FLUSH) {
            flush();
        }
    }

    private void flush() {
        FlowSession now = session;
        unflushed = 0;
        // For those who wait for a number of frames; not after each one, it is a lock.
        progress.make(() -> {});
        if (now != null && !silent) {
            now.flush();
        }
    }

    private void sendLateAck(FlowSession now, long frame) {
        Optional<FlowSession.LateAck> ack = now.sendLateAck(frame);
        ack.ifPresent(late -> {
            long ahead = frames.get() - late.since();
            if (ahead > 0) {
                log(Fault.Kind.LATE_ACK, late.feed().channel(), late.sid(), 0, ahead);
            }
        });
    }

    // --- faults

    private void inflict(Planned fault, FlowSession now) {
        switch (fault.kind()) {
            case SKIPPED -> {
                openGap = fault;
                now.loseNext(fault.feed(), fault.size());
            }
            case JUMP -> {
                openGap = fault;
                now.jump(fault.feed(), fault.size());
            }
            case SILENCE -> {
                now.flush();
                silent = true;
                now.peer().autoPong(false);
                now.peer().answerClose(false);
                log(fault.kind(), null, 0, 0, 0);
                updateComplete();
            }
            case RESET -> {
                // Without a flush: what was queued is lost, as with a real one.
                log(fault.kind(), null, 0, 0, 0);
                now.peer().drop();
                lost("the connection was reset");
            }
            case RESET_IN_FRAME -> {
                log(fault.kind(), null, 0, 0, 0);
                // The header of a text frame of 100 bytes, and some of them.
                now.peer().sendRaw(new byte[] {(byte) 0x81, 100, '{', '"', 't', 'y', 'p', 'e', '"'});
                now.peer().drop();
                lost("the connection was reset");
            }
            case GOING_AWAY, INTERNAL_ERROR -> {
                log(fault.kind(), null, 0, 0, 0);
                now.peer().close(fault.kind() == Fault.Kind.GOING_AWAY ? 1001 : 1011, "");
                lost("the connection was closed");
            }
            case LATE_ACK -> throw new IllegalStateException("comes with a command");
        }
    }

    /** A gap that the client has been shown is over, and then it is asked whether it has read that far. */
    private void checkGap(FlowSession now) {
        Planned fault = openGap;
        FlowSession.Gap gap = now.gap();
        if (fault != null && gap != null && gap.isShown()) {
            now.forgetGap();
            openGap = null;
            log(fault.kind(), gap.feed().channel(), gap.sid(), gap.from(), gap.to());
            now.askIfRead();
            owedPong = true;
        }
    }

    private boolean isRead(FlowSession now) {
        if (owedPong && now.isReadByClient()) {
            owedPong = false;
        }
        return !owedPong;
    }

    private void log(Fault.Kind kind, @Nullable Channel channel, long sid, long from, long to) {
        faults.add(new Fault(kind, frames.get(), channel, sid, from, to, Instant.now()));
    }

    /** Faults of all kinds in a random order, at about even distances over nine tenths of the flow. */
    private static Deque<Planned> schedule(FlowPlan plan) {
        SplittableRandom random = new SplittableRandom(plan.seed() + 2);
        List<Fault.Kind> drops =
                List.of(Fault.Kind.RESET, Fault.Kind.GOING_AWAY, Fault.Kind.INTERNAL_ERROR, Fault.Kind.RESET_IN_FRAME);
        List<Feed> feeds = plan.expected().stream().filter(Feed::isSequenced).toList();
        if (plan.gaps() > 0 && feeds.isEmpty()) {
            throw new IllegalArgumentException("gaps need a channel with a sequence");
        }
        List<Planned> all = new ArrayList<>();
        for (int i = 0; i < plan.drops(); i++) {
            all.add(new Planned(0, drops.get(i % drops.size()), Feed.BOOK, 0));
        }
        for (int i = 0; i < plan.gaps(); i++) {
            // By rounds, so that each channel sees both kinds.
            Fault.Kind kind = i / feeds.size() % 3 == 2 ? Fault.Kind.JUMP : Fault.Kind.SKIPPED;
            all.add(new Planned(0, kind, feeds.get(i % feeds.size()), random.nextInt(1, 4)));
        }
        for (int i = 0; i < plan.silences(); i++) {
            all.add(new Planned(0, Fault.Kind.SILENCE, Feed.BOOK, 0));
        }
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
        Deque<Planned> schedule = new ArrayDeque<>();
        for (int i = 0; i < all.size(); i++) {
            Planned fault = all.get(i);
            long frame = (long) ((i + 0.25 + random.nextDouble() / 2) * distance(plan, all.size()));
            schedule.add(new Planned(frame, fault.kind(), fault.feed(), fault.size()));
        }
        return schedule;
    }

    private static double distance(FlowPlan plan, int count) {
        return 0.9 * plan.frames() / count;
    }

    // --- the end

    private void end(FlowSession now) {
        while (now.hasLateAcks()) {
            sendLateAck(now, Long.MAX_VALUE);
        }
        for (int market = 0; market < events.markets().size(); market++) {
            frames.incrementAndGet();
            events.delta(market, now);
        }
        frames.addAndGet(2);
        events.trade(0, now);
        events.group(now);
        now.flush();
        Map<String, Truth.Book> books = new LinkedHashMap<>();
        events.markets().forEach(market -> books.put(market.ticker(), market.book()));
        Truth result = new Truth(
                frames.get(),
                Map.copyOf(books),
                record.allFills(),
                record.allTrades(),
                record.orders(),
                record.groups(),
                events.happened().toMap(),
                sent.toMap(),
                faults(),
                connections.get());
        over = true;
        progress.make(() -> truth = result);
    }

    /** Hears of everything and tells nobody. */
    private static final FlowEvents.Sink NOBODY = new FlowEvents.Sink() {
        @Override
        public void delta(int market, FlowMarket after, long time) {}

        @Override
        public void trade(int market, TradeEvent trade) {}

        @Override
        public void ticker(int market, FlowMarket now, long time) {}

        @Override
        public void fill(int market, FillEvent fill) {}

        @Override
        public void order(int market, OrderState order) {}

        @Override
        public void group(GroupEvent group) {}
    };
}
