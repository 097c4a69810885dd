package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Where contracts have parts, nothing comes out even; still no money is made or lost. */
class MoneyLawsTest {
    private static final String PARTS = "PARTS";
    private static final FixedPointDollars DEPOSIT = FixedPointDollars.of("100000");

    /** Two of the three trade with each other. */
    private record Deal(int seller, int buyer, String price, int hundredths, int minutes) {}

    @Provide
    Arbitrary<List<Deal>> deals() {
        Arbitrary<String> prices =
                Arbitraries.integers().between(0, 9_999).map(rest -> "10." + String.format("%04d", rest));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 2),
                        prices,
                        Arbitraries.integers().between(1, 999),
                        Arbitraries.frequency(Tuple.of(9, 0), Tuple.of(1, 200)))
                .as((seller, step, price, hundredths, minutes) ->
                        new Deal(seller, (seller + step) % 3, price, hundredths, minutes))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whenEverybodyIsFlatAllTheMoneyIsThere(@ForAll("deals") List<Deal> deals) {
        SimulatedClock clock = new SimulatedClock(Scenario.START);
        Exchange exchange = Exchange.builder()
                .clock(clock)
                .markets(List.of(MarketTerms.builder(PARTS)
                        .fractionalTradingEnabled(true)
                        .referencePrice(dollars("10.3333"))
                        .build()))
                .build();
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            users.add(exchange.openAccount().userId());
            exchange.deposit(users.get(i), 0, DEPOSIT);
        }
        for (Deal deal : deals) {
            trade(
                    exchange,
                    users.get(deal.seller()),
                    users.get(deal.buyer()),
                    dollars(deal.price()),
                    FixedPointCount.of(BigDecimal.valueOf(deal.hundredths(), 2)));
            clock.advance(Duration.ofMinutes(deal.minutes()));
        }
        closeAll(exchange, users);

        FixedPointDollars all = exchange.feesCollected().plus(exchange.roundingCollected());
        for (String user : users) {
            assertThat(exchange.positions(user, null, null)).isEmpty();
            FixedPointDollars settled = exchange.balance(user, false).settledFunds();
            assertThat(settled.scale()).isEqualTo(4);
            all = all.plus(settled);
        }
        assertThat(all).isEqualTo(DEPOSIT.times(3));
        assertThat(exchange.roundingCollected().isNegative()).isFalse();
    }

    private static void closeAll(Exchange exchange, List<String> users) {
        for (String seller : users) {
            for (String buyer : users) {
                FixedPointCount most =
                        position(exchange, seller).min(position(exchange, buyer).negate());
                if (most.isPositive()) {
                    trade(exchange, seller, buyer, dollars("10.1234"), most);
                }
            }
        }
    }

    private static FixedPointCount position(Exchange exchange, String user) {
        List<Position> positions = exchange.positions(user, null, PARTS);
        return positions.isEmpty() ? FixedPointCount.ZERO : positions.get(0).position();
    }

    private static void trade(
            Exchange exchange, String seller, String buyer, FixedPointDollars price, FixedPointCount count) {
        String id = String.valueOf(
                exchange.trades(null, null, null, PageRequest.ALL).items().size());
        exchange.createOrder(
                seller, OrderRequest.bid(PARTS, "s" + id, price, count).withSide(Side.ASK));
        OrderResult result = exchange.createOrder(buyer, OrderRequest.bid(PARTS, "b" + id, price, count));
        assertThat(result.fillCount()).isEqualTo(count);
    }
}
