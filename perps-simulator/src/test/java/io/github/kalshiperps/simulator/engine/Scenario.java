package io.github.kalshiperps.simulator.engine;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** An exchange with people on it, in few words. For one thread. */
final class Scenario {
    static final String BTC = "KXBTCPERP1";
    static final String ETH = "KXETHPERP1";
    static final Instant START = Instant.parse("2026-10-20T12:00:00Z");

    /** Fees of zero keep the arithmetic of most tests readable. */
    static final FeeTier FREE = new FeeTier(FeeScheduleName.SELF_CLEARING_MEMBERS, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    final SimulatedClock clock = new SimulatedClock(START);
    final Exchange exchange;
    final List<Object> heard = new ArrayList<>();
    private int nextId;

    Scenario() {
        this(Exchange.builder().feeTiers(List.of(FREE)));
    }

    Scenario(Exchange.Builder builder) {
        exchange = builder.clock(clock).build();
    }

    /** One user, and what that user does. */
    final class Trader {
        final String userId;

        Trader(String userId) {
            this.userId = userId;
        }

        OrderResult place(OrderRequest request) {
            return exchange.createOrder(userId, request);
        }

        OrderResult bid(String price, String count) {
            return place(order(Side.BID, price, count));
        }

        OrderResult ask(String price, String count) {
            return place(order(Side.ASK, price, count));
        }

        Order amend(Order order, String price, String count) {
            return amendResult(order, price, count).order();
        }

        OrderResult amendResult(Order order, String price, String count) {
            return exchange.amendOrder(
                    userId,
                    order.subaccount(),
                    order.orderId(),
                    new AmendRequest(order.ticker(), order.side(), dollars(price), contracts(count)));
        }

        Canceled cancel(Order order) {
            return exchange.cancelOrder(userId, order.subaccount(), order.orderId());
        }

        /** The order as the list has it, where no order is ever missing. */
        Order listed(Order order) {
            return orders(OrderFilter.ALL).stream()
                    .filter(candidate -> candidate.orderId().equals(order.orderId()))
                    .findFirst()
                    .orElseThrow();
        }

        List<Order> orders(OrderFilter filter) {
            return exchange.orders(userId, filter, PageRequest.ALL).items();
        }

        List<Fill> fills() {
            return exchange.fills(userId, 0, null, null, PageRequest.ALL).items();
        }

        String position(String ticker) {
            List<Position> positions = exchange.positions(userId, 0, ticker);
            return positions.isEmpty() ? "0" : positions.get(0).position().toString();
        }

        Position only(String ticker) {
            return exchange.positions(userId, null, ticker).get(0);
        }

        Balance.Subaccount balance() {
            return exchange.balance(userId, true).subaccounts().get(0);
        }
    }

    Trader trader() {
        return trader("10000");
    }

    Trader trader(String money) {
        Trader trader = new Trader(exchange.openAccount().userId());
        exchange.deposit(trader.userId, 0, dollars(money));
        return trader;
    }

    OrderRequest order(Side side, String price, String count) {
        return OrderRequest.bid(BTC, "client-" + nextId++, dollars(price), contracts(count))
                .withSide(side);
    }

    /** Puts down in {@link #heard} everything that the exchange says from now on. */
    void listen() {
        exchange.addListener(new ExchangeListener() {
            @Override
            public void onBookChange(BookChange change) {
                heard.add(change);
            }

            @Override
            public void onTrade(Trade trade) {
                heard.add(trade);
            }

            @Override
            public void onFill(Fill fill) {
                heard.add(fill);
            }

            @Override
            public void onOrder(Order order) {
                heard.add(order);
            }

            @Override
            public void onOrderGroup(OrderGroupEvent event) {
                heard.add(event);
            }

            @Override
            public void onTicker(String ticker) {
                heard.add(ticker);
            }

            @Override
            public void onStatus(ExchangeStatus status) {
                heard.add(status);
            }
        });
    }

    <T> List<T> heard(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Bids and then asks, best first, as {@code price x count}. */
    List<String> book() {
        BookSnapshot book = exchange.book(BTC);
        List<String> lines = new ArrayList<>();
        for (PriceLevel level : book.bids()) {
            lines.add("bid " + level.price() + " x " + level.count());
        }
        for (PriceLevel level : book.asks()) {
            lines.add("ask " + level.price() + " x " + level.count());
        }
        return lines;
    }

    Market market(String ticker) {
        return Objects.requireNonNull(exchange.market(ticker));
    }

    void mark(String price) {
        exchange.pinMarkPrice(BTC, dollars(price));
    }

    static Refusal refused(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        if (refusal == null) {
            throw new AssertionError("expected a refusal");
        }
        return refusal;
    }

    /** A refusal as {@code status code}. */
    static String refusal(ThrowingCallable call) {
        Refusal refusal = refused(call);
        return refusal.status() + " " + refusal.code();
    }

    static FixedPointDollars dollars(String text) {
        return FixedPointDollars.of(text);
    }

    static FixedPointCount contracts(String text) {
        return FixedPointCount.of(text);
    }
}
