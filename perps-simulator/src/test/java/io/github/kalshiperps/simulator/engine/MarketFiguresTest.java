package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static io.github.kalshiperps.simulator.engine.Scenario.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The markets, their books and their figures. */
class MarketFiguresTest {
    private final Scenario scenario = new Scenario();
    private final Exchange exchange = scenario.exchange;
    private final Scenario.Trader alice = scenario.trader();
    private final Scenario.Trader bob = scenario.trader();

    private Market btc() {
        return scenario.market(BTC);
    }

    // ---------------------------------------------------------------- terms

    @Test
    void theMarketsAreThoseOfTheDemoExchange() {
        assertThat(exchange.markets())
                .extracting(market ->
                        market.ticker() + " " + market.terms().contractSize().toPlainString())
                .containsExactly(
                        "KXBCHPERP1 0.100000",
                        "KXBTCPERP1 0.000100",
                        "KXETHPERP1 0.010000",
                        "KXHYPEPERP1 0.250000",
                        "KXSOLPERP1 0.100000",
                        "KXXLMPERP1 100.000000",
                        "KXXRPPERP1 10.000000",
                        "TEST-EQUITY-AAPL-PERP 1.000000",
                        "TEST-EQUITY-NVDA-PERP 1.000000");
        assertThat(exchange.markets()).allSatisfy(market -> {
            assertThat(market.terms().tick()).isEqualTo(dollars("0.0001"));
            assertThat(market.terms().fractionalTradingEnabled()).isFalse();
            assertThat(market.version()).isEqualTo(1);
            assertThat(market.underlyingMultiplier()).isEqualByComparingTo("1");
        });
        assertThat(exchange.market("NONE")).isNull();
    }

    @Test
    void bitcoinDoesNotStateItsTick() {
        assertThat(btc().terms().tickStated()).isFalse();
        assertThat(scenario.market(Scenario.ETH).terms().tickStated()).isTrue();
    }

    @Test
    void theSharesAreInactiveAndHaveNoPrices() {
        Market apple = scenario.market("TEST-EQUITY-AAPL-PERP");
        assertThat(apple.status()).isEqualTo(MarketStatus.INACTIVE);
        assertThat(apple.reference()).isNull();
        assertThat(apple.settlementMark()).isNull();
        assertThat(apple.terms().assetClass()).isEqualTo(AssetClass.EQUITIES);
        assertThat(apple.schedule()).isNotNull();
    }

    @Test
    void termsAreChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> MarketTerms.builder(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarketTerms.builder("X").leverage(BigDecimal.ZERO))
                .withMessageContaining("leverage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.addMarket(MarketTerms.builder(BTC).build()))
                .withMessageContaining(BTC);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exchange.setReferencePrice(BTC, dollars("0")))
                .withMessageContaining("reference price");
        MarketTerms terms = btc().terms();
        assertThat(terms.toBuilder().build()).usingRecursiveComparison().isEqualTo(terms);
    }

    // ---------------------------------------------------------------- book

    @Test
    void theBookIsSortedBestFirstWithTheBestAtEveryDepth() {
        alice.bid("6.10", "1");
        alice.bid("6.20", "2");
        alice.bid("6.20", "3");
        bob.ask("6.40", "4");
        bob.ask("6.30", "5");
        assertThat(scenario.book())
                .containsExactly("bid 6.2000 x 5.00", "bid 6.1000 x 1.00", "ask 6.3000 x 5.00", "ask 6.4000 x 4.00");
        BookSnapshot best = exchange.book(BTC, 1, null);
        assertThat(best.bids()).containsExactly(PriceLevel.of("6.20", "5"));
        assertThat(best.asks()).containsExactly(PriceLevel.of("6.30", "5"));
        assertThat(refusal(() -> exchange.book("NONE"))).isEqualTo("404 not_found");
        assertThat(refusal(() -> exchange.book(BTC, -1, null))).isEqualTo("400 invalid_parameters");
    }

    @Test
    void bucketsRoundBothSidesDown() {
        alice.bid("6.14", "1");
        alice.bid("6.19", "2");
        bob.ask("6.26", "4");
        bob.ask("6.31", "5");
        BookSnapshot book = exchange.book(BTC, 0, dollars("0.10"));
        assertThat(book.bids()).containsExactly(PriceLevel.of("6.10", "3"));
        assertThat(book.asks()).containsExactly(PriceLevel.of("6.20", "4"), PriceLevel.of("6.30", "5"));
        assertThat(exchange.book(BTC, 1, dollars("0.10")).asks()).containsExactly(PriceLevel.of("6.20", "4"));
        assertThat(refusal(() -> exchange.book(BTC, 0, dollars("0")))).isEqualTo("400 invalid_parameters");
    }

    @Test
    void anEmptyBookHasNoQuotes() {
        assertThat(btc().bid()).isNull();
        assertThat(btc().ask()).isNull();
        assertThat(btc().bidSize()).hasToString("0.00");
        assertThat(btc().price()).isNull();
    }

    // ---------------------------------------------------------------- figures

    @Test
    void tradesMakeTheFigures() {
        alice.bid("6.20", "3");
        bob.ask("6.40", "7");
        bob.ask("6.20", "2");
        Market market = btc();
        assertThat(market.price()).hasToString("6.2000");
        assertThat(market.lastTradeSize()).hasToString("2.00");
        assertThat(market.bid()).hasToString("6.2000");
        assertThat(market.bidSize()).hasToString("1.00");
        assertThat(market.ask()).hasToString("6.4000");
        assertThat(market.askSize()).hasToString("7.00");
        assertThat(market.volume()).hasToString("2.00");
        assertThat(market.volumeNotional()).hasToString("12.400000");
        assertThat(market.openInterest()).hasToString("2.00");
        assertThat(market.openInterestNotional()).hasToString("12.400000");
    }

    @Test
    void openInterestIsCountedOnOneSide() {
        Scenario.Trader carol = scenario.trader();
        bob.ask("6.30", "5");
        alice.bid("6.30", "5");
        assertThat(btc().openInterest()).hasToString("5.00");
        // Alice hands two to carol, then buys them back from bob.
        alice.ask("6.30", "2");
        carol.bid("6.30", "2");
        assertThat(btc().openInterest()).hasToString("5.00");
        carol.ask("6.30", "2");
        bob.bid("6.30", "2");
        assertThat(btc().openInterest()).hasToString("3.00");
        assertThat(btc().volume()).hasToString("9.00");
    }

    @Test
    void theVolumeOfADayForgets() {
        bob.ask("6.30", "5");
        alice.bid("6.30", "2");
        scenario.clock.advance(Duration.ofHours(1));
        alice.bid("6.30", "3");
        scenario.clock.advance(Duration.ofHours(23));
        assertThat(btc().volume24h()).hasToString("3.00");
        assertThat(btc().volume24hNotional()).hasToString("18.900000");
        scenario.clock.advance(Duration.ofHours(1));
        assertThat(btc().volume24h()).hasToString("0.00");
        assertThat(btc().volume()).hasToString("5.00");
    }

    @Test
    void tradesAreListedNewestFirst() {
        bob.ask("6.30", "5");
        alice.bid("6.30", "1");
        scenario.clock.advance(Duration.ofMinutes(1));
        alice.bid("6.30", "2");
        Page<Trade> page = exchange.trades(BTC, null, null, new PageRequest(null, 1));
        assertThat(page.items()).extracting(trade -> trade.count().toString()).containsExactly("2.00");
        assertThat(page.items().get(0).takerSide()).isEqualTo(Side.BID);
        Page<Trade> rest = exchange.trades(BTC, null, null, new PageRequest(page.cursor(), 1));
        assertThat(rest.items()).extracting(trade -> trade.count().toString()).containsExactly("1.00");
        assertThat(rest.cursor()).isEmpty();
        assertThat(exchange.trades(null, null, null, PageRequest.ALL).items()).hasSize(2);
        assertThat(exchange.trades(BTC, START.plusSeconds(1), null, PageRequest.ALL)
                        .items())
                .hasSize(1);
        assertThat(exchange.trades(BTC, null, START, PageRequest.ALL).items()).hasSize(1);
        assertThat(exchange.trades("NONE", null, null, PageRequest.ALL).items()).isEmpty();
        assertThat(alice.fills().get(0).fillId()).isEqualTo(page.items().get(0).tradeId());
    }

    // ---------------------------------------------------------------- marks

    private String mark() {
        return Objects.requireNonNull(btc().liquidationMark()).price().toString();
    }

    @Test
    void theMarkIsTheReferenceUnlessTheBookSaysOtherwise() {
        exchange.setReferencePrice(BTC, dollars("6.00"));
        assertThat(mark()).isEqualTo("6.0000");
        alice.bid("5.90", "1");
        bob.ask("6.10", "1");
        assertThat(mark()).isEqualTo("6.0000");
        exchange.setReferencePrice(BTC, dollars("6.20"));
        assertThat(mark()).isEqualTo("6.1000");
        exchange.setReferencePrice(BTC, dollars("5.80"));
        assertThat(mark()).isEqualTo("5.9000");
    }

    @Test
    void theBookMovesTheMarkByFivePercentAtMost() {
        exchange.setReferencePrice(BTC, dollars("6.00"));
        alice.bid("6.60", "1");
        assertThat(mark()).isEqualTo("6.3000");
        exchange.cancelAllOrders(alice.userId, null, null);
        assertThat(mark()).isEqualTo("6.0000");
        bob.ask("5.00", "1");
        assertThat(mark()).isEqualTo("5.7000");
    }

    @Test
    void aPinnedMarkStays() {
        scenario.mark("9.00");
        alice.bid("6.60", "1");
        exchange.setReferencePrice(BTC, dollars("6.00"));
        assertThat(mark()).isEqualTo("9.0000");
        exchange.releaseMarkPrice(BTC);
        assertThat(mark()).isEqualTo("6.3000");
    }

    @Test
    void withoutAReferenceTheLastTradeIsTheMark() {
        exchange.addMarket(MarketTerms.builder("NEW").build());
        bob.place(scenario.order(Side.ASK, "3.00", "1").withTicker("NEW"));
        assertThat(scenario.market("NEW").liquidationMark()).isNull();
        alice.place(scenario.order(Side.BID, "3.00", "1").withTicker("NEW"));
        assertThat(Objects.requireNonNull(scenario.market("NEW").liquidationMark())
                        .price())
                .isEqualTo(dollars("3.00"));
    }

    @Test
    void pricesSayWhenTheyWereTaken() {
        scenario.clock.advance(Duration.ofSeconds(5));
        exchange.setReferencePrice(BTC, dollars("6.00"));
        assertThat(Objects.requireNonNull(btc().reference()).time()).isEqualTo(START.plusSeconds(5));
        assertThat(Objects.requireNonNull(btc().settlementMark()).time()).isEqualTo(START.plusSeconds(5));
        assertThat(btc().time()).isEqualTo(START.plusSeconds(5));
    }
}
