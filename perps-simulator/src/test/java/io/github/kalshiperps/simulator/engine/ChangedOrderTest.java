package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.ETH;
import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Amending, decreasing and cancelling a resting order. */
class ChangedOrderTest {
    private final Scenario scenario = new Scenario();
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();
    private final Scenario.Trader carol = scenario.trader();

    /** Sells one contract and says whose order it went to. */
    private String firstInQueue() {
        carol.ask("6.30", "1");
        Fill maker =
                alice.fills().isEmpty() ? bob.fills().get(0) : alice.fills().get(0);
        return maker.userId().equals(alice.userId) ? "alice" : "bob";
    }

    // ---------------------------------------------------------------- amend

    @Test
    void anotherPriceLosesTheQueue() {
        Order order = alice.bid("6.30", "2").order();
        bob.bid("6.30", "2");
        alice.amend(order, "6.29", "2");
        alice.amend(order, "6.30", "2");
        assertThat(firstInQueue()).isEqualTo("bob");
    }

    @Test
    void aSmallerSizeAtTheSamePriceKeepsTheQueue() {
        Order order = alice.bid("6.30", "2").order();
        bob.bid("6.30", "2");
        Order amended = alice.amend(order, "6.30", "1");
        assertThat(amended.remainingCount()).hasToString("1.00");
        assertThat(amended.lastUpdateReason()).isEqualTo(LastUpdateReason.AMEND);
        assertThat(scenario.book()).containsExactly("bid 6.3000 x 3.00");
        assertThat(firstInQueue()).isEqualTo("alice");
    }

    @Test
    void aLargerSizeLosesTheQueue() {
        Order order = alice.bid("6.30", "2").order();
        bob.bid("6.30", "2");
        alice.amend(order, "6.30", "3");
        assertThat(scenario.book()).containsExactly("bid 6.3000 x 5.00");
        assertThat(firstInQueue()).isEqualTo("bob");
    }

    @Test
    void anotherExpiryAloneKeepsTheQueue() {
        Order order = alice.bid("6.30", "2").order();
        bob.bid("6.30", "2");
        OrderResult result = amendExpiry(order, AmendRequest.Expiration.at(START.plusSeconds(60)));
        assertThat(result.order().expirationTime()).isEqualTo(START.plusSeconds(60));
        assertThat(result.sizeChanged()).isFalse();
        assertThat(firstInQueue()).isEqualTo("alice");
        scenario.clock.advance(Duration.ofSeconds(60));
        assertThat(alice.listed(order).lastUpdateReason()).isEqualTo(LastUpdateReason.EXPIRY_CANCEL);
    }

    @Test
    void anExpiryIsKeptClearedOrMoved() {
        Order order = alice.place(scenario.order(Side.BID, "6.30", "2").withExpirationTime(START.plusSeconds(60)))
                .order();
        assertThat(alice.amend(order, "6.29", "2").expirationTime()).isEqualTo(START.plusSeconds(60));
        Order moved = amendExpiry(order, AmendRequest.Expiration.at(START.plusSeconds(90)))
                .order();
        assertThat(moved.expirationTime()).isEqualTo(START.plusSeconds(90));
        scenario.clock.advance(Duration.ofSeconds(60));
        assertThat(alice.listed(order).status()).isEqualTo(OrderStatus.RESTING);
        assertThat(amendExpiry(order, AmendRequest.Expiration.CLEAR).order().expirationTime())
                .isNull();
        scenario.clock.advance(Duration.ofHours(1));
        assertThat(alice.listed(order).status()).isEqualTo(OrderStatus.RESTING);
    }

    private OrderResult amendExpiry(Order order, AmendRequest.Expiration expiration) {
        Order now = alice.listed(order);
        AmendRequest request =
                new AmendRequest(BTC, now.side(), now.price(), now.fillCount().plus(now.remainingCount()));
        return scenario.exchange.amendOrder(alice.userId, 0, order.orderId(), request.withExpiration(expiration));
    }

    @Test
    void aNewPriceMayTradeAndTheAnswerCountsWhatIsLeft() {
        Order order = alice.bid("6.20", "5").order();
        bob.ask("6.30", "2");
        OrderResult result = alice.amendResult(order, "6.30", "5");
        assertThat(result.fillCount()).hasToString("2.00");
        assertThat(result.averageFillPrice()).hasToString("6.3000");
        assertThat(result.order().remainingCount()).hasToString("3.00");
        assertThat(result.order().lastUpdateReason()).isEqualTo(LastUpdateReason.AMEND);
        assertThat(result.sizeChanged()).isTrue();
        assertThat(scenario.book()).containsExactly("bid 6.3000 x 3.00");
    }

    @Test
    void anotherPriceAloneChangesNoSize() {
        Order order = alice.bid("6.20", "5").order();
        OrderResult result = alice.amendResult(order, "6.21", "5");
        assertThat(result.sizeChanged()).isFalse();
        assertThat(result.fillCount()).hasToString("0.00");
        assertThat(result.order().orderId()).isEqualTo(order.orderId());
    }

    @Test
    void theCountIncludesWhatIsFilled() {
        Order order = alice.bid("6.30", "5").order();
        carol.ask("6.30", "2");
        assertThat(alice.amend(order, "6.30", "4").remainingCount()).hasToString("2.00");
        assertThat(refusal(() -> alice.amend(order, "6.30", "2"))).isEqualTo("400 invalid_order");
    }

    @Test
    void aPostOnlyOrderThatWouldCrossAfterwardsIsCancelled() {
        bob.ask("6.30", "1");
        Order order = alice.place(scenario.order(Side.BID, "6.20", "1").withPostOnly(true))
                .order();
        Order amended = alice.amend(order, "6.30", "1");
        assertThat(amended.lastUpdateReason()).isEqualTo(LastUpdateReason.POST_ONLY_CROSS_CANCEL);
        assertThat(scenario.book()).containsExactly("ask 6.3000 x 1.00");
    }

    @Test
    void aNewClientOrderIdIsSpentTooAndTheOldOneStaysSpent() {
        Order order = alice.bid("6.20", "1").order();
        AmendRequest renamed = new AmendRequest(
                BTC,
                Side.BID,
                dollars("6.20"),
                contracts("1"),
                order.clientOrderId(),
                "renamed",
                AmendRequest.Expiration.KEEP);
        Order amended = scenario.exchange
                .amendOrder(alice.userId, 0, order.orderId(), renamed)
                .order();
        assertThat(amended.clientOrderId()).isEqualTo("renamed");
        OrderRequest again = scenario.order(Side.BID, "6.20", "1");
        assertThat(refusal(() -> alice.place(again.withClientOrderId("renamed"))))
                .isEqualTo("409 order_already_exists");
        assertThat(refusal(() -> alice.place(again.withClientOrderId(order.clientOrderId()))))
                .isEqualTo("409 order_already_exists");
    }

    @Test
    void anAmendMustDescribeTheOrder() {
        Order order = alice.bid("6.20", "1").order();
        AmendRequest other = new AmendRequest(BTC, Side.ASK, dollars("6.20"), contracts("1"));
        assertThat(refusal(() -> scenario.exchange.amendOrder(alice.userId, 0, order.orderId(), other)))
                .isEqualTo("400 invalid_order");
        AmendRequest elsewhere = new AmendRequest(ETH, Side.BID, dollars("6.20"), contracts("1"));
        assertThat(refusal(() -> scenario.exchange.amendOrder(alice.userId, 0, order.orderId(), elsewhere)))
                .isEqualTo("400 invalid_order");
        AmendRequest wrongId = new AmendRequest(
                BTC, Side.BID, dollars("6.20"), contracts("1"), "not it", null, AmendRequest.Expiration.KEEP);
        assertThat(refusal(() -> scenario.exchange.amendOrder(alice.userId, 0, order.orderId(), wrongId)))
                .isEqualTo("400 invalid_order");
        assertThat(scenario.book()).containsExactly("bid 6.2000 x 1.00");
    }

    @Test
    void anOrderThatDoesNotRestCannotBeAmended() {
        Order order = alice.bid("6.20", "1").order();
        alice.cancel(order);
        assertThat(refusal(() -> alice.amend(order, "6.21", "1"))).isEqualTo("404 not_found");
    }

    // ---------------------------------------------------------------- decrease

    @Test
    void aDecreaseKeepsTheQueue() {
        Order order = alice.bid("6.30", "3").order();
        bob.bid("6.30", "2");
        Order smaller = scenario.exchange.decreaseOrderBy(alice.userId, 0, order.orderId(), contracts("1"));
        assertThat(smaller.remainingCount()).hasToString("2.00");
        assertThat(smaller.lastUpdateReason()).isEqualTo(LastUpdateReason.DECREASE);
        smaller = scenario.exchange.decreaseOrderTo(alice.userId, 0, order.orderId(), contracts("1"));
        assertThat(smaller.remainingCount()).hasToString("1.00");
        assertThat(scenario.book()).containsExactly("bid 6.3000 x 3.00");
        assertThat(firstInQueue()).isEqualTo("alice");
    }

    @Test
    void aDecreaseToNothingCancels() {
        Order order = alice.bid("6.30", "3").order();
        assertThat(scenario.exchange
                        .decreaseOrderTo(alice.userId, 0, order.orderId(), contracts("0"))
                        .status())
                .isEqualTo(OrderStatus.CANCELED);
        Order other = alice.bid("6.30", "3").order();
        assertThat(scenario.exchange
                        .decreaseOrderBy(alice.userId, 0, other.orderId(), contracts("5"))
                        .remainingCount())
                .hasToString("0.00");
        assertThat(scenario.book()).isEmpty();
        assertThat(refusal(() -> scenario.exchange.decreaseOrderBy(alice.userId, 0, other.orderId(), contracts("1"))))
                .isEqualTo("404 not_found");
    }

    @Test
    void aDecreaseCannotIncrease() {
        Order order = alice.bid("6.30", "3").order();
        assertThat(refusal(() -> scenario.exchange.decreaseOrderTo(alice.userId, 0, order.orderId(), contracts("4"))))
                .isEqualTo("400 invalid_order");
        assertThat(refusal(() -> scenario.exchange.decreaseOrderBy(alice.userId, 0, order.orderId(), contracts("0"))))
                .isEqualTo("400 invalid_order");
        assertThat(refusal(() -> scenario.exchange.decreaseOrderTo(alice.userId, 0, order.orderId(), contracts("-1"))))
                .isEqualTo("400 invalid_order");
    }

    // ---------------------------------------------------------------- cancel

    @Test
    void aCancelTellsWhatItTookAndLooksLikeADecrease() {
        Order order = alice.bid("6.30", "3").order();
        carol.ask("6.30", "1");
        Canceled canceled = alice.cancel(order);
        assertThat(canceled.reducedBy()).hasToString("2.00");
        assertThat(canceled.order().lastUpdateReason().value()).isEqualTo("Decrease");
        assertThat(canceled.order().remainingCount()).hasToString("0.00");
        assertThat(canceled.order().fillCount()).hasToString("1.00");
        assertThat(refusal(() -> alice.cancel(order))).isEqualTo("404 not_found");
    }

    @Test
    void aCancelledOrderIsListedButNotFoundById() {
        Order order = alice.bid("6.30", "3").order();
        alice.cancel(order);
        assertThat(refusal(() -> scenario.exchange.order(alice.userId, order.orderId())))
                .isEqualTo("404 not_found");
        assertThat(alice.orders(OrderFilter.of(OrderStatus.CANCELED))).hasSize(1);
    }

    @Test
    void anOrderIsAddressedTogetherWithItsSubaccount() {
        scenario.exchange.createSubaccount(alice.userId);
        scenario.exchange.deposit(alice.userId, 1, dollars("100"));
        Order order = alice.place(scenario.order(Side.BID, "6.30", "3").withSubaccount(1))
                .order();
        assertThat(refusal(() -> scenario.exchange.cancelOrder(alice.userId, 0, order.orderId())))
                .isEqualTo("404 not_found");
        assertThat(scenario.exchange
                        .cancelOrder(alice.userId, 1, order.orderId())
                        .reducedBy())
                .hasToString("3.00");
    }

    @Test
    void cancelAllReachesAllSubaccountsUnlessToldOtherwise() {
        scenario.exchange.createSubaccount(alice.userId);
        scenario.exchange.deposit(alice.userId, 1, dollars("100"));
        alice.bid("6.30", "1");
        alice.place(scenario.order(Side.BID, "6.29", "1").withSubaccount(1));
        alice.place(scenario.order(Side.BID, "16.00", "1").withTicker(ETH));
        bob.bid("6.28", "1");
        assertThat(scenario.exchange.cancelAllOrders(alice.userId, 1, null)).isEqualTo(1);
        assertThat(scenario.book()).containsExactly("bid 6.3000 x 1.00", "bid 6.2800 x 1.00");
        assertThat(scenario.exchange.cancelAllOrders(alice.userId, null, ETH)).isEqualTo(1);
        assertThat(scenario.book()).hasSize(2);
        alice.place(scenario.order(Side.BID, "6.29", "1").withSubaccount(1));
        assertThat(scenario.exchange.cancelAllOrders(alice.userId, null, null)).isEqualTo(2);
        assertThat(scenario.book()).containsExactly("bid 6.2800 x 1.00");
        assertThat(alice.orders(OrderFilter.of(OrderStatus.CANCELED))).hasSize(4);
    }

    @Test
    void cancelAllMayReachOrdersOfTheFollowingMinute() {
        scenario.exchange.setCancelAllTail(Duration.ofMinutes(1));
        scenario.exchange.cancelAllOrders(alice.userId, null, null);
        scenario.clock.advance(Duration.ofSeconds(59));
        OrderResult caught = alice.bid("6.30", "1");
        assertThat(alice.listed(caught.order()).status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(bob.bid("6.30", "1").order().status()).isEqualTo(OrderStatus.RESTING);
        scenario.clock.advance(Duration.ofSeconds(1));
        Order later = alice.bid("6.30", "1").order();
        assertThat(alice.listed(later).status()).isEqualTo(OrderStatus.RESTING);
    }
}
