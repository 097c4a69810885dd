package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.ETH;
import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static io.github.kalshiperps.simulator.engine.Scenario.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of an order when it is placed. */
class PlacedOrderTest {
    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    @Test
    void restsWithoutReasonAndWithoutAverages() {
        OrderResult result = alice.bid("6.30", "2");
        Order order = result.order();
        assertThat(order.remainingCount()).hasToString("2.00");
        assertThat(order.fillCount()).hasToString("0.00");
        assertThat(order.price()).hasToString("6.3000");
        assertThat(order.lastUpdateReason().value()).isEmpty();
        assertThat(order.source()).isEqualTo(OrderSource.USER);
        assertThat(order.reason()).isNull();
        assertThat(order.createdTime()).isEqualTo(START);
        assertThat(order.userId()).isEqualTo(alice.userId);
        assertThat(result.averageFillPrice()).isNull();
        assertThat(result.averageFeePaid()).isNull();
        assertThat(scenario.exchange.order(alice.userId, order.orderId())).isEqualTo(order);
    }

    @Test
    void tradesAtThePriceOfTheOrderThatRested() {
        Order resting = alice.ask("6.30", "2").order();
        OrderResult result = bob.bid("6.40", "3");
        assertThat(result.fillCount()).hasToString("2.00");
        assertThat(result.averageFillPrice()).hasToString("6.3000");
        assertThat(result.averageFeePaid()).hasToString("0.0000");
        assertThat(result.order().remainingCount()).hasToString("1.00");
        assertThat(scenario.book()).containsExactly("bid 6.4000 x 1.00");
        Order executed = scenario.exchange.order(alice.userId, resting.orderId());
        assertThat(executed.status()).isEqualTo(OrderStatus.EXECUTED);
        assertThat(executed.fillCount()).hasToString("2.00");
    }

    @Test
    void whatTradesOnArrivalHasNoReasonWhatTradesLaterHasTrade() {
        Order resting = alice.ask("6.30", "2").order();
        Order arrived = bob.bid("6.30", "2").order();
        assertThat(arrived.lastUpdateReason()).isEqualTo(LastUpdateReason.NONE);
        assertThat(arrived.status()).isEqualTo(OrderStatus.EXECUTED);
        assertThat(alice.listed(resting).lastUpdateReason()).isEqualTo(LastUpdateReason.TRADE);
    }

    @Test
    void takesTheBestPriceFirstAndThenTheOldestOrder() {
        Scenario.Trader carol = scenario.trader();
        Order worse = alice.ask("6.31", "1").order();
        Order first = bob.ask("6.30", "1").order();
        Order second = alice.ask("6.30", "1").order();
        OrderResult result = carol.bid("6.31", "2");
        assertThat(result.averageFillPrice()).hasToString("6.3000");
        assertThat(carol.fills()).hasSize(2);
        assertThat(bob.listed(first).status()).isEqualTo(OrderStatus.EXECUTED);
        assertThat(alice.listed(second).status()).isEqualTo(OrderStatus.EXECUTED);
        assertThat(alice.listed(worse).status()).isEqualTo(OrderStatus.RESTING);
        assertThat(carol.bid("6.31", "1").averageFillPrice()).hasToString("6.3100");
    }

    @Test
    void aLongQueueIsServedInOrderOfAge() {
        List<Order> queue = List.of(
                alice.ask("6.30", "1").order(),
                bob.ask("6.30", "2").order(),
                alice.ask("6.30", "3").order());
        scenario.trader().bid("6.30", "2");
        assertThat(alice.listed(queue.get(0)).fillCount()).hasToString("1.00");
        assertThat(bob.listed(queue.get(1)).fillCount()).hasToString("1.00");
        assertThat(alice.listed(queue.get(2)).fillCount()).hasToString("0.00");
    }

    @Test
    void averagesAreWeightedByContracts() {
        alice.ask("6.30", "1");
        alice.ask("6.40", "2");
        OrderResult result = bob.bid("6.40", "3");
        assertThat(result.averageFillPrice()).hasToString("6.3667");
    }

    @Test
    void immediateOrCancelNeverRestsAndItsRestIsADecrease() {
        alice.ask("6.30", "1");
        OrderResult result =
                bob.place(scenario.order(Side.BID, "6.30", "3").withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        assertThat(result.fillCount()).hasToString("1.00");
        assertThat(result.order().remainingCount()).hasToString("0.00");
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.DECREASE);
        assertThat(result.order().status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(scenario.book()).isEmpty();
    }

    @Test
    void fillOrKillTradesAllOrNothing() {
        alice.ask("6.30", "1");
        alice.ask("6.31", "1");
        OrderRequest tooMuch = scenario.order(Side.BID, "6.31", "3").withTimeInForce(TimeInForce.FILL_OR_KILL);
        OrderResult killed = bob.place(tooMuch);
        assertThat(killed.fillCount()).hasToString("0.00");
        assertThat(killed.order().remainingCount()).hasToString("0.00");
        assertThat(scenario.book()).hasSize(2);
        OrderResult filled = bob.place(scenario.order(Side.BID, "6.31", "2").withTimeInForce(TimeInForce.FILL_OR_KILL));
        assertThat(filled.fillCount()).hasToString("2.00");
    }

    @Test
    void fillOrKillDoesNotCountWhatIsBeyondItsLimit() {
        alice.ask("6.30", "1");
        alice.ask("6.32", "5");
        OrderResult killed = bob.place(scenario.order(Side.BID, "6.31", "2").withTimeInForce(TimeInForce.FILL_OR_KILL));
        assertThat(killed.fillCount()).hasToString("0.00");
    }

    @Test
    void expiresAtItsTime() {
        Order order = alice.place(scenario.order(Side.BID, "6.30", "2").withExpirationTime(START.plusSeconds(60)))
                .order();
        scenario.clock.advance(Duration.ofSeconds(59));
        assertThat(scenario.book()).hasSize(1);
        scenario.clock.advance(Duration.ofSeconds(1));
        assertThat(scenario.book()).isEmpty();
        Order expired = alice.listed(order);
        assertThat(expired.lastUpdateReason()).isEqualTo(LastUpdateReason.EXPIRY_CANCEL);
        assertThat(expired.remainingCount()).hasToString("0.00");
        assertThat(expired.lastUpdateTime()).isEqualTo(START.plusSeconds(60));
        assertThat(expired.expirationTime()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void anExpiryInThePastIsRefused() {
        assertThat(refusal(
                        () -> alice.place(scenario.order(Side.BID, "6.30", "2").withExpirationTime(START))))
                .isEqualTo("400 invalid_order");
    }

    @Test
    void postOnlyIsCancelledIfItWouldCross() {
        alice.ask("6.30", "1");
        OrderResult crossed = bob.place(scenario.order(Side.BID, "6.30", "1").withPostOnly(true));
        assertThat(crossed.fillCount()).hasToString("0.00");
        assertThat(crossed.order().remainingCount()).hasToString("0.00");
        assertThat(crossed.order().lastUpdateReason()).isEqualTo(LastUpdateReason.POST_ONLY_CROSS_CANCEL);
        OrderResult rested = bob.place(scenario.order(Side.BID, "6.2999", "1").withPostOnly(true));
        assertThat(rested.order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void postOnlyCannotBeWhatMayNotRest() {
        assertThat(refusal(() -> bob.place(scenario.order(Side.BID, "6.30", "1")
                        .withPostOnly(true)
                        .withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL))))
                .isEqualTo("400 invalid_order");
    }

    @Test
    void aClientOrderIdIsSpentForEver() {
        OrderRequest request = scenario.order(Side.BID, "6.30", "1");
        Order order = alice.place(request).order();
        assertThat(refusal(() -> alice.place(request))).isEqualTo("409 order_already_exists");
        alice.cancel(order);
        assertThat(refusal(() -> alice.place(request))).isEqualTo("409 order_already_exists");
        assertThat(bob.place(request).order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void aRefusedOrderDoesNotSpendItsClientOrderId() {
        OrderRequest request = scenario.order(Side.BID, "6.30", "1");
        assertThat(refusal(() -> alice.place(request.withPrice(dollars("6.30001")))))
                .isEqualTo("400 invalid_order");
        assertThat(alice.place(request).order().status()).isEqualTo(OrderStatus.RESTING);
    }

    @Test
    void aPriceWithTooManyDecimalsIsRefusedAsCaptured() {
        Refusal refusal = refused(() -> alice.bid("5.38295", "1"));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("invalid_order");
        assertThat(refusal.message()).isEqualTo("invalid order");
        assertThat(refusal.details()).isEqualTo("invalid price: invalid dollar precision: -5");
    }

    @Test
    void superfluousZerosAreNoDecimals() {
        assertThat(alice.bid("6.300000", "1.0000").order().price()).hasToString("6.3000");
    }

    @Test
    void aPriceOffAWiderTickIsRefused() {
        scenario.exchange.addMarket(MarketTerms.builder("WIDE")
                .tick(dollars("0.05"))
                .referencePrice(dollars("10"))
                .build());
        OrderRequest request = scenario.order(Side.BID, "9.95", "1").withTicker("WIDE");
        assertThat(alice.place(request).order().price()).hasToString("9.9500");
        assertThat(refusal(
                        () -> alice.place(scenario.order(Side.BID, "9.96", "1").withTicker("WIDE"))))
                .isEqualTo("400 invalid_order");
    }

    @Test
    void aPriceOrCountOfZeroOrLessIsRefused() {
        assertThat(refusal(() -> alice.bid("0.00", "1"))).isEqualTo("400 invalid_order");
        assertThat(refusal(() -> alice.bid("-1.00", "1"))).isEqualTo("400 invalid_order");
        assertThat(refusal(() -> alice.bid("6.30", "0"))).isEqualTo("400 invalid_order");
        assertThat(refusal(() -> alice.bid("6.30", "-1"))).isEqualTo("400 invalid_order");
    }

    @Test
    void onlyWholeContractsUnlessTheMarketTakesParts() {
        assertThat(refusal(() -> alice.bid("6.30", "1.5"))).isEqualTo("400 invalid_order");
        scenario.exchange.addMarket(MarketTerms.builder("PARTS")
                .fractionalTradingEnabled(true)
                .referencePrice(dollars("10"))
                .build());
        OrderRequest request = scenario.order(Side.BID, "10.00", "1.25").withTicker("PARTS");
        assertThat(alice.place(request).order().remainingCount()).hasToString("1.25");
        assertThat(refusal(() ->
                        alice.place(scenario.order(Side.BID, "10.00", "1.255").withTicker("PARTS"))))
                .isEqualTo("400 invalid_order");
    }

    @Test
    void anEmptyClientOrderIdIsRefused() {
        assertThat(refusal(() -> alice.place(OrderRequest.bid(BTC, "", dollars("6.30"), contracts("1")))))
                .isEqualTo("400 invalid_order");
    }

    @Test
    void aMarketThatDoesNotExistIsNotFound() {
        assertThat(refusal(
                        () -> alice.place(scenario.order(Side.BID, "6.30", "1").withTicker("NONE"))))
                .isEqualTo("404 not_found");
    }

    @Test
    void aSubaccountThatDoesNotExistIsNotFound() {
        assertThat(refusal(
                        () -> alice.place(scenario.order(Side.BID, "6.30", "1").withSubaccount(1))))
                .isEqualTo("404 not_found");
    }

    @Test
    void countsOnTheMarketsVersionIfAsked() {
        scenario.exchange.applyCorporateAction(BTC, new BigDecimal("2"));
        OrderRequest request = scenario.order(Side.BID, "6.30", "1");
        assertThat(refusal(() -> alice.place(request.withMarketVersion(1)))).isEqualTo("409 market_version_mismatch");
        assertThat(alice.place(request.withMarketVersion(2)).order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(alice.bid("6.30", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        assertThat(scenario.market(BTC).version()).isEqualTo(2);
        assertThat(scenario.market(ETH).version()).isEqualTo(1);
    }

    @Test
    void listsNewestFirstInPages() {
        Order first = alice.bid("6.30", "1").order();
        Order second = alice.bid("6.29", "1").order();
        Order third = alice.bid("6.28", "1").order();
        alice.cancel(second);
        Page<Order> page = scenario.exchange.orders(alice.userId, OrderFilter.ALL, new PageRequest(null, 2));
        assertThat(page.items()).extracting(Order::orderId).containsExactly(third.orderId(), second.orderId());
        Page<Order> rest = scenario.exchange.orders(alice.userId, OrderFilter.ALL, new PageRequest(page.cursor(), 2));
        assertThat(rest.items()).extracting(Order::orderId).containsExactly(first.orderId());
        assertThat(rest.cursor()).isEmpty();
        assertThat(alice.orders(OrderFilter.of(OrderStatus.CANCELED)))
                .extracting(Order::orderId)
                .containsExactly(second.orderId());
        assertThat(alice.orders(new OrderFilter(0, ETH, null, null, null))).isEmpty();
        assertThat(alice.orders(new OrderFilter(3, null, null, null, null))).isEmpty();
        assertThat(alice.orders(new OrderFilter(null, null, null, START.plusMillis(1), null)))
                .isEmpty();
        assertThat(alice.orders(new OrderFilter(null, null, null, START, START)))
                .hasSize(3);
    }

    @Test
    void aForeignCursorIsRefused() {
        assertThat(refusal(
                        () -> scenario.exchange.orders(alice.userId, OrderFilter.ALL, new PageRequest("not one", 2))))
                .isEqualTo("400 invalid_parameters");
    }

    @Test
    void aReadByIdMayLagBehind() {
        scenario.exchange.setReadLag(Duration.ofSeconds(5));
        Order order = alice.bid("6.30", "1").order();
        assertThat(refusal(() -> scenario.exchange.order(alice.userId, order.orderId())))
                .isEqualTo("404 not_found");
        assertThat(alice.listed(order)).isEqualTo(order);
        scenario.clock.advance(Duration.ofSeconds(5));
        assertThat(scenario.exchange.order(alice.userId, order.orderId())).isEqualTo(order);
        alice.amend(order, "6.29", "1");
        assertThat(refusal(() -> scenario.exchange.order(alice.userId, order.orderId())))
                .isEqualTo("404 not_found");
    }

    @Test
    void nobodySeesTheOrderOfAnother() {
        Order order = alice.bid("6.30", "1").order();
        assertThat(refusal(() -> scenario.exchange.order(bob.userId, order.orderId())))
                .isEqualTo("404 not_found");
        assertThat(refusal(() -> bob.cancel(order))).isEqualTo("404 not_found");
        assertThat(bob.orders(OrderFilter.ALL)).isEmpty();
    }
}
