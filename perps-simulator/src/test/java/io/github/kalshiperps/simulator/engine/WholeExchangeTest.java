package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static io.github.kalshiperps.simulator.engine.Scenario.contracts;
import static io.github.kalshiperps.simulator.engine.Scenario.dollars;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.Side;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many orders: the same for the same seed, soon enough, and from several threads. */
class WholeExchangeTest {
    private static List<Object> session(long seed) {
        Scenario scenario = new Scenario(Exchange.builder().seed(seed));
        Scenario.Trader alice = scenario.trader();
        Scenario.Trader bob = scenario.trader();
        scenario.listen();
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Scenario.Trader trader = random.nextBoolean() ? alice : bob;
            String price = "6." + (190 + random.nextInt(20));
            Side side = random.nextBoolean() ? Side.BID : Side.ASK;
            trader.place(scenario.order(side, price, String.valueOf(1 + random.nextInt(5))));
            scenario.clock.advance(Duration.ofSeconds(random.nextInt(300)));
        }
        return scenario.heard;
    }

    @Test
    void isTheSameForTheSameSeedIdsIncluded() {
        List<Object> once = session(5);
        assertThat(once).hasSizeGreaterThan(1_000).isEqualTo(session(5));
        assertThat(once).isNotEqualTo(session(6));
    }

    @Test
    void idsAreRandomUuids() {
        Ids ids = new Ids(1);
        for (int i = 0; i < 100; i++) {
            UUID id = UUID.fromString(ids.next());
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void takesAHundredThousandOrdersInSeconds() {
        Exchange exchange =
                Exchange.builder().notionalLimit(dollars("1000000000")).build();
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String user = exchange.openAccount().userId();
            exchange.deposit(user, 0, dollars("1000000000"));
            users.add(user);
        }
        Random random = new Random(3);
        Duration before = processorTime();
        for (int i = 0; i < 100_000; i++) {
            boolean bid = random.nextBoolean();
            int tenths = bid ? 6_200 - random.nextInt(100) + 10 : 6_200 + random.nextInt(100) - 10;
            OrderRequest request = OrderRequest.bid(
                            BTC,
                            "c" + i,
                            dollars(tenths / 1000 + "." + String.format("%03d", tenths % 1000)),
                            contracts(String.valueOf(1 + random.nextInt(20))))
                    .withSide(bid ? Side.BID : Side.ASK)
                    .withSelfTradePrevention(SelfTradePrevention.MAKER);
            exchange.createOrder(users.get(random.nextInt(10)), request);
        }
        // Of the processor and not of the wall, so that a busy machine does not fail it; it takes about one.
        assertThat(processorTime().minus(before)).isLessThan(Duration.ofSeconds(10));
        assertThat(exchange.trades(BTC, null, null, PageRequest.ALL).items()).hasSizeGreaterThan(10_000);
    }

    private static Duration processorTime() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }

    @Test
    void threadsTakeTurns() throws Exception {
        Scenario scenario = new Scenario();
        Exchange exchange = scenario.exchange;
        List<String> users = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            users.add(scenario.trader("1000000").userId);
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (String user : users) {
                done.add(threads.submit(() -> {
                    Random random = new Random(user.hashCode());
                    for (int i = 0; i < 500; i++) {
                        Side side = random.nextBoolean() ? Side.BID : Side.ASK;
                        exchange.createOrder(
                                user,
                                OrderRequest.bid(BTC, "c" + i, dollars("6.30"), contracts("1"))
                                        .withSide(side)
                                        .withSelfTradePrevention(SelfTradePrevention.MAKER));
                        scenario.clock.advance(Duration.ofMillis(1));
                    }
                }));
            }
            for (Future<?> thread : done) {
                thread.get();
            }
        } finally {
            threads.shutdownNow();
        }
        String total = exchange.atomically(() -> users.stream()
                .map(user -> exchange.balance(user, false).subaccounts().get(0).accountEquity())
                .reduce(dollars("0"), (a, b) -> a.plus(b))
                .plus(exchange.roundingCollected())
                .toString());
        assertThat(dollars(total)).isEqualTo(dollars("4000000"));
        assertThat(scenario.clock.instant()).isEqualTo(Scenario.START.plusSeconds(2));
    }
}
