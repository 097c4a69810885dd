package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** The exchange does what the naive one does, and loses neither money nor contracts. */
class MatchingLawsTest {
    private static final int USERS = 4;
    private static final FixedPointDollars DEPOSIT = FixedPointDollars.of("1000000");

    /** Something that a user does, or that the clock does. Orders are named by how many were accepted before, wrapped around. */
    private sealed interface Command {
        record Create(
                int user, OrderRequest request, @Nullable Integer expiresIn, boolean usedId) implements Command {}

        /** Without a price or a count, the order keeps its own. */
        record Amend(
                int order, @Nullable String price, @Nullable Integer count) implements Command {}

        record DecreaseBy(int order, int by) implements Command {}

        record DecreaseTo(int order, int to) implements Command {}

        record Cancel(int order) implements Command {}

        record CancelAll(int user, @Nullable Integer subaccount) implements Command {}

        record Advance(int seconds) implements Command {}
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        // Few prices close together, so that most orders meet; now and then one off the tick or outside the band.
        Arbitrary<String> prices = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.integers().between(6190, 6210).map(tenths -> "6." + (tenths - 6000) + "0")),
                Tuple.of(3, Arbitraries.of("6.20005", "4.0000", "8.0000", "6.1000", "6.3000")));
        Arbitrary<Integer> users = Arbitraries.integers().between(0, USERS - 1);
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, 12);
        Arbitrary<Integer> orders = Arbitraries.integers().between(0, 5_000);
        Arbitrary<OrderRequest> requests = Combinators.combine(
                        Arbitraries.of(Side.class),
                        prices,
                        counts,
                        Arbitraries.frequency(
                                Tuple.of(6, TimeInForce.GOOD_TILL_CANCELED),
                                Tuple.of(2, TimeInForce.IMMEDIATE_OR_CANCEL),
                                Tuple.of(2, TimeInForce.FILL_OR_KILL)),
                        Arbitraries.of(SelfTradePrevention.class),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 1))
                .as((side, price, count, timeInForce, prevention, flag, subaccount) -> OrderRequest.bid(
                                BTC, "", FixedPointDollars.of(price), FixedPointCount.of(count))
                        .withSide(side)
                        .withTimeInForce(timeInForce)
                        .withSelfTradePrevention(prevention)
                        .withPostOnly(flag == 0)
                        .withReduceOnly(flag == 1 || (flag == 2 && timeInForce != TimeInForce.GOOD_TILL_CANCELED))
                        .withSubaccount(subaccount));
        Arbitrary<Command> creates = Combinators.combine(
                        users,
                        requests,
                        Arbitraries.integers().between(1, 4_000).injectNull(0.8),
                        Arbitraries.of(false, false, false, false, false, false, false, false, false, true))
                .as(Command.Create::new);
        Arbitrary<Command> amends = Combinators.combine(orders, prices.injectNull(0.5), counts.injectNull(0.4))
                .as(Command.Amend::new);
        Arbitrary<Command> lessBy = Combinators.combine(orders, counts).as(Command.DecreaseBy::new);
        Arbitrary<Command> lessTo = Combinators.combine(
                        orders, Arbitraries.integers().between(0, 12))
                .as(Command.DecreaseTo::new);
        Arbitrary<Command> cancels = orders.map(Command.Cancel::new);
        Arbitrary<Command> cancelAlls = Combinators.combine(
                        users, Arbitraries.integers().between(0, 1).injectNull(0.5))
                .as(Command.CancelAll::new);
        Arbitrary<Command> advances = Arbitraries.frequencyOf(
                        Tuple.of(9, Arbitraries.integers().between(0, 900)),
                        Tuple.of(1, Arbitraries.integers().between(3_600, 36_000)))
                .map(Command.Advance::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(60, creates),
                        Tuple.of(15, amends),
                        Tuple.of(5, lessBy),
                        Tuple.of(5, lessTo),
                        Tuple.of(8, cancels),
                        Tuple.of(1, cancelAlls),
                        Tuple.of(6, advances))
                .list()
                .ofMinSize(1_000)
                .ofMaxSize(1_200);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void doesWhatTheNaiveExchangeDoes(@ForAll("commands") List<Command> commands) {
        Run run = new Run();
        for (Command command : commands) {
            run.both(command);
            run.checkBook();
        }
        run.checkOrders();
        run.checkMoney();
        run.collect();
        // Sequences in which nothing of interest happens would show nothing. Far below what is usual: chance must not
        // fail it.
        happened(
                "reasons",
                "",
                "Decrease",
                "Trade",
                "SelfTradeCancel",
                "PostOnlyCrossCancel",
                "ReduceOnlyCancel",
                "Amend",
                "ExpiryCancel");
        happened(
                "answers",
                "none",
                "404 not_found",
                "400 invalid_order",
                "400 invalid_price",
                "409 order_already_exists");
    }

    private static void happened(String label, String... things) {
        for (String thing : things) {
            Statistics.label(label).coverage(coverage -> coverage.check(thing).count(times -> times >= 5));
        }
    }

    /** The two exchanges side by side. */
    private static final class Run {
        private final SimulatedClock clock = new SimulatedClock(Scenario.START);
        private final Exchange exchange = Exchange.builder()
                .clock(clock)
                .notionalLimit(FixedPointDollars.of("1000000000"))
                .build();
        private final NaiveExchange naive = new NaiveExchange();
        private final List<String> users = new ArrayList<>();
        private final List<Order> accepted = new ArrayList<>();
        private final List<String> trades = new ArrayList<>();
        private final Map<Side, Map<FixedPointDollars, FixedPointCount>> heardBook = new HashMap<>();
        private final Map<String, Integer> refusals = new HashMap<>();
        private int nextId;

        Run() {
            for (int i = 0; i < USERS; i++) {
                String user = exchange.openAccount().userId();
                exchange.createSubaccount(user);
                exchange.deposit(user, 0, DEPOSIT);
                exchange.deposit(user, 1, DEPOSIT);
                users.add(user);
            }
            for (Side side : Side.values()) {
                heardBook.put(side, new HashMap<>());
            }
            exchange.addListener(new ExchangeListener() {
                private @Nullable Fill maker;

                @Override
                public void onFill(Fill fill) {
                    Fill other = maker;
                    if (!fill.taker()) {
                        maker = fill;
                    } else if (other != null) {
                        assertThat(fill.fillId()).isEqualTo(other.fillId());
                        trades.add(NaiveExchange.plain(fill.count().toBigDecimal()) + " at "
                                + NaiveExchange.plain(fill.price().toBigDecimal()) + " " + fill.clientOrderId()
                                + " with " + other.clientOrderId());
                    }
                }

                @Override
                public void onBookChange(BookChange change) {
                    Map<FixedPointDollars, FixedPointCount> side = Objects.requireNonNull(heardBook.get(change.side()));
                    assertThat(change.delta().isZero()).isFalse();
                    FixedPointCount after = side.merge(change.price(), change.delta(), FixedPointCount::plus);
                    assertThat(after.isNegative()).isFalse();
                    if (after.isZero()) {
                        side.remove(change.price());
                    }
                }
            });
        }

        void both(Command command) {
            if (command instanceof Command.Create create) {
                create(create);
            } else if (command instanceof Command.CancelAll all) {
                exchange.cancelAllOrders(users.get(all.user()), all.subaccount(), null);
                naive.cancelAll(all.user(), all.subaccount());
            } else if (command instanceof Command.Advance advance) {
                clock.advance(Duration.ofSeconds(advance.seconds()));
                naive.advance(advance.seconds());
            } else if (!accepted.isEmpty()) {
                change(command);
            }
        }

        private void create(Command.Create create) {
            String id = create.usedId() && nextId > 0 ? "c" + nextId / 2 : "c" + nextId++;
            Integer expiresIn = create.expiresIn();
            OrderRequest request = create.request()
                    .withClientOrderId(id)
                    .withExpirationTime(
                            expiresIn == null ? null : clock.instant().plusSeconds(expiresIn));
            String user = users.get(create.user());
            String refusal = refusal(
                    () -> accepted.add(exchange.createOrder(user, request).order()));
            Long expires = expiresIn == null ? null : naive.seconds + expiresIn;
            assertThat(refusal).isEqualTo(naive.create(create.user(), request, expires));
        }

        private void change(Command command) {
            int index = index(command);
            Order order = accepted.get(index);
            NaiveExchange.NaiveOrder same = naive.orders.get(index);
            String user = order.userId();
            String expected;
            Runnable call;
            if (command instanceof Command.Amend amend) {
                String price = amend.price() == null ? NaiveExchange.plain(same.price) : amend.price();
                String count = amend.count() == null
                        ? NaiveExchange.plain(same.filled.add(same.remaining.max(BigDecimal.ONE)))
                        : String.valueOf(amend.count());
                AmendRequest request =
                        new AmendRequest(BTC, order.side(), FixedPointDollars.of(price), FixedPointCount.of(count));
                call = () -> exchange.amendOrder(user, order.subaccount(), order.orderId(), request);
                expected = naive.amend(same, new BigDecimal(price), new BigDecimal(count));
            } else if (command instanceof Command.DecreaseBy less) {
                call = () -> exchange.decreaseOrderBy(
                        user, order.subaccount(), order.orderId(), FixedPointCount.of(less.by()));
                expected = naive.decreaseBy(same, new BigDecimal(less.by()));
            } else if (command instanceof Command.DecreaseTo less) {
                call = () -> exchange.decreaseOrderTo(
                        user, order.subaccount(), order.orderId(), FixedPointCount.of(less.to()));
                expected = naive.decreaseTo(same, new BigDecimal(less.to()));
            } else {
                call = () -> exchange.cancelOrder(user, order.subaccount(), order.orderId());
                expected = naive.cancel(same);
            }
            assertThat(refusal(call)).isEqualTo(expected);
        }

        /** Orders that came lately, as most older ones are gone. */
        private int index(Command command) {
            int number;
            if (command instanceof Command.Amend amend) {
                number = amend.order();
            } else if (command instanceof Command.DecreaseBy less) {
                number = less.order();
            } else if (command instanceof Command.DecreaseTo less) {
                number = less.order();
            } else {
                number = ((Command.Cancel) command).order();
            }
            return accepted.size() - 1 - number % Math.min(40, accepted.size());
        }

        private @Nullable String refusal(Runnable call) {
            try {
                call.run();
                refusals.merge("none", 1, Integer::sum);
                return null;
            } catch (Refusal refusal) {
                String text = refusal.status() + " " + refusal.code();
                refusals.merge(text, 1, Integer::sum);
                return text;
            }
        }

        void checkBook() {
            BookSnapshot book = exchange.book(BTC);
            List<String> lines = new ArrayList<>();
            lines(lines, Side.BID, book.bids());
            lines(lines, Side.ASK, book.asks());
            assertThat(lines).isEqualTo(naive.book());
            assertThat(trades).isEqualTo(naive.trades);
            assertThat(heardBook.get(Side.BID)).hasSize(book.bids().size());
            assertThat(heardBook.get(Side.ASK)).hasSize(book.asks().size());
            trades.clear();
            naive.trades.clear();
        }

        private void lines(List<String> lines, Side side, List<PriceLevel> levels) {
            for (PriceLevel level : levels) {
                lines.add(side + " " + NaiveExchange.plain(level.price().toBigDecimal()) + " x "
                        + NaiveExchange.plain(level.count().toBigDecimal()));
                assertThat(Objects.requireNonNull(heardBook.get(side)).get(level.price()))
                        .isEqualTo(level.count());
            }
        }

        void checkOrders() {
            Map<String, Order> byId = new HashMap<>();
            for (String user : users) {
                for (Order order :
                        exchange.orders(user, OrderFilter.ALL, PageRequest.ALL).items()) {
                    byId.put(order.orderId(), order);
                }
            }
            assertThat(byId).hasSize(naive.orders.size());
            for (int i = 0; i < accepted.size(); i++) {
                Order order = Objects.requireNonNull(byId.get(accepted.get(i).orderId()));
                String described = order.clientOrderId() + " " + order.side() + " "
                        + NaiveExchange.plain(order.price().toBigDecimal()) + " filled "
                        + NaiveExchange.plain(order.fillCount().toBigDecimal()) + " remaining "
                        + NaiveExchange.plain(order.remainingCount().toBigDecimal()) + " because '"
                        + order.lastUpdateReason().value() + "' "
                        + (order.status() == OrderStatus.RESTING ? "resting" : "gone")
                        + (order.status() == OrderStatus.CANCELED ? " canceled" : "");
                assertThat(described).isEqualTo(naive.orders.get(i).describe());
            }
        }

        void checkMoney() {
            Market market = Objects.requireNonNull(exchange.market(BTC));
            FixedPointDollars mark =
                    Objects.requireNonNull(market.settlementMark()).price();
            BigDecimal equities = BigDecimal.ZERO;
            BigDecimal longs = BigDecimal.ZERO;
            BigDecimal shorts = BigDecimal.ZERO;
            BigDecimal funding = BigDecimal.ZERO;
            for (int i = 0; i < USERS; i++) {
                for (Balance.Subaccount balance :
                        exchange.balance(users.get(i), true).subaccounts()) {
                    NaiveExchange.Key key = new NaiveExchange.Key(i, balance.subaccount());
                    BigDecimal position = naive.positions.getOrDefault(key, BigDecimal.ZERO);
                    BigDecimal paid = exchange
                            .fundingHistory(
                                    users.get(i), balance.subaccount(), BTC, LocalDate.EPOCH, LocalDate.of(2100, 1, 1))
                            .stream()
                            .map(payment -> payment.amount().toBigDecimal())
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
                    BigDecimal expected = DEPOSIT.toBigDecimal()
                            .add(naive.cash.getOrDefault(key, BigDecimal.ZERO))
                            .add(position.multiply(mark.toBigDecimal()))
                            .add(paid);
                    assertThat(balance.accountEquity().toBigDecimal()).isEqualByComparingTo(expected);
                    if (position.signum() == 0) {
                        assertThat(balance.settledFunds()).isEqualTo(balance.accountEquity());
                    }
                    equities = equities.add(balance.accountEquity().toBigDecimal());
                    longs = longs.add(position.max(BigDecimal.ZERO));
                    shorts = shorts.add(position.negate().max(BigDecimal.ZERO));
                    funding = funding.add(paid);
                    checkPosition(i, balance.subaccount(), position);
                }
            }
            assertThat(longs).isEqualByComparingTo(shorts);
            assertThat(market.openInterest().toBigDecimal()).isEqualByComparingTo(longs);
            assertThat(exchange.feesCollected().toBigDecimal()).isEqualByComparingTo(naive.fees);
            assertThat(funding.negate())
                    .isEqualByComparingTo(exchange.roundingCollected().toBigDecimal());
            assertThat(exchange.roundingCollected().isNegative()).isFalse();
            BigDecimal kept =
                    exchange.feesCollected().plus(exchange.roundingCollected()).toBigDecimal();
            assertThat(equities.add(kept))
                    .isEqualByComparingTo(DEPOSIT.times(2L * USERS).toBigDecimal());
        }

        private void checkPosition(int user, int subaccount, BigDecimal expected) {
            List<Position> positions = exchange.positions(users.get(user), subaccount, BTC);
            if (expected.signum() == 0) {
                assertThat(positions).isEmpty();
            } else {
                assertThat(positions.get(0).position().toBigDecimal()).isEqualByComparingTo(expected);
            }
        }

        void collect() {
            refusals.forEach((kind, times) -> {
                for (int i = 0; i < times; i++) {
                    Statistics.label("answers").collect(kind);
                }
            });
            for (NaiveExchange.NaiveOrder order : naive.orders) {
                Statistics.label("reasons").collect(order.reason);
            }
        }
    }
}
