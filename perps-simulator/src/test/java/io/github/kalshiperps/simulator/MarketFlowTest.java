package io.github.kalshiperps.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Exchange;
import io.github.kalshiperps.simulator.engine.ExchangeStatus;
import io.github.kalshiperps.simulator.engine.FundingEstimate;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.MarketStatus;
import io.github.kalshiperps.simulator.engine.OrderRequest;
import io.github.kalshiperps.simulator.engine.PageRequest;
import io.github.kalshiperps.simulator.engine.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketFlowTest {
    private static final String TICKER = "KXBTCPERP1";

    private final Exchange exchange = Exchange.builder().build();
    private final MarketFlow flow = new MarketFlow(exchange, 7);

    @Test
    void everyMarketThatTradesHasTwoSidesThatDoNotCross() {
        for (int i = 0; i < 300; i++) {
            step();
            for (Market market : exchange.markets()) {
                BookSnapshot book = exchange.book(market.ticker());
                if (market.status() != MarketStatus.ACTIVE) {
                    assertThat(book.bids()).isEmpty();
                    assertThat(book.asks()).isEmpty();
                    continue;
                }
                assertThat(book.bids()).hasSizeBetween(4, 5);
                assertThat(book.asks()).hasSizeBetween(4, 5);
                assertThat(book.bids().get(0).price())
                        .isLessThan(book.asks().get(0).price());
            }
        }
    }

    @Test
    void pricesMoveWithinTheirRange() {
        List<FixedPointDollars> seen = new ArrayList<>();
        FixedPointDollars start = FixedPointDollars.of("6.3440");
        for (int i = 0; i < 300; i++) {
            step();
            Market market = market();
            FixedPointDollars mark = market.settlementMark().price();
            seen.add(mark);
            assertThat(mark.ratioTo(start, 6, java.math.RoundingMode.HALF_EVEN))
                    .isBetween(new BigDecimal("0.89"), new BigDecimal("1.11"));
        }
        assertThat(seen.stream().distinct().count()).isGreaterThan(100);
        assertThat(market().volume()).isGreaterThan(FixedPointCount.of("300"));
    }

    @Test
    void thereIsFunding() {
        for (int i = 0; i < 20; i++) {
            step();
        }
        FundingEstimate estimate = exchange.fundingEstimate(TICKER);

        assertThat(estimate.rate()).isNotNull().isNotEqualByComparingTo(BigDecimal.ZERO);
        assertThat(estimate.rate().abs()).isLessThan(new BigDecimal("0.005"));
    }

    @Test
    void oneSeedGivesTheSameMoves() {
        Exchange other = Exchange.builder().build();
        MarketFlow same = new MarketFlow(other, 7);
        Exchange third = Exchange.builder().build();
        MarketFlow different = new MarketFlow(third, 8);
        for (int i = 0; i < 30; i++) {
            step();
            other.clock().advance(Duration.ofSeconds(1));
            same.step();
            third.clock().advance(Duration.ofSeconds(1));
            different.step();
        }

        assertThat(books(other)).isEqualTo(books(exchange));
        assertThat(other.trades(TICKER, null, null, PageRequest.ALL).items())
                .isEqualTo(exchange.trades(TICKER, null, null, PageRequest.ALL).items())
                .hasSizeGreaterThan(25);
        assertThat(third.book(TICKER)).isNotEqualTo(exchange.book(TICKER));
    }

    @Test
    void itTradesWithOthersAndQuotesAnew() {
        step();
        String user = exchange.openAccount().userId();
        exchange.deposit(user, 0, FixedPointDollars.of("100000"));
        BookSnapshot before = exchange.book(TICKER);
        FixedPointDollars all = before.asks().get(before.asks().size() - 1).price();

        var swept = exchange.createOrder(
                user,
                OrderRequest.bid(TICKER, "sweep", all, FixedPointCount.of("1000.00"))
                        .withTimeInForce(TimeInForce.IMMEDIATE_OR_CANCEL));
        assertThat(swept.fillCount()).isGreaterThan(FixedPointCount.of("40"));
        assertThat(exchange.book(TICKER).asks()).isEmpty();

        step();
        assertThat(exchange.book(TICKER).asks()).hasSizeBetween(4, 5);
    }

    @Test
    void itTakesOrdersThatRestBetweenItsQuotes() {
        step();
        String user = exchange.openAccount().userId();
        exchange.deposit(user, 0, FixedPointDollars.of("1000"));
        FixedPointDollars inside = exchange.book(TICKER).asks().get(0).price().minus(FixedPointDollars.of("0.0001"));
        String order = exchange.createOrder(user, OrderRequest.ask(TICKER, "mine", inside, FixedPointCount.of("1.00")))
                .order()
                .orderId();
        for (int i = 0; i < 200 && !exchange.order(user, order).remainingCount().isZero(); i++) {
            step();
        }

        assertThat(exchange.order(user, order).remainingCount()).isEqualTo(FixedPointCount.of("0"));
        assertThat(exchange.order(user, order).side()).isEqualTo(Side.ASK);
    }

    @Test
    void nothingMovesWhileTheExchangeIsPaused() {
        step();
        List<BookSnapshot> before = books(exchange);
        FixedPointCount volume = market().volume();
        exchange.setStatus(new ExchangeStatus(true, false));
        step();

        assertThat(books(exchange)).isEqualTo(before);
        assertThat(market().volume()).isEqualTo(volume);

        exchange.setStatus(new ExchangeStatus(true, true));
        step();
        assertThat(market().volume()).isGreaterThan(volume);
    }

    private void step() {
        exchange.clock().advance(Duration.ofSeconds(1));
        flow.step();
    }

    private static List<BookSnapshot> books(Exchange exchange) {
        return exchange.markets().stream()
                .map(market -> exchange.book(market.ticker()))
                .toList();
    }

    private Market market() {
        Market market = exchange.market(TICKER);
        assertThat(market).isNotNull();
        return market;
    }
}
