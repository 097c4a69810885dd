package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.server.FlowRecord.FillEvent;
import io.github.kalshiperps.ws.server.FlowRecord.GroupEvent;
import io.github.kalshiperps.ws.server.FlowRecord.OrderState;
import io.github.kalshiperps.ws.server.FlowRecord.TradeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link FlowExchange}: its subscriptions, answers to its commands, and what it gets to hear. For one
 * thread. Sending throws {@link java.io.UncheckedIOException} when the connection is gone.
 */
final class FlowSession implements FlowEvents.Sink {
    private final Peer peer;
    private final FlowPlan plan;
    private final List<FlowMarket> markets;
    private final SplittableRandom looks;
    private final FrameType.Counts sent;
    private final Map<Feed, Subscription> subscriptions = new EnumMap<>(Feed.class);
    private final Deque<LateAck> lateAcks = new ArrayDeque<>();
    private final FrameText text = new FrameText();
    private final FrameText pretty = new FrameText();
    private long lastSid;
    private long pings;
    private @Nullable Gap gap;

    // The message that is being written.
    private FrameType type = FrameType.OK;
    private long id;
    private long sid;
    private long seq;
    private boolean strange;
    private boolean shuffled;

    private static final class Subscription {
        final long sid;
        final Feed feed;
        final BitSet markets = new BitSet();
        boolean skipsLists;
        long seq;

        Subscription(long sid, Feed feed) {
            this.sid = sid;
            this.feed = feed;
        }
    }

    /** A confirmation that waits until the flow is at some frame. */
    record LateAck(long id, Feed feed, long sid, long since, long due) {}

    /** Messages of a subscription that are lost; over when a later one is sent. */
    static final class Gap {
        private final Subscription subscription;
        private int left;
        private long from;
        private long to;
        private boolean shown;

        private Gap(Subscription subscription) {
            this.subscription = subscription;
        }

        Feed feed() {
            return subscription.feed;
        }

        long sid() {
            return subscription.sid;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }

        boolean isShown() {
            return shown;
        }
    }

    FlowSession(Peer peer, FlowPlan plan, List<FlowMarket> markets, SplittableRandom looks, FrameType.Counts sent) {
        this.peer = peer;
        this.plan = plan;
        this.markets = markets;
        this.looks = looks;
        this.sent = sent;
    }

    Peer peer() {
        return peer;
    }

    void flush() {
        peer.flush();
    }

    /** What the plan expects and this connection does not have; empty when it has everything. */
    List<Feed> missing() {
        List<Feed> missing = new ArrayList<>();
        for (Feed feed : plan.expected()) {
            Subscription subscription = subscriptions.get(feed);
            if (subscription == null || (feed.isOfMarkets() && subscription.markets.cardinality() < markets.size())) {
                missing.add(feed);
            }
        }
        return missing;
    }

    // --- faults

    /** Loses the next messages of a channel. */
    void loseNext(Feed feed, int count) {
        Gap next = new Gap(subscribed(feed));
        next.left = count;
        gap = next;
    }

    /** Leaves out numbers of a channel. */
    void jump(Feed feed, int count) {
        Gap next = new Gap(subscribed(feed));
        next.from = next.subscription.seq + 1;
        next.subscription.seq += count;
        next.to = next.subscription.seq;
        gap = next;
    }

    /** The gap that is not over yet, or has just been shown; null also when its subscription ended before. */
    @Nullable
    Gap gap() {
        return gap;
    }

    void forgetGap() {
        gap = null;
    }

    /** Asks for a pong: when it is here, the client has read everything before. */
    void askIfRead() {
        pings++;
        peer.ping("heartbeat");
    }

    /** Whether all pings have been answered. */
    boolean isReadByClient() {
        return peer.pongsSeen() >= pings;
    }

    private Subscription subscribed(Feed feed) {
        Subscription subscription = subscriptions.get(feed);
        if (subscription == null) {
            throw new IllegalStateException("not subscribed to " + feed);
        }
        return subscription;
    }

    // --- late answers

    /** The first confirmation that is due, after sending it. */
    Optional<LateAck> sendLateAck(long frame) {
        for (LateAck ack : lateAcks) {
            if (ack.due() <= frame) {
                lateAcks.remove(ack);
                subscribed(ack.id(), ack.feed(), ack.sid());
                return Optional.of(ack);
            }
        }
        return Optional.empty();
    }

    boolean hasLateAcks() {
        return !lateAcks.isEmpty();
    }

    private void sendAckOf(Subscription subscription) {
        for (LateAck ack : List.copyOf(lateAcks)) {
            if (ack.sid() == subscription.sid) {
                lateAcks.remove(ack);
                subscribed(ack.id(), ack.feed(), ack.sid());
            }
        }
    }

    // --- commands

    /** Carries out a command that arrived when the flow was at some frame. */
    void command(String message, long frame) {
        Command command;
        try {
            command = Command.parse(message);
        } catch (IllegalArgumentException e) {
            error(0, null, ErrorCode.UNABLE_TO_PROCESS_MESSAGE, List.of());
            return;
        }
        // An id of 0 counts as none.
        long commandId = Math.max(command.id(), 0);
        switch (command.cmd()) {
            case "list_subscriptions" -> list(commandId);
            case "subscribe", "unsubscribe", "update_subscription" -> {
                if (!(command.json().get("params") instanceof Map)) {
                    error(commandId, null, ErrorCode.PARAMS_REQUIRED, List.of());
                } else if (command.cmd().equals("subscribe")) {
                    subscribe(commandId, command, frame);
                } else if (command.cmd().equals("unsubscribe")) {
                    unsubscribe(commandId, command);
                } else {
                    update(commandId, command);
                }
            }
            default -> error(commandId, null, ErrorCode.UNKNOWN_COMMAND, List.of());
        }
    }

    private void subscribe(long commandId, Command command, long frame) {
        List<String> channels = command.params("channels");
        if (channels.isEmpty()) {
            error(commandId, null, ErrorCode.CHANNELS_REQUIRED, List.of());
            return;
        }
        Optional<List<String>> named = namedMarkets(command);
        if (named.isEmpty()) {
            error(commandId, null, ErrorCode.INVALID_PARAMETER, List.of());
            return;
        }
        List<String> unknown = unknownMarkets(named.get());
        for (String channel : channels) {
            Optional<Feed> feed = Feed.of(channel);
            if (feed.isEmpty()) {
                error(commandId, null, ErrorCode.UNKNOWN_CHANNEL_NAME, List.of());
            } else if (feed.get() == Feed.BOOK && named.get().isEmpty()) {
                error(commandId, null, ErrorCode.MARKET_TICKER_REQUIRED, List.of());
            } else if (feed.get().isOfMarkets() && !unknown.isEmpty()) {
                error(commandId, null, ErrorCode.INVALID_PARAMETER, unknown);
            } else {
                subscribe(commandId, feed.get(), named.get(), command, frame);
            }
        }
    }

    private void subscribe(long commandId, Feed feed, List<String> named, Command command, long frame) {
        Subscription subscription = subscriptions.get(feed);
        if (subscription == null) {
            subscription = new Subscription(++lastSid, feed);
            subscriptions.put(feed, subscription);
        }
        if (Boolean.TRUE.equals(command.params().get("skip_ticker_ack"))) {
            subscription.skipsLists = true;
        }
        BitSet added = feed.isOfMarkets() ? indices(named) : new BitSet();
        added.andNot(subscription.markets);
        subscription.markets.or(added);
        int delay = plan.ackDelay() == 0 ? 0 : looks.nextInt(plan.ackDelay() + 1);
        if (delay == 0) {
            subscribed(commandId, feed, subscription.sid);
        } else {
            lateAcks.add(new LateAck(commandId, feed, subscription.sid, frame, frame + delay));
        }
        startMarkets(subscription, added, command);
    }

    private void unsubscribe(long commandId, Command command) {
        if (!(command.params().get("sids") instanceof List<?> sids) || sids.isEmpty()) {
            error(commandId, null, ErrorCode.SUBSCRIPTION_IDS_REQUIRED, List.of());
            return;
        }
        for (Object named : sids) {
            Subscription subscription = find(named);
            if (subscription == null) {
                error(commandId, null, ErrorCode.UNKNOWN_SUBSCRIPTION_ID, List.of());
                continue;
            }
            sendAckOf(subscription);
            begin(FrameType.UNSUBSCRIBED, commandId, subscription.sid, number(subscription));
            end();
            end(subscription);
        }
    }

    private void end(Subscription subscription) {
        subscriptions.remove(subscription.feed);
        Gap now = gap;
        if (now != null && now.subscription == subscription && !now.shown) {
            gap = null;
        }
    }

    private void update(long commandId, Command command) {
        List<@Nullable Object> sids = new ArrayList<>();
        if (command.params().containsKey("sid")) {
            sids.add(command.params().get("sid"));
        }
        if (command.params().get("sids") instanceof List<?> list) {
            sids.addAll(list);
        }
        if (sids.size() != 1) {
            error(commandId, null, ErrorCode.EXACTLY_ONE_SUBSCRIPTION_ID_REQUIRED, List.of());
            return;
        }
        Subscription subscription = find(sids.get(0));
        if (subscription == null) {
            error(commandId, null, ErrorCode.UNKNOWN_SUBSCRIPTION_ID, List.of());
            return;
        }
        Object action = command.params().get("action");
        if (action == null) {
            error(commandId, subscription, ErrorCode.ACTION_REQUIRED, List.of());
            return;
        }
        boolean snapshot = action.equals("get_snapshot");
        boolean change = action.equals("add_markets") || action.equals("delete_markets");
        Feed feed = subscription.feed;
        if ((!snapshot && !change) || (snapshot && feed != Feed.BOOK) || (change && !feed.isOfMarkets())) {
            error(commandId, subscription, ErrorCode.UNSUPPORTED_ACTION, List.of());
            return;
        }
        Optional<List<String>> named = namedMarkets(command);
        if (named.isEmpty()) {
            error(commandId, subscription, ErrorCode.INVALID_PARAMETER, List.of());
        } else if (change && named.get().isEmpty()) {
            error(commandId, subscription, ErrorCode.MARKET_TICKER_REQUIRED, List.of());
        } else if (!unknownMarkets(named.get()).isEmpty()) {
            error(commandId, subscription, ErrorCode.INVALID_PARAMETER, unknownMarkets(named.get()));
        } else if (snapshot) {
            snapshots(commandId, subscription, named.get());
        } else {
            change(commandId, subscription, action.equals("add_markets"), indices(named.get()), command);
        }
    }

    private void change(long commandId, Subscription subscription, boolean add, BitSet named, Command command) {
        BitSet added = new BitSet();
        if (add) {
            added.or(named);
            added.andNot(subscription.markets);
            subscription.markets.or(named);
        } else {
            subscription.markets.andNot(named);
        }
        begin(FrameType.OK, commandId, subscription.sid, answerNumber(subscription));
        if (!subscription.skipsLists) {
            beginMsg();
            tickers(subscription.markets.stream()
                    .mapToObj(i -> markets.get(i).ticker())
                    .toList());
            endMsg();
        }
        end();
        startMarkets(subscription, added, command);
    }

    /** What a market starts with: a book always, a ticker on request. */
    private void startMarkets(Subscription subscription, BitSet added, Command command) {
        boolean tickers = subscription.feed == Feed.TICKER
                && Boolean.TRUE.equals(command.params().get("send_initial_snapshot"));
        added.stream().forEach(market -> {
            if (subscription.feed == Feed.BOOK) {
                snapshot(0, subscription, market);
            } else if (tickers) {
                ticker(market, markets.get(market), plan.clock().millis());
            }
        });
    }

    private void snapshots(long commandId, Subscription subscription, List<String> named) {
        BitSet asked = named.isEmpty() ? (BitSet) subscription.markets.clone() : indices(named);
        if (!named.isEmpty()) {
            BitSet strangers = (BitSet) asked.clone();
            strangers.andNot(subscription.markets);
            if (!strangers.isEmpty()) {
                error(commandId, subscription, ErrorCode.INVALID_PARAMETER, named);
                return;
            }
        }
        asked.stream()
                .forEach(market -> snapshot(plan.snapshotsNameTheirCommand() ? commandId : 0, subscription, market));
    }

    private void list(long commandId) {
        begin(FrameType.OK, commandId, 0, 0);
        text.name("msg").open('[');
        for (Subscription subscription : subscriptions.values()) {
            text.open('{').name("channel").text(subscription.feed.channel().value());
            text.name("sid").number(subscription.sid).close('}');
        }
        text.close(']');
        end();
    }

    private @Nullable Subscription find(@Nullable Object named) {
        for (Subscription subscription : subscriptions.values()) {
            if (Long.valueOf(subscription.sid).equals(named)) {
                return subscription;
            }
        }
        return null;
    }

    /** The markets in one of the two members for them; nothing when both are there or one is malformed. */
    private static Optional<List<String>> namedMarkets(Command command) {
        Object one = command.params().get("market_ticker");
        Object many = command.params().get("market_tickers");
        if (one == null && many == null) {
            return Optional.of(List.of());
        }
        if (one instanceof String ticker && many == null) {
            return Optional.of(List.of(ticker));
        }
        if (one == null && many instanceof List<?> list && !list.isEmpty()) {
            return Optional.of(command.params("market_tickers"));
        }
        return Optional.empty();
    }

    private List<String> unknownMarkets(List<String> named) {
        return named.stream().filter(ticker -> index(ticker) < 0).toList();
    }

    /** The positions of markets; of all when none is named. */
    private BitSet indices(List<String> named) {
        BitSet indices = new BitSet();
        if (named.isEmpty()) {
            indices.set(0, markets.size());
        } else {
            named.forEach(ticker -> indices.set(index(ticker)));
        }
        return indices;
    }

    private int index(String ticker) {
        for (int i = 0; i < markets.size(); i++) {
            if (markets.get(i).ticker().equals(ticker)) {
                return i;
            }
        }
        return -1;
    }

    // --- answers

    private void subscribed(long commandId, Feed feed, long of) {
        begin(FrameType.SUBSCRIBED, commandId, 0, 0);
        beginMsg();
        text.name("channel").text(feed.channel().value()).name("sid").number(of);
        endMsg();
        end();
    }

    private void error(
            long commandId, @Nullable Subscription subscription, ErrorCode code, List<String> strangeMarkets) {
        begin(
                FrameType.ERROR,
                commandId,
                subscription == null ? 0 : subscription.sid,
                subscription == null ? 0 : answerNumber(subscription));
        beginMsg();
        text.name("code").number(code.value());
        text.name("msg").text(code.known().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (!strangeMarkets.isEmpty()) {
            tickers(strangeMarkets);
        }
        endMsg();
        end();
    }

    private void tickers(List<String> tickers) {
        text.name("market_tickers").open('[');
        tickers.forEach(text::text);
        text.close(']');
    }

    private void snapshot(long commandId, Subscription subscription, int market) {
        begin(FrameType.SNAPSHOT, commandId, subscription.sid, number(subscription));
        beginMsg();
        text.name("market_ticker").text(markets.get(market).ticker());
        markets.get(market).writeLevels(text);
        endMsg();
        end();
    }

    // --- events

    @Override
    public void delta(int market, FlowMarket after, long time) {
        Subscription subscription = hearing(Feed.BOOK, market);
        if (subscription == null || isLost(subscription)) {
            return;
        }
        begin(FrameType.DELTA, 0, subscription.sid, number(subscription));
        beginMsg();
        text.name("market_ticker").text(after.ticker());
        text.name("price").dollars(after.changedPrice());
        text.name("delta").count(after.change());
        text.name("side").text(after.isChangedBid() ? "bid" : "ask");
        text.name("ts_ms").number(time);
        endMsg();
        end();
    }

    @Override
    public void trade(int market, TradeEvent trade) {
        Subscription subscription = hearing(Feed.TRADE, market);
        if (subscription == null || isLost(subscription)) {
            return;
        }
        begin(FrameType.TRADE, 0, subscription.sid, number(subscription));
        beginMsg();
        text.name("trade_id")
                .uuid(trade.id().getMostSignificantBits(), trade.id().getLeastSignificantBits());
        text.name("market_ticker").text(trade.ticker());
        text.name("price").dollars(trade.price());
        text.name("count").count(trade.count());
        text.name("taker_side").text(trade.takerBid() ? "bid" : "ask");
        text.name("ts_ms").number(trade.time());
        endMsg();
        end();
    }

    @Override
    public void ticker(int market, FlowMarket now, long time) {
        Subscription subscription = hearing(Feed.TICKER, market);
        if (subscription == null) {
            return;
        }
        begin(FrameType.TICKER, 0, subscription.sid, 0);
        beginMsg();
        text.name("market_ticker").text(now.ticker());
        text.name("price").dollars(now.tradePrice());
        text.name("bid").dollars(now.bid()).name("ask").dollars(now.ask());
        text.name("bid_size_fp").count(now.bidSize()).name("ask_size_fp").count(now.askSize());
        text.name("last_trade_size_fp").count(now.tradeCount());
        text.name("volume").count(now.volume());
        text.name("volume_notional_value_dollars").microDollars(now.notional());
        text.name("volume_24h").count(now.volume());
        text.name("volume_24h_notional_value_dollars").microDollars(now.notional());
        text.name("open_interest").count(now.openInterest());
        text.name("open_interest_notional_value_dollars").microDollars(now.openInterest() * now.tradePrice());
        tickerPrice("reference_price", now.tradePrice() + 1, time);
        tickerPrice("settlement_mark_price", now.bid(), time);
        tickerPrice("liquidation_mark_price", now.ask(), time);
        // The exchange sends rates as numbers, a whole one as often as not.
        text.name("funding_rate").open('{').name("rate").json(now.volume() % 2 == 0 ? "0" : "-0.0009593552948286");
        text.name("next_funding_time_ms").number(time + 3_600_000).name("ts_ms").number(time);
        text.close('}');
        text.name("ts_ms").number(time);
        endMsg();
        end();
    }

    private void tickerPrice(String name, long price, long time) {
        text.name(name)
                .open('{')
                .name("price")
                .dollars(price)
                .name("ts_ms")
                .number(time)
                .close('}');
    }

    @Override
    public void fill(int market, FillEvent fill) {
        Subscription subscription = hearing(Feed.FILL, market);
        if (subscription == null) {
            return;
        }
        begin(FrameType.FILL, 0, subscription.sid, 0);
        beginMsg();
        text.name("trade_id")
                .uuid(fill.trade().getMostSignificantBits(), fill.trade().getLeastSignificantBits());
        text.name("order_id")
                .uuid(fill.order().getMostSignificantBits(), fill.order().getLeastSignificantBits());
        if (!fill.clientOrder().isEmpty()) {
            text.name("client_order_id").text(fill.clientOrder());
        }
        text.name("market_ticker").text(fill.ticker());
        text.name("side").text(fill.bid() ? "bid" : "ask");
        text.name("is_taker").flag(fill.taker());
        text.name("price").dollars(fill.price());
        text.name("count").count(fill.count());
        text.name("fee_cost").dollars(fill.fee());
        text.name("post_position").count(fill.position());
        text.name("order_source").text(fill.clientOrder().isEmpty() ? "system" : "user");
        text.name("subaccount").number(fill.subaccount());
        text.name("ts_ms").number(fill.time());
        endMsg();
        end();
    }

    @Override
    public void order(int market, OrderState order) {
        Subscription subscription = hearing(Feed.ORDER, market);
        if (subscription == null) {
            return;
        }
        begin(FrameType.ORDER, 0, subscription.sid, 0);
        beginMsg();
        text.name("order_id")
                .uuid(order.id().getMostSignificantBits(), order.id().getLeastSignificantBits());
        text.name("client_order_id").text(order.clientId());
        text.name("user_id")
                .uuid(order.user().getMostSignificantBits(), order.user().getLeastSignificantBits());
        text.name("ticker").text(order.ticker());
        text.name("side").text(order.bid() ? "bid" : "ask");
        text.name("price").dollars(order.price());
        text.name("fill_count").count(order.filled());
        text.name("remaining_count").count(order.remaining());
        text.name("order_source").text(order.clientId().isEmpty() ? "system" : "user");
        if (!order.reason().isEmpty()) {
            text.name("last_update_reason").text(order.reason());
        }
        text.name("subaccount_number").number(order.subaccount());
        text.name("created_ts_ms").number(order.created());
        text.name("last_updated_ts_ms").number(order.updated());
        endMsg();
        end();
    }

    @Override
    public void group(GroupEvent group) {
        Subscription subscription = subscriptions.get(Feed.GROUP);
        if (subscription == null || isLost(subscription)) {
            return;
        }
        begin(FrameType.GROUP, 0, subscription.sid, number(subscription));
        beginMsg();
        text.name("order_group_id").text(group.group());
        text.name("event_type").text(group.event());
        if (group.limit() >= 0) {
            text.name("contracts_limit_fp").count(group.limit());
        }
        text.name("ts_ms").number(group.time());
        endMsg();
        end();
    }

    private @Nullable Subscription hearing(Feed feed, int market) {
        Subscription subscription = subscriptions.get(feed);
        return subscription != null && subscription.markets.get(market) ? subscription : null;
    }

    /** Whether the next message of a subscription is to get lost; if so, its number is taken. */
    private boolean isLost(Subscription subscription) {
        Gap now = gap;
        if (now == null || now.subscription != subscription || now.left == 0) {
            return false;
        }
        now.left--;
        now.to = ++subscription.seq;
        now.from = now.from == 0 ? now.to : now.from;
        return true;
    }

    /** The number of the next message that is sent. */
    private long number(Subscription subscription) {
        Gap now = gap;
        if (now != null && now.subscription == subscription && now.to > 0) {
            // An answer may come in before all that was to be lost is lost; it shows the gap as it is then.
            now.left = 0;
            now.shown = true;
        }
        return ++subscription.seq;
    }

    private long answerNumber(Subscription subscription) {
        return plan.sequencedAnswers() && subscription.feed.isSequenced() ? number(subscription) : 0;
    }

    // --- text

    private void begin(FrameType newType, long newId, long newSid, long newSeq) {
        type = newType;
        id = newId;
        sid = newSid;
        seq = newSeq;
        strange = chance(plan.unknownMembers());
        shuffled = chance(plan.shuffledMembers());
        text.clear();
        if (chance(plan.longDecimals())) {
            text.extraDecimals(looks.nextInt(1, 3));
        }
        text.open('{');
        if (!shuffled) {
            head();
        }
        if (strange) {
            text.name("sending_ts_ms").number(plan.clock().millis());
        }
    }

    private void head() {
        text.name("type").text(type.wire());
        if (id > 0) {
            text.name("id").number(id);
        }
        if (sid > 0) {
            text.name("sid").number(sid);
        }
        if (seq > 0) {
            text.name("seq").number(seq);
        }
    }

    private void beginMsg() {
        text.name("msg").open('{');
        if (strange) {
            text.name("x_" + looks.nextInt(1000)).json(anything(2));
        }
    }

    private void endMsg() {
        text.close('}');
    }

    private void end() {
        if (shuffled) {
            head();
        }
        text.close('}');
        sent.add(type);
        FrameText out = text;
        if (chance(plan.prettyPrinted())) {
            pretty.prettyPrint(text);
            out = pretty;
        }
        if (chance(plan.trailingNewlines())) {
            out.trailing(looks.nextBoolean() ? "\n" : "\r\n");
        }
        if (!chance(plan.fragmented())) {
            peer.write(out.bytes(), 0, out.length());
            return;
        }
        int[] cuts = new int[looks.nextInt(1, 6)];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = looks.nextInt(out.length() + 1);
        }
        Arrays.sort(cuts);
        boolean withPings = looks.nextBoolean();
        pings += withPings ? cuts.length : 0;
        peer.writePieces(out.bytes(), 0, out.length(), cuts, withPings);
    }

    private boolean chance(double share) {
        return share > 0 && looks.nextDouble() < share;
    }

    /** A JSON value that nobody expects. */
    private String anything(int depth) {
        return switch (looks.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> "null";
            case 1 -> Boolean.toString(looks.nextBoolean());
            case 2 -> digits(1, 19);
            case 3 -> "-" + digits(1, 6) + "." + digits(1, 30);
            case 4 -> digits(1, 2) + "e-" + looks.nextInt(1, 40);
            case 5 -> "\"" + digits(0, 12) + " Größe €\\u20ac \\\"}],{\\\\\\n\"";
            case 6 -> "[" + anything(depth - 1) + "," + anything(depth - 1) + "]";
            default -> "{\"seq\":" + anything(depth - 1) + ",\"type\":" + anything(depth - 1) + "}";
        };
    }

    private String digits(int least, int most) {
        StringBuilder digits = new StringBuilder();
        for (int i = looks.nextInt(least, most + 1); i > 0; i--) {
            // No zero at the front: that would not be JSON.
            digits.append((char) ('1' + looks.nextInt(9)));
        }
        return digits.toString();
    }
}
