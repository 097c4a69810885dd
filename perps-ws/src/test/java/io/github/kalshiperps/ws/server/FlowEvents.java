package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.ws.server.FlowRecord.FillEvent;
import io.github.kalshiperps.ws.server.FlowRecord.GroupEvent;
import io.github.kalshiperps.ws.server.FlowRecord.OrderState;
import io.github.kalshiperps.ws.server.FlowRecord.TradeEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What happens at the exchange, one event after the other, the same for the same seed. An event is written down before it is
 * told, so that whoever hears of it and asks again finds it. For one thread.
 */
final class FlowEvents {
    private static final String[] GROUP_EVENTS = {"created", "triggered", "reset", "limit_updated"};

    private final List<FlowMarket> markets = new ArrayList<>();
    private final OrderState[] orders = new OrderState[32];
    private final int[] updatesLeft = new int[orders.length];
    private final String[] groups = new String[4];
    private final SplittableRandom random;
    private final Clock clock;
    private final FlowRecord record;
    private final FrameType.Counts happened = new FrameType.Counts();
    private final UUID user;
    private long time;
    private long orderNumber;

    /** Who hears of events. */
    interface Sink {
        void delta(int market, FlowMarket after, long time);

        void trade(int market, TradeEvent trade);

        void ticker(int market, FlowMarket now, long time);

        void fill(int market, FillEvent fill);

        void order(int market, OrderState order);

        void group(GroupEvent group);
    }

    FlowEvents(FlowPlan plan, FlowRecord record) {
        this.random = new SplittableRandom(plan.seed());
        this.clock = plan.clock();
        this.record = record;
        this.time = clock.millis();
        this.user = id();
        int price = 63_000;
        for (String ticker : plan.markets()) {
            markets.add(new FlowMarket(ticker, price, plan.levels(), random));
            price += 11_111;
        }
        for (int i = 0; i < orders.length; i++) {
            orders[i] = newOrder();
            updatesLeft[i] = random.nextInt(400);
        }
        for (int i = 0; i < groups.length; i++) {
            groups[i] = id().toString();
        }
    }

    List<FlowMarket> markets() {
        return markets;
    }

    FrameType.Counts happened() {
        return happened;
    }

    /** Lets one event happen. Two thirds are changes of books. */
    void next(Sink sink) {
        int choice = random.nextInt(100);
        int market = random.nextInt(markets.size());
        if (choice < 67) {
            delta(market, sink);
        } else if (choice < 78) {
            trade(market, sink);
        } else if (choice < 88) {
            happened.add(FrameType.TICKER);
            sink.ticker(market, markets.get(market), now());
        } else if (choice < 92) {
            fill(sink);
        } else if (choice < 98) {
            order(sink);
        } else {
            group(sink);
        }
    }

    void delta(int market, Sink sink) {
        happened.add(FrameType.DELTA);
        FlowMarket changed = markets.get(market);
        changed.changeBook(random);
        sink.delta(market, changed, now());
    }

    void trade(int market, Sink sink) {
        happened.add(FrameType.TRADE);
        FlowMarket changed = markets.get(market);
        changed.trade(random);
        TradeEvent trade = new TradeEvent(
                id(), changed.ticker(), random.nextBoolean(), changed.tradePrice(), changed.tradeCount(), now());
        record.add(trade);
        sink.trade(market, trade);
    }

    void group(Sink sink) {
        happened.add(FrameType.GROUP);
        int slot = random.nextInt(groups.length);
        // Few groups end: the last event of each is remembered.
        String event = random.nextInt(200) == 0 ? "deleted" : GROUP_EVENTS[random.nextInt(GROUP_EVENTS.length)];
        long limit = event.equals("created") || event.equals("limit_updated") ? FlowMarket.size(random) : -1;
        GroupEvent group = new GroupEvent(groups[slot], event, limit, now());
        if (event.equals("deleted")) {
            groups[slot] = id().toString();
        }
        record.add(group);
        sink.group(group);
    }

    private void fill(Sink sink) {
        happened.add(FrameType.FILL);
        OrderState order = orders[random.nextInt(orders.length)];
        int market = market(order);
        long count = FlowMarket.size(random);
        FillEvent fill = new FillEvent(
                id(),
                order.id(),
                order.clientId(),
                order.ticker(),
                order.bid(),
                random.nextBoolean(),
                order.price(),
                count,
                random.nextInt(2_000),
                markets.get(market).fill(order.bid(), count),
                order.subaccount(),
                now());
        record.add(fill);
        sink.fill(market, fill);
    }

    private void order(Sink sink) {
        happened.add(FrameType.ORDER);
        int slot = random.nextInt(orders.length);
        OrderState before = orders[slot];
        OrderState after = updatesLeft[slot] == 0 ? newOrder() : updated(before, --updatesLeft[slot]);
        if (after.reason().isEmpty()) {
            updatesLeft[slot] = random.nextInt(50, 400);
        }
        orders[slot] = after;
        record.add(after);
        sink.order(market(after), after);
    }

    private OrderState newOrder() {
        long now = now();
        int market = random.nextInt(markets.size());
        boolean bid = random.nextBoolean();
        long number = orderNumber++;
        return new OrderState(
                id(),
                number % 50 == 49 ? "" : "order-" + number,
                user,
                markets.get(market).ticker(),
                bid,
                bid ? markets.get(market).bid() : markets.get(market).ask(),
                0,
                100L * random.nextInt(10_000, 100_000),
                "",
                random.nextInt(3),
                now,
                now);
    }

    private OrderState updated(OrderState order, int left) {
        long part = Math.min(random.nextLong(1, 500), order.remaining());
        int choice = left == 0 ? 3 : random.nextInt(3);
        return new OrderState(
                order.id(),
                order.clientId(),
                order.user(),
                order.ticker(),
                order.bid(),
                choice == 2 ? order.price() + random.nextInt(-5, 6) : order.price(),
                order.filled() + (choice == 0 ? part : 0),
                choice == 3 ? 0 : order.remaining() - (choice == 2 ? 0 : part),
                switch (choice) {
                    case 0 -> "Trade";
                    case 2 -> "Amend";
                    default -> "Decrease";
                },
                order.subaccount(),
                order.created(),
                now());
    }

    private int market(OrderState order) {
        for (int i = 0; i < markets.size(); i++) {
            if (markets.get(i).ticker().equals(order.ticker())) {
                return i;
            }
        }
        throw new IllegalStateException("no market " + order.ticker());
    }

    private UUID id() {
        return new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() & (-1L >>> 2)) | Long.MIN_VALUE);
    }

    /** Never goes back, also when the clock does. */
    private long now() {
        time = Math.max(time, clock.millis());
        return time;
    }
}
