package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.simulator.engine.BookChange;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.ExchangeListener;
import io.github.kalshiperps.simulator.engine.Fill;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderGroupEvent;
import io.github.kalshiperps.simulator.engine.Trade;
import io.github.kalshiperps.simulator.ws.Outbox.Outgoing;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.ErrorDetail;
import io.github.kalshiperps.ws.model.ErrorResponse;
import io.github.kalshiperps.ws.model.ListSubscriptionsResponse;
import io.github.kalshiperps.ws.model.OkResponse;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.SubscribedChannel;
import io.github.kalshiperps.ws.model.SubscribedResponse;
import io.github.kalshiperps.ws.model.SubscriptionAction;
import io.github.kalshiperps.ws.model.UnsubscribedResponse;
import io.github.kalshiperps.ws.model.UpdatedMarkets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One client's side of the protocol: its subscriptions, the answers to its commands, what it gets to hear. Everything happens under
 * the exchange's lock, so that a snapshot and the changes that follow fit together; everything ends in the client's outbox.
 */
final class Subscriber implements ExchangeListener {
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsWebSocketModels.factory());

    private final Exchange exchange;
    private final ClientConnection connection;
    private final WebSocketSettings settings;
    private final WebSocketFaults faults;
    private final Map<Channel, Subscription> subscriptions = new LinkedHashMap<>();
    private final List<Held> held = new ArrayList<>(0);
    private long lastSid;

    /** A message that others go ahead of. */
    private static final class Held {
        final Outgoing message;
        int ahead;

        Held(Outgoing message, int ahead) {
            this.message = message;
            this.ahead = ahead;
        }
    }

    /** What a message is, as far as the way it takes is concerned. */
    private record Kind(
            String type,
            @Nullable Channel channel,
            @Nullable String market) {}

    Subscriber(Exchange exchange, ClientConnection connection, WebSocketSettings settings, WebSocketFaults faults) {
        this.exchange = exchange;
        this.connection = connection;
        this.settings = settings;
        this.faults = faults;
    }

    // ---------------------------------------------------------------- commands

    /** Carries out a command, on any thread. */
    void command(String text) {
        Command command = CommandReader.read(text);
        CommandFault fault = faults.next(
                new WebSocketFaults.CommandTarget(connection.number(), connection.userId(), command.name(), text));
        if (fault instanceof CommandFault.Drop) {
            connection.drop();
        } else if (!(fault instanceof CommandFault.Ignore)) {
            exchange.atomically(() -> {
                if (fault instanceof CommandFault.Refuse refuse) {
                    error(command.id(), null, refuse.code(), "refused on request", List.of());
                } else {
                    carryOut(command);
                }
                return true;
            });
        }
    }

    /** The client is gone. */
    void ended() {
        exchange.removeListener(this);
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (command instanceof Command.Unsubscribe unsubscribe) {
            unsubscribe(unsubscribe);
        } else if (command instanceof Command.Update update) {
            update(update);
        } else if (command instanceof Command.ListSubscriptions list) {
            list(list);
        } else if (command instanceof Command.Misuse misuse) {
            error(misuse.id(), null, misuse.code(), misuse.details(), List.of());
        }
    }

    /** Each channel is answered by itself. */
    private void subscribe(Command.Subscribe command) {
        List<String> unknown = unknown(command.markets());
        for (Channel channel : command.channels()) {
            Subscription subscription = subscriptions.get(channel);
            if (!channel.isKnown()) {
                error(command.id(), null, ErrorCode.UNKNOWN_CHANNEL_NAME, channel.value(), List.of());
                continue;
            }
            Subscription wanted = subscription == null ? new Subscription(lastSid + 1, channel) : subscription;
            if (wanted.isOfBooks() && command.markets().isEmpty()) {
                error(command.id(), subscription, ErrorCode.MARKET_TICKER_REQUIRED, channel.value(), List.of());
            } else if (wanted.isOfMarkets() && !unknown.isEmpty()) {
                error(command.id(), subscription, ErrorCode.INVALID_PARAMETER, "unknown markets", unknown);
            } else if (tooMany(wanted, command.markets())) {
                error(command.id(), subscription, ErrorCode.SUBSCRIPTION_MARKET_LIMIT_EXCEEDED, limit(), List.of());
            } else if (!wanted.takesCommand(exchange.clock().instant(), settings.commandsPerSecond())) {
                error(command.id(), subscription, ErrorCode.TOO_MANY_REQUESTS, "", List.of());
            } else {
                subscribe(command, wanted);
            }
        }
    }

    private void subscribe(Command.Subscribe command, Subscription subscription) {
        if (subscriptions.putIfAbsent(subscription.channel(), subscription) == null) {
            lastSid = subscription.sid();
        }
        if (command.skipTickerAck()) {
            subscription.skipTickers();
        }
        answer(
                new Kind("subscribed", subscription.channel(), null),
                SubscribedResponse.builder()
                        .id(idOrNull(command.id()))
                        .msg(SubscribedChannel.builder()
                                .channel(subscription.channel())
                                .sid(subscription.sid())
                                .build())
                        .build());
        if (!subscription.isOfMarkets()) {
            subscription.addAll();
        } else if (command.markets().isEmpty()) {
            begin(subscription, tickers(), command.sendInitialSnapshot());
            subscription.addAll();
        } else {
            begin(subscription, command.markets(), command.sendInitialSnapshot());
        }
    }

    private static List<String> notCovered(Subscription subscription, List<String> markets) {
        return markets.stream()
                .filter(market -> !subscription.covers(market))
                .distinct()
                .toList();
    }

    /**
     * Adds markets, each with what it begins with: a book always, figures on request. Reading the exchange may make things happen that
     * are due by now, so nothing may be read between what a market begins with and its being covered: what happens in between would
     * be missing.
     */
    private void begin(Subscription subscription, List<String> markets, boolean sendInitialSnapshot) {
        boolean figures = sendInitialSnapshot && subscription.channel().equals(Channel.TICKER);
        for (String market : notCovered(subscription, markets)) {
            if (subscription.isOfBooks()) {
                BookSnapshot book = exchange.book(market);
                subscription.add(List.of(market));
                snapshot(subscription, book);
            } else if (figures) {
                Instant now = exchange.clock().instant();
                Market present = present(market);
                subscription.add(List.of(market));
                subscription.window(market).last = now;
                ticker(subscription, present, false);
            } else {
                subscription.add(List.of(market));
            }
        }
    }

    private void unsubscribe(Command.Unsubscribe command) {
        for (Long sid : command.sids()) {
            Subscription subscription = find(sid);
            if (subscription == null) {
                error(command.id(), null, ErrorCode.UNKNOWN_SUBSCRIPTION_ID, "sid " + sid, List.of());
                continue;
            }
            subscriptions.remove(subscription.channel());
            numbered(
                    new Kind("unsubscribed", subscription.channel(), null),
                    subscription,
                    false,
                    seq -> UnsubscribedResponse.builder()
                            .id(idOrNull(command.id()))
                            .sid(subscription.sid())
                            .seq(seq)
                            .build());
        }
    }

    private void update(Command.Update command) {
        Subscription subscription = find(command.sid());
        SubscriptionAction action = command.action();
        if (subscription == null) {
            error(command.id(), null, ErrorCode.UNKNOWN_SUBSCRIPTION_ID, "sid " + command.sid(), List.of());
            return;
        }
        if (!subscription.takesCommand(exchange.clock().instant(), settings.commandsPerSecond())) {
            error(command.id(), subscription, ErrorCode.TOO_MANY_REQUESTS, "", List.of());
        } else if (action == null) {
            error(command.id(), subscription, ErrorCode.ACTION_REQUIRED, "", List.of());
        } else if (!takes(subscription, action)) {
            error(command.id(), subscription, ErrorCode.UNSUPPORTED_ACTION, action.value(), List.of());
        } else if (!unknown(command.markets()).isEmpty()) {
            List<String> unknown = unknown(command.markets());
            error(command.id(), subscription, ErrorCode.INVALID_PARAMETER, "unknown markets", unknown);
        } else if (action.equals(SubscriptionAction.GET_SNAPSHOT)) {
            snapshots(command, subscription);
        } else if (command.markets().isEmpty()) {
            error(command.id(), subscription, ErrorCode.MARKET_TICKER_REQUIRED, "", List.of());
        } else if (action.equals(SubscriptionAction.ADD_MARKETS) && tooMany(subscription, command.markets())) {
            error(command.id(), subscription, ErrorCode.SUBSCRIPTION_MARKET_LIMIT_EXCEEDED, limit(), List.of());
        } else {
            change(command, subscription, action);
        }
    }

    private static boolean takes(Subscription subscription, SubscriptionAction action) {
        return switch (action.known()) {
            case ADD_MARKETS, DELETE_MARKETS -> subscription.isOfMarkets();
            case GET_SNAPSHOT -> subscription.isOfBooks();
            case UNRECOGNIZED -> false;
        };
    }

    private void change(Command.Update command, Subscription subscription, SubscriptionAction action) {
        boolean add = action.equals(SubscriptionAction.ADD_MARKETS);
        Set<String> after = new LinkedHashSet<>(subscription.markets(tickers()));
        if (add) {
            after.addAll(command.markets());
        } else {
            command.markets().forEach(after::remove);
            subscription.remove(command.markets());
        }
        UpdatedMarkets markets = subscription.skipsTickers()
                ? null
                : UpdatedMarkets.builder()
                        .marketTickers(namesOrNull(List.copyOf(after)))
                        .build();
        answerAbout(
                "ok",
                subscription,
                seq -> OkResponse.builder()
                        .id(idOrNull(command.id()))
                        .sid(subscription.sid())
                        .seq(seq == 0 ? null : seq)
                        .msg(markets)
                        .build());
        if (add) {
            begin(subscription, command.markets(), command.sendInitialSnapshot());
        }
    }

    private static @Nullable List<String> namesOrNull(List<String> markets) {
        return markets.isEmpty() ? null : markets;
    }

    /** Answered by the snapshots alone, which do not name the command. */
    private void snapshots(Command.Update command, Subscription subscription) {
        List<String> markets = command.markets().isEmpty() ? subscription.markets(tickers()) : command.markets();
        List<String> strange = notCovered(subscription, markets);
        if (!strange.isEmpty()) {
            error(command.id(), subscription, ErrorCode.INVALID_PARAMETER, "markets that are not subscribed", strange);
            return;
        }
        for (String market : markets) {
            snapshot(subscription, exchange.book(market));
        }
    }

    private void list(Command.ListSubscriptions command) {
        Map<Long, Channel> bySid = new TreeMap<>();
        for (Subscription subscription : subscriptions.values()) {
            bySid.put(subscription.sid(), subscription.channel());
        }
        List<ActiveSubscription> list = new ArrayList<>();
        bySid.forEach((sid, channel) ->
                list.add(ActiveSubscription.builder().channel(channel).sid(sid).build()));
        answer(
                new Kind("ok", null, null),
                ListSubscriptionsResponse.builder()
                        .id(idOrNull(command.id()))
                        .msg(list)
                        .build());
    }

    private @Nullable Subscription find(long sid) {
        for (Subscription subscription : subscriptions.values()) {
            if (subscription.sid() == sid) {
                return subscription;
            }
        }
        return null;
    }

    private List<String> unknown(List<String> markets) {
        return markets.stream()
                .filter(market -> exchange.market(market) == null)
                .distinct()
                .toList();
    }

    private List<String> tickers() {
        return exchange.markets().stream().map(Market::ticker).toList();
    }

    private boolean tooMany(Subscription subscription, List<String> markets) {
        return subscription.isOfMarkets() && subscription.sizeWith(markets) > settings.marketsPerSubscription();
    }

    private String limit() {
        return "at most " + settings.marketsPerSubscription();
    }

    // ---------------------------------------------------------------- events

    @Override
    public void onBookChange(BookChange change) {
        Subscription subscription = hearing(Channel.ORDERBOOK_DELTA, change.ticker());
        if (subscription != null) {
            Messages messages = messages();
            boolean own = isOwn(change.userId(), change.subaccount());
            numbered(
                    new Kind("orderbook_delta", subscription.channel(), change.ticker()),
                    subscription,
                    true,
                    seq -> messages.delta(subscription.sid(), seq, change, own));
        }
    }

    @Override
    public void onTrade(Trade trade) {
        Subscription subscription = hearing(Channel.TRADE, trade.ticker());
        if (subscription != null) {
            Messages messages = messages();
            numbered(
                    new Kind("trade", subscription.channel(), trade.ticker()),
                    subscription,
                    true,
                    seq -> messages.trade(subscription.sid(), seq, trade));
        }
    }

    @Override
    public void onFill(Fill fill) {
        Subscription subscription = hearing(Channel.FILL, fill.ticker());
        if (subscription != null && isOwn(fill.userId(), fill.subaccount())) {
            Messages messages = messages();
            unnumbered(
                    new Kind("fill", subscription.channel(), fill.ticker()),
                    subscription,
                    true,
                    seq -> messages.fill(subscription.sid(), fill));
        }
    }

    @Override
    public void onOrder(Order order) {
        Subscription subscription = hearing(Channel.USER_ORDERS, order.ticker());
        if (subscription != null && isOwn(order.userId(), order.subaccount())) {
            Messages messages = messages();
            unnumbered(
                    new Kind("user_order", subscription.channel(), order.ticker()),
                    subscription,
                    true,
                    seq -> messages.order(subscription.sid(), order));
        }
    }

    @Override
    public void onOrderGroup(OrderGroupEvent event) {
        Subscription subscription = subscriptions.get(Channel.ORDER_GROUP_UPDATES);
        if (subscription != null && isOwn(event.group().userId(), event.group().subaccount())) {
            Messages messages = messages();
            numbered(
                    new Kind("order_group_updates", subscription.channel(), null),
                    subscription,
                    true,
                    seq -> messages.orderGroup(subscription.sid(), seq, event));
        }
    }

    /** At most once a second; what changes meanwhile is sent when the second is over, as it is then. */
    @Override
    public void onTicker(String ticker) {
        Subscription subscription = hearing(Channel.TICKER, ticker);
        if (subscription == null) {
            return;
        }
        Subscription.TickerWindow window = subscription.window(ticker);
        if (window.due) {
            return;
        }
        Instant now = exchange.clock().instant();
        if (!now.isBefore(window.end())) {
            window.last = now;
            ticker(subscription, present(ticker), true);
        } else {
            window.due = true;
            exchange.clock().at(window.end(), () -> {
                window.due = false;
                // Another window, if the market was taken out meanwhile and put in again.
                if (hearing(Channel.TICKER, ticker) == subscription && subscription.window(ticker) == window) {
                    window.last = exchange.clock().instant();
                    ticker(subscription, present(ticker), true);
                }
            });
        }
    }

    private @Nullable Subscription hearing(Channel channel, String market) {
        Subscription subscription = subscriptions.get(channel);
        return subscription != null && subscription.covers(market) ? subscription : null;
    }

    /** A key for one subaccount hears of no other. */
    private boolean isOwn(String userId, int subaccount) {
        Integer only = connection.caller().subaccount();
        return userId.equals(connection.userId()) && (only == null || only == subaccount);
    }

    private Messages messages() {
        return new Messages(faults.skew());
    }

    private Market present(String ticker) {
        return Objects.requireNonNull(exchange.market(ticker));
    }

    private void ticker(Subscription subscription, Market market, boolean limited) {
        Messages messages = messages();
        unnumbered(
                new Kind("ticker", subscription.channel(), market.ticker()),
                subscription,
                limited,
                seq -> messages.ticker(subscription.sid(), market));
    }

    private void snapshot(Subscription subscription, BookSnapshot book) {
        Messages messages = messages();
        numbered(
                new Kind("orderbook_snapshot", subscription.channel(), book.ticker()),
                subscription,
                false,
                seq -> messages.snapshot(subscription.sid(), seq, book));
    }

    // ---------------------------------------------------------------- sending

    private void answer(Kind kind, ServerMessage message) {
        send(kind, null, false, false, seq -> message);
    }

    /** An answer that takes a number of its subscription's sequence, where it has one. The number is 0 otherwise. */
    private void answerAbout(String type, Subscription subscription, LongFunction<ServerMessage> message) {
        boolean numbered = subscription.isSequenced() && settings.sequencedAnswers();
        send(new Kind(type, subscription.channel(), null), subscription, numbered, false, message);
    }

    private void numbered(Kind kind, Subscription subscription, boolean limited, LongFunction<ServerMessage> message) {
        send(kind, subscription, true, limited, message);
    }

    private void unnumbered(
            Kind kind, Subscription subscription, boolean limited, LongFunction<ServerMessage> message) {
        send(kind, subscription, false, limited, message);
    }

    private void error(
            long id, @Nullable Subscription subscription, ErrorCode code, String details, List<String> markets) {
        String name = code.known().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        ErrorDetail detail = ErrorDetail.builder()
                .code(code)
                .msg(details.isEmpty() ? name : name + ": " + details)
                .marketTickers(namesOrNull(markets))
                .build();
        if (subscription == null) {
            answer(
                    new Kind("error", null, null),
                    ErrorResponse.builder().id(idOrNull(id)).msg(detail).build());
        } else {
            answerAbout(
                    "error",
                    subscription,
                    seq -> ErrorResponse.builder()
                            .id(idOrNull(id))
                            .sid(subscription.sid())
                            .seq(seq == 0 ? null : seq)
                            .msg(detail)
                            .build());
        }
    }

    private static @Nullable Long idOrNull(long id) {
        return id == 0 ? null : id;
    }

    /**
     * Sends a message.
     *
     * @param subscription the subscription that it belongs to, or null
     * @param numbered whether it takes a number of the subscription's sequence
     * @param limited whether it counts as a message that the client has not read yet: not what it asked for
     */
    private void send(
            Kind kind,
            @Nullable Subscription subscription,
            boolean numbered,
            boolean limited,
            LongFunction<ServerMessage> message) {
        if (limited && subscription != null && subscription.unread().get() >= settings.bufferedMessages()) {
            overflow(subscription);
            return;
        }
        FramePlan plan = faults.areNoneForFrames()
                ? FramePlan.NONE
                : faults.next(new WebSocketFaults.FrameTarget(
                        connection.number(), connection.userId(), kind.type(), kind.channel(), kind.market()));
        long seq = numbered && subscription != null ? subscription.number(plan.skipped()) : 0;
        if (plan.end() instanceof FrameFault.Drop) {
            connection.drop();
        } else if (plan.end() instanceof FrameFault.Close close) {
            connection.close(close.code(), close.reason());
        }
        if (plan.end() != null) {
            return;
        }
        boolean spoilt = !plan.equals(FramePlan.NONE);
        Outgoing outgoing =
                new Outgoing(limited ? subscription : null, () -> plan.edited(text(message.apply(seq))), spoilt);
        for (String before : plan.before()) {
            connection.outbox().add(new Outgoing(null, () -> before, true));
        }
        for (int copy = 0; copy < plan.copies(); copy++) {
            if (plan.heldBack() > 0) {
                held.add(new Held(outgoing, plan.heldBack()));
            } else if (!plan.delay().equals(Duration.ZERO)) {
                connection.later(plan.delay(), () -> connection.outbox().add(outgoing));
            } else {
                add(outgoing);
            }
        }
    }

    private void add(Outgoing outgoing) {
        connection.outbox().add(outgoing);
        if (held.isEmpty()) {
            return;
        }
        for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
            Held next = each.next();
            next.ahead--;
            if (next.ahead == 0) {
                each.remove();
                connection.outbox().add(next.message);
            }
        }
    }

    /** The client reads too slowly for a subscription; it gets what waits, and then nothing more. */
    private void overflow(Subscription subscription) {
        subscriptions.remove(subscription.channel());
        error(0, subscription, ErrorCode.SUBSCRIPTION_BUFFER_OVERFLOW, "read faster and subscribe again", List.of());
    }

    /** On the thread that sends. */
    private String text(ServerMessage message) {
        String text = MAPPER.write(ServerMessage.class, message);
        if (!settings.sendingTimes()) {
            return text;
        }
        Instant now = exchange.clock().instant().plus(faults.skew());
        return text.substring(0, text.length() - 1) + ",\"sending_ts_ms\":" + now.toEpochMilli() + "}";
    }
}
