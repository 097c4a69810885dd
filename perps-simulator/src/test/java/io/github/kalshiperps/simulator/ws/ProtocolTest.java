package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.RawSocket.subscription;
import static io.github.kalshiperps.simulator.ws.RawSocket.unsubscription;
import static io.github.kalshiperps.simulator.ws.RawSocket.update;
import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.ETH;
import static io.github.kalshiperps.simulator.ws.Venue.SOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.MarketTerms;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.PageRequest;
import io.github.kalshiperps.simulator.http.Scope;
import io.github.kalshiperps.simulator.ws.RawSocket.Message;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every frame as it is on the wire: which carries what, in which order. */
class ProtocolTest {
    @RegisterExtension
    final Venue venue = new Venue();

    private final Trader alice = venue.trader();
    private final Trader bob = venue.trader();
    private final RawSocket socket = alice.raw();

    // ---------------------------------------------------------------- subscribe

    @Test
    void oneSubscribeIsAnsweredOncePerChannelWithOneIdAndASidEach() {
        socket.send(subscription(7, List.of("orderbook_delta", "trade", "fill"), List.of(BTC), ""));

        assertThat(socket.frame())
                .isEqualTo("{\"id\":7,\"msg\":{\"channel\":\"orderbook_delta\",\"sid\":1},\"type\":\"subscribed\"}");
        Message snapshot = socket.next("orderbook_snapshot");
        assertThat(snapshot.sid()).isEqualTo(1);
        assertThat(socket.frame())
                .isEqualTo("{\"id\":7,\"msg\":{\"channel\":\"trade\",\"sid\":2},\"type\":\"subscribed\"}");
        assertThat(socket.frame())
                .isEqualTo("{\"id\":7,\"msg\":{\"channel\":\"fill\",\"sid\":3},\"type\":\"subscribed\"}");
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void aBookBeginsWithItsSnapshotBestLevelLastAndNoSideWhereThereIsNone() {
        bob.bid(BTC, "6.3000", 1);
        bob.bid(BTC, "6.3002", 2);
        bob.bid(BTC, "6.3001", 3);

        socket.subscribe("orderbook_delta", BTC, ETH);

        assertThat(socket.frame())
                .isEqualTo("{\"msg\":{\"bid\":[[\"6.3000\",\"1.00\"],[\"6.3001\",\"3.00\"],[\"6.3002\",\"2.00\"]],"
                        + "\"market_ticker\":\"KXBTCPERP1\"},\"seq\":1,\"sid\":1,\"type\":\"orderbook_snapshot\"}");
        assertThat(socket.frame())
                .isEqualTo(
                        "{\"msg\":{\"market_ticker\":\"KXETHPERP1\"},\"seq\":2,\"sid\":1,\"type\":\"orderbook_snapshot\"}");
        bob.ask(ETH, "17.0000", 1);
        bob.ask(ETH, "16.9000", 1);
        socket.send(update(2, 1, "get_snapshot", ETH));
        socket.next("orderbook_delta");
        socket.next("orderbook_delta");
        assertThat(socket.next("orderbook_snapshot").msg())
                .doesNotContainKey("bid")
                .containsEntry("ask", List.of(List.of("17.0000", "1.00"), List.of("16.9000", "1.00")));
    }

    @Test
    void subscribingAgainAddsMarketsToTheSameSubscription() {
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");

        socket.send(subscription(2, List.of("orderbook_delta"), List.of(BTC, ETH), ""));

        Message again = socket.next("subscribed");
        assertThat(again.id()).isEqualTo(2);
        assertThat(again.msg()).containsEntry("sid", 1L);
        Message snapshot = socket.next("orderbook_snapshot");
        assertThat(snapshot.msg()).containsEntry("market_ticker", ETH);
        assertThat(snapshot.seq()).isEqualTo(2);
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void withoutMarketsAllAreMeantAlsoThoseToCome() {
        socket.subscribe("trade");
        venue.exchange.addMarket(MarketTerms.builder("KXNEWPERP")
                .title("New")
                .referencePrice(FixedPointDollars.of("10.0000"))
                .build());
        bob.bid("KXNEWPERP", "10.0000", 1);
        alice.ask("KXNEWPERP", "10.0000", 1);

        assertThat(socket.next("trade").msg()).containsEntry("market_ticker", "KXNEWPERP");
    }

    @Test
    void aSubscriptionHearsOfItsMarketsOnly() {
        socket.subscribe("trade", ETH);
        bob.bid(BTC, "6.3000", 1);
        alice.ask(BTC, "6.3000", 1);
        bob.bid(ETH, "16.7000", 2);
        alice.ask(ETH, "16.7000", 2);

        List<Message> trades = socket.sofar();

        assertThat(trades).hasSize(1);
        assertThat(trades.get(0).msg())
                .containsEntry("market_ticker", ETH)
                .containsEntry("count", "2.00")
                .containsEntry("price", "16.7000")
                .containsEntry("taker_side", "ask");
        assertThat(trades.get(0).seq()).isEqualTo(1);
    }

    @Test
    void marketsMakeNoDifferenceToOrderGroups() {
        socket.subscribe("order_group_updates", SOL);
        String group = venue.exchange
                .createOrderGroup(alice.userId, 0, FixedPointCount.of("5"), 0)
                .id();

        assertThat(socket.frame())
                .isEqualTo("{\"msg\":{\"contracts_limit_fp\":\"5.00\",\"event_type\":\"created\",\"order_group_id\":\""
                        + group
                        + "\",\"ts_ms\":" + Venue.START.toEpochMilli()
                        + "},\"seq\":1,\"sid\":1,\"type\":\"order_group_updates\"}");
        venue.exchange.triggerOrderGroup(alice.userId, 0, group);
        assertThat(socket.next("order_group_updates").msg()).doesNotContainKey("contracts_limit_fp");
    }

    // ---------------------------------------------------------------- sequences

    @Test
    void booksTradesAndGroupsAreNumberedTickersFillsAndOrdersAreNot() {
        socket.send(subscription(
                1,
                List.of("orderbook_delta", "ticker", "trade", "fill", "user_orders", "order_group_updates"),
                List.of(BTC),
                ""));
        List<Message> messages = new ArrayList<>(socket.sofar());
        bob.bid(BTC, "6.3000", 1);
        alice.ask(BTC, "6.3000", 1);
        venue.exchange.createOrderGroup(alice.userId, 0, FixedPointCount.of("5"), 0);
        messages.addAll(socket.sofar());

        assertThat(messages.stream().map(message -> message.type() + " " + message.sid() + " " + message.seq()))
                .containsExactly(
                        "subscribed -1 -1",
                        "orderbook_snapshot 1 1",
                        "subscribed -1 -1",
                        "subscribed -1 -1",
                        "subscribed -1 -1",
                        "subscribed -1 -1",
                        "subscribed -1 -1",
                        "orderbook_delta 1 2",
                        "ticker 2 -1",
                        "trade 3 1",
                        "orderbook_delta 1 3",
                        "fill 4 -1",
                        "user_order 5 -1",
                        "order_group_updates 6 1");
    }

    @Test
    void answersAboutASequencedSubscriptionTakeANumberOfIts() {
        socket.subscribe("orderbook_delta", BTC);
        assertThat(socket.next("orderbook_snapshot").seq()).isEqualTo(1);

        socket.send(update(2, 1, "delete_markets", ETH));
        assertThat(socket.next("ok").seq()).isEqualTo(2);
        socket.send(update(3, 1, "add_markets"));
        assertThat(socket.error(14).seq()).isEqualTo(3);
        bob.bid(BTC, "6.3000", 1);
        assertThat(socket.next("orderbook_delta").seq()).isEqualTo(4);
        socket.send(unsubscription(4, 1));
        assertThat(socket.frame()).isEqualTo("{\"id\":4,\"seq\":5,\"sid\":1,\"type\":\"unsubscribed\"}");
    }

    @Test
    void answersAboutAnotherSubscriptionTakeNoneButItsEndHasOne() {
        socket.subscribe("ticker", BTC);

        socket.send(update(2, 1, "add_markets", ETH));
        Message ok = socket.next("ok");
        assertThat(ok.sid()).isEqualTo(1);
        assertThat(ok.seq()).isEqualTo(-1);
        socket.send(update(3, 1, "get_snapshot", ETH));
        assertThat(socket.error(13).seq()).isEqualTo(-1);
        socket.send(unsubscription(4, 1));
        assertThat(socket.next("unsubscribed").seq()).isEqualTo(1);
    }

    // ---------------------------------------------------------------- update_subscription

    @Test
    void addedMarketsAreConfirmedAndThenBeginWithTheirSnapshots() {
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");

        socket.send(update(2, 1, "add_markets", ETH, BTC, SOL));

        assertThat(socket.frame())
                .isEqualTo("{\"id\":2,\"msg\":{\"market_tickers\":[\"KXBTCPERP1\",\"KXETHPERP1\",\"KXSOLPERP1\"]},"
                        + "\"seq\":2,\"sid\":1,\"type\":\"ok\"}");
        assertThat(socket.next("orderbook_snapshot").msg()).containsEntry("market_ticker", ETH);
        assertThat(socket.next("orderbook_snapshot").msg()).containsEntry("market_ticker", SOL);
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void ofRemovedMarketsNothingIsHeard() {
        socket.subscribe("orderbook_delta", BTC, ETH);
        socket.send(update(2, 1, "delete_markets", BTC));
        socket.next("orderbook_snapshot");
        socket.next("orderbook_snapshot");
        assertThat(socket.next("ok").msg()).containsEntry("market_tickers", List.of(ETH));
        bob.bid(BTC, "6.3000", 1);
        bob.bid(ETH, "16.7000", 1);

        assertThat(socket.next("orderbook_delta").msg()).containsEntry("market_ticker", ETH);
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void marketsCanBeTakenOutOfASubscriptionToAll() {
        socket.subscribe("trade");
        socket.send(update(2, 1, "delete_markets", BTC));
        assertThat(socket.next("ok").msg().get("market_tickers"))
                .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
                .contains(ETH, SOL)
                .doesNotContain(BTC);
        bob.bid(BTC, "6.3000", 1);
        alice.ask(BTC, "6.3000", 1);
        assertThat(socket.sofar()).isEmpty();

        socket.send(update(3, 1, "add_markets", BTC));
        socket.next("ok");
        bob.bid(BTC, "6.3000", 1);
        alice.ask(BTC, "6.3000", 1);
        assertThat(socket.next("trade").seq()).isEqualTo(3);
    }

    @Test
    void aSubscriptionCanBeNamedInSidAsWell() {
        socket.subscribe("trade", BTC);
        socket.send("{\"id\":2,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1,\"action\":\"add_markets\","
                + "\"market_ticker\":\"KXETHPERP1\"}}");

        assertThat(socket.next("ok").msg()).containsEntry("market_tickers", List.of(BTC, ETH));
    }

    @Test
    void snapshotsThatWereAskedForDoNotNameTheCommandAndLeaveTheSubscriptionAsItIs() {
        socket.subscribe("orderbook_delta", BTC, ETH);
        socket.next("orderbook_snapshot");
        socket.next("orderbook_snapshot");
        bob.bid(BTC, "6.3000", 1);

        socket.send(update(2, 1, "get_snapshot", BTC));
        socket.send(update(3, 1, "get_snapshot"));

        assertThat(socket.next("orderbook_delta").seq()).isEqualTo(3);
        Message asked = socket.next("orderbook_snapshot");
        assertThat(asked.json()).doesNotContainKey("id");
        assertThat(asked.seq()).isEqualTo(4);
        assertThat(asked.msg()).containsEntry("bid", List.of(List.of("6.3000", "1.00")));
        assertThat(socket.next("orderbook_snapshot").msg()).containsEntry("market_ticker", BTC);
        assertThat(socket.next("orderbook_snapshot").msg()).containsEntry("market_ticker", ETH);
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void listsOfMarketsAreLeftOutOnRequest() {
        socket.send(subscription(1, List.of("trade"), List.of(BTC), ",\"skip_ticker_ack\":true"));
        socket.next("subscribed");
        socket.send(update(2, 1, "add_markets", ETH));

        assertThat(socket.frame()).isEqualTo("{\"id\":2,\"seq\":1,\"sid\":1,\"type\":\"ok\"}");
    }

    // ---------------------------------------------------------------- unsubscribe, list_subscriptions

    @Test
    void afterTheEndOfASubscriptionNothingIsHeardAndTheNextHasAnotherSid() {
        socket.subscribe("trade");
        socket.send(unsubscription(2, 1));
        assertThat(socket.frame()).isEqualTo("{\"id\":2,\"seq\":1,\"sid\":1,\"type\":\"unsubscribed\"}");
        bob.bid(BTC, "6.3000", 1);
        alice.ask(BTC, "6.3000", 1);
        socket.send(subscription(3, List.of("trade"), List.of(), ""));

        assertThat(socket.frame())
                .isEqualTo("{\"id\":3,\"msg\":{\"channel\":\"trade\",\"sid\":2},\"type\":\"subscribed\"}");
    }

    @Test
    void severalSubscriptionsEndWithAnAnswerEach() {
        socket.subscribe("trade");
        socket.subscribe("fill");
        socket.send(unsubscription(5, 2, 9, 1));

        Message first = socket.next("unsubscribed");
        assertThat(first.sid()).isEqualTo(2);
        assertThat(first.id()).isEqualTo(5);
        assertThat(socket.error(7).id()).isEqualTo(5);
        assertThat(socket.next("unsubscribed").sid()).isEqualTo(1);
    }

    @Test
    void tellsTheSubscriptions() {
        socket.send("{\"id\":1,\"cmd\":\"list_subscriptions\"}");
        assertThat(socket.frame()).isEqualTo("{\"id\":1,\"msg\":[],\"type\":\"ok\"}");
        socket.send(subscription(2, List.of("user_orders", "ticker"), List.of(), ""));
        socket.next("subscribed");
        socket.next("subscribed");
        socket.send("{\"id\":3,\"cmd\":\"list_subscriptions\",\"params\":{}}");

        assertThat(socket.frame())
                .isEqualTo(
                        "{\"id\":3,\"msg\":[{\"channel\":\"user_orders\",\"sid\":1},{\"channel\":\"ticker\",\"sid\":2}],"
                                + "\"type\":\"ok\"}");
    }

    @Test
    void aNumberOfZeroIsNone() {
        socket.send("{\"id\":0,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"]}}");

        assertThat(socket.next("subscribed").json()).doesNotContainKey("id");
    }

    // ---------------------------------------------------------------- what belongs to the user

    @Test
    void onlyTheOwnerOfAnOrderIsToldOfItInTheBook() {
        RawSocket other = bob.raw();
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");
        other.subscribe("orderbook_delta", BTC);
        other.next("orderbook_snapshot");
        Order order = alice.bid(BTC, "6.3000", 5);
        alice.amend(order, "6.3000", 3);

        assertThat(socket.next("orderbook_delta").msg())
                .containsEntry("client_order_id", order.clientOrderId())
                .containsEntry("subaccount", 0L)
                .containsEntry("delta", "5.00")
                .containsEntry("side", "bid")
                .doesNotContainKey("last_update_reason");
        Map<String, ?> amended = socket.next("orderbook_delta").msg();
        assertThat(amended.get("delta")).isEqualTo("-2.00");
        assertThat(amended.get("last_update_reason")).isNotNull();
        for (int i = 0; i < 2; i++) {
            assertThat(other.next("orderbook_delta").msg())
                    .containsOnlyKeys("market_ticker", "price", "delta", "side", "ts_ms");
        }
    }

    @Test
    void fillsAndOrdersGoToTheirUserOnly() {
        RawSocket other = bob.raw();
        socket.send(subscription(1, List.of("fill", "user_orders"), List.of(), ""));
        other.send(subscription(1, List.of("fill", "user_orders", "order_group_updates"), List.of(), ""));
        socket.sofar();
        other.sofar();
        Order made = bob.bid(BTC, "6.3000", 1);
        Order taken = alice.ask(BTC, "6.3000", 1);
        venue.exchange.createOrderGroup(alice.userId, 0, FixedPointCount.of("5"), 0);

        assertThat(socket.sofar().stream()
                        .map(message -> message.type() + " " + message.msg().get("order_id")))
                .containsExactly("fill " + taken.orderId(), "user_order " + taken.orderId());
        assertThat(other.sofar().stream()
                        .map(message -> message.type() + " " + message.msg().get("order_id")))
                .containsExactly(
                        "user_order " + made.orderId(), "fill " + made.orderId(), "user_order " + made.orderId());
    }

    @Test
    void aFillAndAnOrderToTheLetter() {
        socket.send(subscription(1, List.of("fill", "user_orders"), List.of(BTC), ""));
        socket.sofar();
        bob.bid(BTC, "6.3000", 2);
        Order order = alice.ask(BTC, "6.2000", 5);
        long now = Venue.START.toEpochMilli();

        Message fill = socket.next("fill");
        String tradeId = String.valueOf(fill.msg().get("trade_id"));
        assertThat(fill.text())
                .isEqualTo("{\"msg\":{\"client_order_id\":\"" + order.clientOrderId()
                        + "\",\"count\":\"2.00\",\"fee_cost\":\"0.0000\",\"is_taker\":true,\"market_ticker\":\"KXBTCPERP1\","
                        + "\"order_id\":\"" + order.orderId()
                        + "\",\"order_source\":\"user\",\"post_position\":\"-2.00\",\"price\":\"6.3000\",\"side\":\"ask\","
                        + "\"subaccount\":0,\"trade_id\":\"" + tradeId + "\",\"ts_ms\":" + now
                        + "},\"sid\":1,\"type\":\"fill\"}");
        assertThat(socket.frame())
                .isEqualTo("{\"msg\":{\"client_order_id\":\"" + order.clientOrderId() + "\",\"created_ts_ms\":" + now
                        + ",\"fill_count\":\"2.00\",\"last_updated_ts_ms\":" + now + ",\"order_id\":\""
                        + order.orderId()
                        + "\",\"order_source\":\"user\",\"price\":\"6.2000\",\"remaining_count\":\"3.00\","
                        + "\"self_trade_prevention_type\":\"taker_at_cross\",\"side\":\"ask\",\"subaccount_number\":0,"
                        + "\"ticker\":\"KXBTCPERP1\",\"user_id\":\"" + alice.userId
                        + "\"},\"sid\":2,\"type\":\"user_order\"}");
        assertThat(venue.exchange
                        .trades(BTC, null, null, PageRequest.ALL)
                        .items()
                        .get(0)
                        .tradeId())
                .isEqualTo(tradeId);
    }

    @Test
    void aKeyForOneSubaccountHearsOfNoOther() {
        int subaccount = venue.exchange.createSubaccount(alice.userId);
        venue.exchange.deposit(alice.userId, subaccount, FixedPointDollars.of("1000"));
        RawSocket restricted =
                venue.trader(alice.userId, subaccount, Scope.READ).raw();
        restricted.send(subscription(1, List.of("user_orders", "orderbook_delta"), List.of(BTC), ""));
        restricted.sofar();
        alice.bid(BTC, "6.3000", 1);
        Order own = alice.place(alice.order(Side.BID, BTC, "6.3001", 1).withSubaccount(subaccount))
                .order();

        List<Message> heard = restricted.sofar();

        assertThat(heard.stream().map(Message::type))
                .containsExactly("orderbook_delta", "orderbook_delta", "user_order");
        assertThat(heard.get(0).msg()).doesNotContainKey("client_order_id");
        assertThat(heard.get(1).msg()).containsEntry("client_order_id", own.clientOrderId());
        assertThat(heard.get(2).msg())
                .containsEntry("order_id", own.orderId())
                .containsEntry("subaccount_number", (long) subaccount);
    }

    // ---------------------------------------------------------------- tickers

    @Test
    void figuresComeOncePerSecondAndMarketTheLatestOnes() {
        socket.subscribe("ticker");
        for (int i = 0; i < 5; i++) {
            bob.bid(BTC, "6.300" + i, 1);
        }
        bob.bid(ETH, "16.7000", 1);

        List<Message> atOnce = socket.sofar();
        assertThat(atOnce.stream()
                        .map(message -> message.msg().get("market_ticker") + " "
                                + message.msg().get("bid")))
                .containsExactly(BTC + " 6.3000", ETH + " 16.7000");
        venue.clock.advance(Duration.ofMillis(999));
        assertThat(socket.sofar()).isEmpty();
        venue.clock.advance(Duration.ofMillis(1));
        assertThat(socket.next("ticker").msg())
                .containsEntry("market_ticker", BTC)
                .containsEntry("bid", "6.3004");
        bob.bid(BTC, "6.3005", 1);
        assertThat(socket.sofar()).isEmpty();
        venue.clock.advance(Duration.ofSeconds(10));
        assertThat(socket.sofar().stream().map(message -> message.msg().get("bid")))
                .containsExactly("6.3005");
    }

    @Test
    void presentFiguresComeAtOnceOnRequestAndCountAsThoseOfTheSecond() {
        bob.bid(BTC, "6.3000", 1);
        socket.send(subscription(1, List.of("ticker"), List.of(BTC, ETH), ",\"send_initial_snapshot\":true"));

        socket.next("subscribed");
        Message first = socket.next("ticker");
        assertThat(first.msg())
                .containsEntry("market_ticker", BTC)
                .containsEntry("bid", "6.3000")
                .containsEntry("bid_size_fp", "1.00")
                .containsEntry("ask", "922337203685477.5807")
                .containsEntry("ask_size_fp", "0.00")
                .containsEntry("price", "0.0000")
                .containsEntry("volume", "0.00")
                .containsEntry("volume_notional_value_dollars", "0.000000")
                .containsEntry("ts_ms", Venue.START.toEpochMilli())
                .containsKeys("reference_price", "settlement_mark_price", "liquidation_mark_price", "funding_rate");
        assertThat(socket.next("ticker").msg()).containsEntry("market_ticker", ETH);
        bob.bid(BTC, "6.3001", 1);
        assertThat(socket.sofar()).isEmpty();
        venue.clock.advance(Duration.ofSeconds(1));
        assertThat(socket.next("ticker").msg()).containsEntry("bid", "6.3001");
    }

    @Test
    void addedMarketsTellTheirPresentFiguresOnRequest() {
        socket.subscribe("ticker", BTC);
        socket.send(update(2, 1, "add_markets", ETH));
        socket.next("ok");
        assertThat(socket.sofar()).isEmpty();
        socket.send("{\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1,\"action\":\"add_markets\","
                + "\"market_ticker\":\"KXSOLPERP1\",\"send_initial_snapshot\":true}}");

        socket.next("ok");
        assertThat(socket.next("ticker").msg()).containsEntry("market_ticker", SOL);
    }

    @Test
    void aMarketTakenOutMeanwhileTellsNothingWhenItsSecondIsOver() {
        socket.subscribe("ticker", BTC, ETH);
        bob.bid(BTC, "6.3000", 1);
        bob.bid(BTC, "6.3001", 1);
        socket.send(update(2, 1, "delete_markets", BTC));
        assertThat(socket.sofar()).hasSize(2);
        venue.clock.advance(Duration.ofSeconds(2));

        assertThat(socket.sofar()).isEmpty();
    }

    // ---------------------------------------------------------------- control frames

    @Test
    void answersPings() {
        socket.ping("are you there");

        assertThat(socket.frame()).isEqualTo("pong:are you there");
        socket.ping("");
        assertThat(socket.frame()).isEqualTo("pong:");
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void everyConnectionHasSidsOfItsOwn() {
        RawSocket second = alice.raw();
        assertThat(socket.subscribe("trade")).isEqualTo(1);
        assertThat(socket.subscribe("ticker")).isEqualTo(2);
        assertThat(second.subscribe("ticker")).isEqualTo(1);
        assertThat(venue.api.connections().stream().map(ClientConnection::number))
                .containsExactly(1L, 2L);
        assertThat(venue.api.connections().stream().map(ClientConnection::userId))
                .containsOnly(alice.userId);
    }

    @Test
    void aSequenceNumberIsNeverLeftOutOrGivenTwice() {
        socket.subscribe("orderbook_delta", BTC, ETH);
        for (int i = 0; i < 200; i++) {
            Order order = bob.bid(i % 2 == 0 ? BTC : ETH, "5.0000", 1 + i);
            if (i % 3 == 0) {
                bob.cancel(order);
            }
            if (i % 20 == 0) {
                socket.send(update(100 + i, 1, "get_snapshot"));
            }
            if (i % 50 == 0) {
                socket.send(update(1000 + i, 1, "delete_markets", SOL));
            }
        }
        List<Message> messages = socket.sofar();

        long expected = 1;
        for (Message message : messages) {
            assertThat(message.seq()).as(message.text()).isEqualTo(expected++);
            assertThat(message.sid()).isEqualTo(1);
        }
        assertThat(messages.stream().filter(message -> message.type().equals("orderbook_snapshot")))
                .hasSize(2 + 20);
        assertThat(messages.stream().filter(message -> Objects.equals(message.type(), "ok")))
                .hasSize(4);
    }
}
