package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderResponse;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.simulator.engine.OrderFilter;
import io.github.kalshiperps.simulator.engine.OrderStatus;
import io.github.kalshiperps.simulator.engine.PageRequest;
import java.math.BigDecimal;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Orders of two users over REST, eight under way at any time. The usual run is short; {@code -Dsimulator.orders=100000} makes it long.
 * It prints the rate and the memory.
 */
class OrderLoadTest {
    private static final int ORDERS = Integer.getInteger("simulator.orders", 2_000);
    private static final int IN_FLIGHT = 8;
    private static final FixedPointDollars MONEY = FixedPointDollars.of("100000000.0000");

    private final Semaphore places = new Semaphore(IN_FLIGHT);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong filled = new AtomicLong();
    private final AtomicLong resting = new AtomicLong();

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void everyOrderIsAnsweredOnceAndIsInTheBooksAsItsAnswerSays() throws InterruptedException {
        try (PerpsSimulator simulator =
                PerpsSimulator.builder().startingBalance(MONEY).start()) {
            SimulatedAccount one = trader(simulator);
            SimulatedAccount other = trader(simulator);
            PerpsClient[] clients = {simulator.client(one.key()), simulator.client(other.key())};
            SplittableRandom random = new SplittableRandom(1);
            long before = usedMemory();
            long begin = System.nanoTime();
            for (int i = 0; i < ORDERS; i++) {
                places.acquire();
                boolean bid = random.nextBoolean();
                // Most orders meet somebody, so that the book stays small and fills come about.
                long price = 63_000 + (bid ? 1 : -1) * (random.nextInt(100) - 40L);
                place(clients[random.nextInt(2)], "load-" + i, bid, price, 1 + random.nextInt(9));
            }
            places.acquire(IN_FLIGHT);
            double seconds = (System.nanoTime() - begin) / 1e9;
            long after = usedMemory();
            System.out.printf(
                    "%,d orders over REST, %d in flight, in %.1f s: %,.0f per second; heap after collection %+,d KB"
                            + " (the exchange remembers every order and fill)%n",
                    ORDERS, IN_FLIGHT, seconds, ORDERS / seconds, (after - before) / 1024);

            assertThat(wrong).isEmpty();
            assertThat(answered.get()).isEqualTo(ORDERS);
            assertThat(placed(simulator, one) + placed(simulator, other)).isEqualTo(ORDERS);
            assertThat(filled.get()).isPositive();
            // What an answer called resting rests, or was filled or cancelled by a later order's self-trade prevention.
            BigDecimal inTheBook = book(simulator);
            BigDecimal rests = resting(simulator, one).add(resting(simulator, other));
            assertThat(inTheBook).isEqualByComparingTo(rests);
            assertThat(rests).isLessThanOrEqualTo(BigDecimal.valueOf(resting.get()));
        }
    }

    private static SimulatedAccount trader(PerpsSimulator simulator) {
        SimulatedAccount account = simulator.openAccount();
        simulator.exchange().setNotionalLimit(account.userId(), MONEY);
        return account;
    }

    private void place(PerpsClient client, String id, boolean bid, long price, int count) {
        CreateMarginOrderRequest request = CreateMarginOrderRequest.builder()
                .ticker(BTC)
                .clientOrderId(id)
                .side(bid ? BookSide.BID : BookSide.ASK)
                .price(FixedPointDollars.of(BigDecimal.valueOf(price, 4)))
                .count(FixedPointCount.of(count))
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.MAKER)
                .build();
        var unused = client.orders().create(request).executeAsync().whenComplete((response, failure) -> {
            if (failure != null) {
                wrong.add(id + ": " + failure);
            } else {
                answered.incrementAndGet();
                count(response, count, id);
            }
            places.release();
        });
    }

    private void count(CreateMarginOrderResponse response, int count, String id) {
        FixedPointCount sum = response.fillCount().plus(response.remainingCount());
        if (!sum.equals(FixedPointCount.of(count))) {
            wrong.add(id + ": " + response.fillCount() + " filled and " + response.remainingCount() + " left of "
                    + count);
        }
        filled.addAndGet(response.fillCount().toBigDecimal().longValueExact());
        resting.addAndGet(response.remainingCount().toBigDecimal().longValueExact());
    }

    private static int placed(PerpsSimulator simulator, SimulatedAccount account) {
        return simulator
                .exchange()
                .orders(account.userId(), OrderFilter.ALL, PageRequest.ALL)
                .items()
                .size();
    }

    private static BigDecimal resting(PerpsSimulator simulator, SimulatedAccount account) {
        return simulator
                .exchange()
                .orders(account.userId(), OrderFilter.of(OrderStatus.RESTING), PageRequest.ALL)
                .items()
                .stream()
                .map(order -> order.remainingCount().toBigDecimal())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal book(PerpsSimulator simulator) {
        var book = simulator.exchange().book(BTC);
        return java.util.stream.Stream.concat(book.bids().stream(), book.asks().stream())
                .map(PriceLevel::count)
                .map(FixedPointCount::toBigDecimal)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
