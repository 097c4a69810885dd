package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderGroup;
import io.github.kalshiperps.simulator.engine.Refusal;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Two people who do whatever comes to their minds: place, cross, amend, decrease, cancel, group, let time pass. For one thread. */
final class Flow {
    private static final Map<String, BigDecimal> MIDDLES = Map.of(
            Venue.BTC, new BigDecimal("6.3000"),
            Venue.ETH, new BigDecimal("16.7000"),
            Venue.SOL, new BigDecimal("6.7000"));

    private final Venue venue;
    private final List<Trader> people;
    private final SplittableRandom random;
    private final List<Order> resting = new ArrayList<>();
    private final List<OrderGroup> groups = new ArrayList<>();
    private int refused;

    Flow(Venue venue, long seed, Trader... people) {
        this.venue = venue;
        this.people = List.of(people);
        this.random = new SplittableRandom(seed);
    }

    /** Does so many things. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            try {
                step();
            } catch (Refusal refusal) {
                refused++; // an order that has traded meanwhile, for example
            }
        }
    }

    int refused() {
        return refused;
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 60) {
            place();
        } else if (dice < 75) {
            withRestingOrder(order -> owner(order).cancel(order));
        } else if (dice < 85) {
            withRestingOrder(order -> {
                Order amended = owner(order)
                        .amend(
                                order,
                                price(order.ticker()),
                                order.fillCount().toBigDecimal().longValueExact() + 1 + random.nextInt(9));
                remember(amended);
            });
        } else if (dice < 93) {
            withRestingOrder(order -> remember(venue.exchange.decreaseOrderBy(
                    order.userId(), order.subaccount(), order.orderId(), FixedPointCount.of("1"))));
        } else if (dice < 97) {
            group();
        } else {
            venue.clock.advance(Duration.ofMillis(random.nextInt(700)));
        }
    }

    private void place() {
        String ticker = List.of(Venue.BTC, Venue.ETH, Venue.SOL).get(random.nextInt(3));
        Trader trader = people.get(random.nextInt(people.size()));
        var request =
                trader.order(random.nextBoolean() ? Side.BID : Side.ASK, ticker, price(ticker), 1 + random.nextInt(9));
        if (random.nextInt(5) == 0) {
            request = request.withExpirationTime(venue.clock.instant().plusMillis(1 + random.nextInt(2000)));
        }
        List<OrderGroup> own = groups.stream()
                .filter(group -> group.userId().equals(trader.userId))
                .toList();
        if (!own.isEmpty() && random.nextInt(4) == 0) {
            request =
                    request.withOrderGroupId(own.get(random.nextInt(own.size())).id());
        }
        remember(trader.place(request).order());
    }

    /** Around the middle, so that about half of the orders meet others. */
    private String price(String ticker) {
        return Objects.requireNonNull(MIDDLES.get(ticker))
                .add(BigDecimal.valueOf(random.nextInt(-30, 31), 4))
                .toPlainString();
    }

    private void group() {
        Trader trader = people.get(random.nextInt(people.size()));
        List<OrderGroup> own = groups.stream()
                .filter(group -> group.userId().equals(trader.userId))
                .toList();
        if (own.size() < 3) {
            groups.add(venue.exchange.createOrderGroup(trader.userId, 0, FixedPointCount.of("20"), 0));
            return;
        }
        OrderGroup group = own.get(random.nextInt(own.size()));
        switch (random.nextInt(4)) {
            case 0 -> venue.exchange.resetOrderGroup(group.userId(), 0, group.id());
            case 1 -> venue.exchange.triggerOrderGroup(group.userId(), 0, group.id());
            case 2 ->
                venue.exchange.updateOrderGroupLimit(
                        group.userId(), 0, group.id(), FixedPointCount.of(Integer.toString(5 + random.nextInt(50))));
            default -> {
                groups.remove(group);
                venue.exchange.deleteOrderGroup(group.userId(), 0, group.id());
            }
        }
    }

    private void remember(Order order) {
        if (order.remainingCount().isPositive()) {
            resting.add(order);
        }
    }

    private void withRestingOrder(java.util.function.Consumer<Order> action) {
        if (!resting.isEmpty()) {
            action.accept(resting.remove(random.nextInt(resting.size())));
        }
    }

    private Trader owner(Order order) {
        return people.stream()
                .filter(trader -> trader.userId.equals(order.userId()))
                .findFirst()
                .orElseThrow();
    }
}
