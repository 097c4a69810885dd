package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.Misbehaviour;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuoteBothSidesTest {
    private static final String TICKER = QuoteBothSides.TICKER;

    private final LiveExchange exchange = new LiveExchange();
    private final PerpsWebSocket session = exchange.session().connect();

    @BeforeEach
    void otherPeople() {
        exchange.other.bids(TICKER, "6.3000", "5");
        exchange.other.asks(TICKER, "6.4000", "5");
    }

    @AfterEach
    void stop() {
        session.close();
        exchange.close();
    }

    @Test
    void quotesAroundTheMiddleOfOtherPeoplesPricesAndFollowsIt() throws InterruptedException {
        start();
        awaitQuotes("6.3400", "6.3600");

        String better = exchange.other.bids(TICKER, "6.3500", "5");
        awaitQuotes("6.3650", "6.3850");
        assertThat(exchange.resting()).allMatch(Order::postOnly);

        exchange.other.cancels(better);
        awaitQuotes("6.3400", "6.3600");
    }

    @Test
    void roundsAwayFromAMiddleBetweenTwoTicks() throws InterruptedException {
        exchange.other.bids(TICKER, "6.3501", "5");
        start();
        awaitQuotes("6.3650", "6.3851");
    }

    @Test
    void replacesAFilledQuoteWhenTheMiddleMoves() throws InterruptedException {
        start();
        awaitQuotes("6.3400", "6.3600");
        exchange.other.asks(TICKER, "6.3400", "1");
        exchange.other.bids(TICKER, "6.3200", "5");
        awaitQuotes("6.3500", "6.3700");
    }

    @Test
    void leavesTheMarketWhenItIsClosed() throws InterruptedException {
        QuoteBothSides quotes = start();
        awaitQuotes("6.3400", "6.3600");
        quotes.close();
        assertThat(exchange.resting()).isEmpty();
    }

    @Test
    void leavesTheMarketWhileTheBookIsNotKnown() throws InterruptedException {
        start();
        awaitQuotes("6.3400", "6.3600");
        exchange.whileUnreachable(() -> exchange.awaitOrders(
                "both quotes to be cancelled", () -> exchange.resting().isEmpty()));
        awaitQuotes("6.3400", "6.3600");
    }

    @Test
    void leavesTheMarketWhenTheAnswerToAnOrderIsLost() throws InterruptedException {
        Misbehaviour requests = exchange.simulator.misbehaviour();
        Misbehaviour.Rule lost = requests.operation("CreateMarginOrder").once().dropAfterHandling();
        Misbehaviour.Rule placed = requests.operation("CreateMarginOrder").delay(Duration.ZERO);
        start();
        exchange.awaitOrders(
                "the lost order to be placed and cancelled",
                () -> lost.hits() == 1 && exchange.resting().isEmpty() && exchange.placed() == 1);
        assertThat(placed.hits()).isEqualTo(1);
    }

    private QuoteBothSides start() {
        return QuoteBothSides.start(exchange.simulator.client(), session);
    }

    private void awaitQuotes(String bid, String ask) throws InterruptedException {
        exchange.awaitOrders("quotes at " + bid + " and " + ask, () -> {
            List<Order> resting = exchange.resting();
            return resting.size() == 2
                    && resting.stream().anyMatch(order -> order.side() == Side.BID && isAt(order, bid))
                    && resting.stream().anyMatch(order -> order.side() == Side.ASK && isAt(order, ask));
        });
    }

    private static boolean isAt(Order order, String price) {
        return order.price().toString().equals(price);
    }
}
