package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.ETH;
import static io.github.kalshiperps.simulator.ws.Venue.SOL;
import static io.github.kalshiperps.simulator.ws.Venue.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.engine.BookChange;
import io.github.kalshiperps.simulator.engine.ExchangeListener;
import io.github.kalshiperps.simulator.engine.Fill;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderGroupEvent;
import io.github.kalshiperps.simulator.engine.Trade;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import io.github.kalshiperps.ws.BookUpdate;
import io.github.kalshiperps.ws.Feed;
import io.github.kalshiperps.ws.MessageStream;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.Subscription;
import io.github.kalshiperps.ws.model.ActiveSubscription;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.OrderbookDelta;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.TickerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the engine does is what the public client is told, on every channel, in order, once. */
class ChannelsTest {
    private static final int STEPS = 3_000;

    @RegisterExtension
    final Venue venue = new Venue();

    private final Trader alice = venue.trader();
    private final Trader bob = venue.trader();
    private final EventLog events = new EventLog();
    private final PerpsWebSocket session = alice.connect(events);
    private final Heard heard = new Heard();

    /** What the engine says, in the terms of one user's messages. */
    private final class Heard implements ExchangeListener {
        final List<String> deltas = new ArrayList<>();
        final List<String> trades = new ArrayList<>();
        final List<String> fills = new ArrayList<>();
        final List<String> orders = new ArrayList<>();
        final List<String> groups = new ArrayList<>();
        final Map<String, Integer> tickers = new HashMap<>();

        @Override
        public void onBookChange(BookChange change) {
            boolean own = change.userId().equals(alice.userId);
            deltas.add(String.join(
                    " ",
                    change.ticker(),
                    change.side().toString(),
                    number(change.price().toBigDecimal()),
                    number(change.delta().toBigDecimal()),
                    own ? change.clientOrderId() : "-",
                    own ? change.reason().value() : "",
                    change.time().toString()));
        }

        @Override
        public void onTrade(Trade trade) {
            trades.add(String.join(
                    " ",
                    trade.tradeId(),
                    trade.ticker(),
                    number(trade.price().toBigDecimal()),
                    number(trade.count().toBigDecimal()),
                    trade.takerSide().toString(),
                    trade.time().toString()));
        }

        @Override
        public void onFill(Fill fill) {
            if (fill.userId().equals(alice.userId)) {
                fills.add(String.join(
                        " ",
                        fill.fillId(),
                        fill.orderId(),
                        fill.clientOrderId(),
                        fill.ticker(),
                        fill.side().toString(),
                        Boolean.toString(fill.taker()),
                        number(fill.price().toBigDecimal()),
                        number(fill.count().toBigDecimal()),
                        number(fill.fee().toBigDecimal()),
                        number(fill.postPosition().toBigDecimal()),
                        fill.time().toString()));
            }
        }

        @Override
        public void onOrder(Order order) {
            if (order.userId().equals(alice.userId)) {
                orders.add(String.join(
                        " ",
                        order.orderId(),
                        order.clientOrderId(),
                        order.ticker(),
                        order.side().toString(),
                        number(order.price().toBigDecimal()),
                        number(order.fillCount().toBigDecimal()),
                        number(order.remainingCount().toBigDecimal()),
                        order.lastUpdateReason().value(),
                        String.valueOf(order.expirationTime()),
                        String.valueOf(order.orderGroupId()),
                        order.lastUpdateTime().toString()));
            }
        }

        @Override
        public void onOrderGroup(OrderGroupEvent event) {
            if (event.group().userId().equals(alice.userId)) {
                boolean limit = event.type().value().equals("created")
                        || event.type().value().equals("limit_updated");
                groups.add(String.join(
                        " ",
                        event.group().id(),
                        event.type().value(),
                        limit ? number(event.group().contractsLimit().toBigDecimal()) : "-",
                        event.time().toString()));
            }
        }

        @Override
        public void onTicker(String ticker) {
            tickers.merge(ticker, 1, Integer::sum);
        }
    }

    private static String number(java.math.BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Test
    void everyChannelTellsWhatHappenedInOrderAndOnce() throws Exception {
        MessageStream<BookUpdate> books = session.orderbooks(BTC, ETH, SOL).capacity(1_000_000).stream();
        var trades = session.trades().capacity(1_000_000).stream();
        var fills = session.fills().capacity(1_000_000).stream();
        var orders = session.userOrders().capacity(1_000_000).stream();
        var groups = session.orderGroupUpdates().capacity(1_000_000).stream();
        for (var stream : List.of(books, trades, fills, orders, groups)) {
            stream.ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        venue.exchange.addListener(heard);
        Flow flow = new Flow(venue, 42, alice, bob);
        flow.run(STEPS);
        assertThat(flow.refused()).isLessThan(STEPS / 4);

        assertThat(deltas(books, heard.deltas.size())).isEqualTo(heard.deltas);
        assertThat(take(trades, heard.trades.size()).stream()
                        .map(message -> message.msg())
                        .map(trade -> String.join(
                                " ",
                                trade.tradeId().toString(),
                                trade.marketTicker(),
                                number(trade.price().toBigDecimal()),
                                number(trade.count().toBigDecimal()),
                                side(trade.takerSide()),
                                trade.tsMs().toString())))
                .isEqualTo(heard.trades);
        assertThat(take(fills, heard.fills.size()).stream()
                        .map(message -> message.msg())
                        .map(fill -> String.join(
                                " ",
                                fill.tradeId().toString(),
                                fill.orderId().toString(),
                                fill.clientOrderId(),
                                fill.marketTicker(),
                                side(fill.side()),
                                Boolean.toString(fill.isTaker()),
                                number(fill.price().toBigDecimal()),
                                number(fill.count().toBigDecimal()),
                                number(fill.feeCost().toBigDecimal()),
                                number(fill.postPosition().toBigDecimal()),
                                fill.tsMs().toString())))
                .isEqualTo(heard.fills);
        assertThat(take(orders, heard.orders.size()).stream()
                        .map(message -> message.msg())
                        .map(order -> String.join(
                                " ",
                                order.orderId().toString(),
                                order.clientOrderId(),
                                order.ticker(),
                                side(order.side()),
                                number(order.price().toBigDecimal()),
                                number(order.fillCount().toBigDecimal()),
                                number(order.remainingCount().toBigDecimal()),
                                order.lastUpdateReason() == null
                                        ? ""
                                        : order.lastUpdateReason().value(),
                                String.valueOf(order.expirationTsMs()),
                                String.valueOf(order.orderGroupId()),
                                String.valueOf(order.lastUpdatedTsMs()))))
                .isEqualTo(heard.orders);
        assertThat(take(groups, heard.groups.size()).stream()
                        .map(message -> message.msg())
                        .map(group -> String.join(
                                " ",
                                group.orderGroupId(),
                                group.eventType().value(),
                                group.contractsLimitFp() == null
                                        ? "-"
                                        : number(group.contractsLimitFp().toBigDecimal()),
                                group.tsMs().toString())))
                .isEqualTo(heard.groups);
        // Something of everything, or the comparison above says little.
        assertThat(List.of(
                        heard.deltas.size(),
                        heard.trades.size(),
                        heard.fills.size(),
                        heard.orders.size(),
                        heard.groups.size()))
                .allSatisfy(size -> assertThat(size).isGreaterThan(20));
        assertQuiet(books, trades, fills, orders, groups);
    }

    @Tag("complete")
    @Test
    void everyChannelOfTheContractIsServed() throws Exception {
        List<Subscription> subscriptions = List.of(
                session.orderbooks(BTC).stream(),
                session.tickers(BTC).stream(),
                session.trades(BTC).stream(),
                session.fills().stream(),
                session.userOrders().stream(),
                session.orderGroupUpdates().stream());
        for (Subscription subscription : subscriptions) {
            subscription.ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }

        assertThat(session.activeSubscriptions().get(SOON.toSeconds(), TimeUnit.SECONDS).stream()
                        .map(ActiveSubscription::channel))
                .containsExactlyInAnyOrderElementsOf(Channel.values());
    }

    /** After an answer from the exchange nothing more is under way. */
    private void assertQuiet(MessageStream<?>... streams) throws Exception {
        session.activeSubscriptions().get(SOON.toSeconds(), TimeUnit.SECONDS);
        for (MessageStream<?> stream : streams) {
            assertThat(stream.next(Duration.ofMillis(1))).isEmpty();
        }
        assertThat(events.all(Kind.GAP_DETECTED)).isEmpty();
        assertThat(events.all(Kind.UNEXPECTED_MESSAGE)).isEmpty();
        assertThat(events.all(Kind.REPEATED_MESSAGE)).isEmpty();
        assertThat(events.all(Kind.DRIFT)).isEmpty();
    }

    private static String side(io.github.kalshiperps.ws.model.BookSide side) {
        return side.value().toUpperCase(java.util.Locale.ROOT);
    }

    private static <M> List<M> take(MessageStream<M> stream, int count) throws InterruptedException {
        List<M> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(stream.next(SOON)
                    .orElseThrow(() -> new AssertionError("only " + taken.size() + " of " + count + " came")));
        }
        return taken;
    }

    private static List<String> deltas(MessageStream<BookUpdate> stream, int count) throws InterruptedException {
        List<String> deltas = new ArrayList<>();
        while (deltas.size() < count) {
            BookUpdate update = stream.next(SOON)
                    .orElseThrow(() -> new AssertionError("only " + deltas.size() + " of " + count + " came"));
            if (update.message().orElse(null) instanceof OrderbookDeltaMessage message) {
                OrderbookDelta delta = message.msg();
                String client = delta.clientOrderId();
                deltas.add(String.join(
                        " ",
                        delta.marketTicker(),
                        side(delta.side()),
                        number(delta.price().toBigDecimal()),
                        number(delta.delta().toBigDecimal()),
                        client == null ? "-" : client,
                        delta.lastUpdateReason() == null
                                ? ""
                                : delta.lastUpdateReason().value(),
                        String.valueOf(delta.tsMs())));
            }
        }
        return deltas;
    }

    @Test
    void figuresAreThePresentOnesAndAtMostOnePerSecondAndMarket() throws Exception {
        Feed<TickerMessage> feed = session.tickers().everyMessage().capacity(1_000_000);
        MessageStream<TickerMessage> tickers = feed.stream();
        tickers.ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
        List<TickerMessage> first = take(tickers, venue.exchange.markets().size());
        venue.exchange.addListener(heard);
        new Flow(venue, 7, alice, bob).run(1_000);
        Duration elapsed = Duration.between(Venue.START, venue.clock.instant());
        venue.clock.advance(Duration.ofSeconds(2));
        session.activeSubscriptions().get(SOON.toSeconds(), TimeUnit.SECONDS);

        List<TickerMessage> all = new ArrayList<>(first);
        tickers.next(SOON).ifPresent(all::add);
        for (var more = tickers.next(Duration.ofMillis(1));
                more.isPresent();
                more = tickers.next(Duration.ofMillis(1))) {
            all.add(more.get());
        }
        for (String ticker : List.of(BTC, ETH, SOL)) {
            List<TickerMessage> of = all.stream()
                    .filter(message -> message.msg().marketTicker().equals(ticker))
                    .toList();
            assertThat(heard.tickers.get(ticker)).isGreaterThan(200);
            assertThat((long) of.size()).isBetween(3L, elapsed.toSeconds() + 3);
            Market present = Objects.requireNonNull(venue.exchange.market(ticker));
            var last = of.get(of.size() - 1).msg();
            assertThat(last.bid()).isEqualTo(Objects.requireNonNullElse(present.bid(), Market.NO_BID));
            assertThat(last.ask()).isEqualTo(Objects.requireNonNullElse(present.ask(), Market.NO_ASK));
            assertThat(last.bidSizeFp()).isEqualTo(present.bidSize());
            assertThat(last.askSizeFp()).isEqualTo(present.askSize());
            assertThat(last.price()).isEqualTo(present.price());
            assertThat(last.lastTradeSizeFp()).isEqualTo(present.lastTradeSize());
            assertThat(last.volume()).isEqualTo(present.volume());
            assertThat(last.openInterest()).isEqualTo(present.openInterest());
            Instant nextFunding = Objects.requireNonNull(last.fundingRate()).nextFundingTimeMs();
            assertThat(nextFunding).isEqualTo(present.nextFunding());
        }
    }

    @Test
    void pricesFromOutsideMoveTheFigures() throws Exception {
        MessageStream<TickerMessage> tickers = session.tickers(BTC).everyMessage().stream();
        tickers.ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
        take(tickers, 1);
        venue.clock.advance(Duration.ofSeconds(1));
        venue.exchange.setReferencePrice(BTC, io.github.kalshiperps.core.FixedPointDollars.of("6.5000"));

        var figures = take(tickers, 1).get(0).msg();

        assertThat(Objects.requireNonNull(figures.referencePrice()).price()).hasToString("6.5000");
        assertThat(Objects.requireNonNull(figures.referencePrice()).tsMs()).isEqualTo(Venue.START.plusSeconds(1));
    }
}
