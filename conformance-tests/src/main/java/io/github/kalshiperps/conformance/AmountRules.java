package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of prices, counts and amounts of money. */
final class AmountRules {
    /** Of dollars, which have four decimals at least. */
    private static final BigDecimal LAST_DIGIT = new BigDecimal("0.0001");

    private static final BigDecimal FUNDING_CAP = new BigDecimal("0.02");

    private AmountRules() {}

    static ObjectRule notNegative(String... names) {
        List<String> members = List.of(names);
        return (object, circumstances, breaches) -> {
            for (String name : members) {
                BigDecimal value = object.decimal(name);
                if (value != null && value.signum() < 0) {
                    breaches.add(Rule.NOT_NEGATIVE, object.place(name), value.toPlainString());
                }
            }
        };
    }

    static ObjectRule positive(String... names) {
        List<String> members = List.of(names);
        return (object, circumstances, breaches) -> {
            for (String name : members) {
                BigDecimal value = object.decimal(name);
                if (value != null && value.signum() <= 0) {
                    breaches.add(Rule.POSITIVE, object.place(name), value.toPlainString());
                }
            }
        };
    }

    /** Of a market or its ticker. A price of zero says that there is none on that side. */
    static void spread(Fields market, Circumstances circumstances, Breaches breaches) {
        BigDecimal bid = market.decimal("bid");
        BigDecimal ask = market.decimal("ask");
        if (bid != null && ask != null && bid.signum() > 0 && ask.signum() > 0 && bid.compareTo(ask) >= 0) {
            breaches.add(Rule.SPREAD, market.place("bid"), bid.toPlainString() + " against ask " + ask.toPlainString());
        }
    }

    /**
     * Of the answer to a new order. It is no equation: what an immediate order did not get, and what was cancelled to prevent a trade
     * with oneself, is neither filled nor left.
     */
    static void created(Fields order, Circumstances circumstances, Breaches breaches) {
        BigDecimal filled = order.decimal("fill_count");
        BigDecimal remaining = order.decimal("remaining_count");
        JsonNode body = circumstances.requestBody();
        BigDecimal count = body == null ? null : decimal(body.path("count").asText());
        if (filled != null
                && remaining != null
                && count != null
                && filled.add(remaining).compareTo(count) > 0) {
            breaches.add(
                    Rule.CREATED_COUNT,
                    order.place("remaining_count"),
                    remaining.toPlainString() + " beside " + filled.toPlainString() + " filled of "
                            + count.toPlainString());
        }
    }

    /** Of the answer to a new order. */
    static void fillPrice(Fields order, Circumstances circumstances, Breaches breaches) {
        BigDecimal filled = order.decimal("fill_count");
        BigDecimal price = order.decimal("average_fill_price");
        if (filled != null && filled.signum() == 0 && price != null && price.signum() != 0) {
            breaches.add(
                    Rule.FILL_PRICE,
                    order.place("average_fill_price"),
                    price.toPlainString() + " for " + filled.toPlainString() + " filled");
        }
    }

    /** Of a position in a list. */
    static void open(Fields position, Circumstances circumstances, Breaches breaches) {
        BigDecimal count = position.decimal("position");
        if (count != null && count.signum() == 0) {
            breaches.add(Rule.POSITION_OPEN, position.place("position"), count.toPlainString());
        }
    }

    /** Of one subaccount. Those of self-clearing members have an initial margin of zero. */
    static void margins(Fields balance, Circumstances circumstances, Breaches breaches) {
        BigDecimal initial = balance.decimal("initial_margin");
        BigDecimal maintenance = balance.decimal("maintenance_margin");
        if (initial != null && initial.signum() != 0 && maintenance != null && initial.compareTo(maintenance) < 0) {
            breaches.add(
                    Rule.MARGIN_ORDER,
                    balance.place("initial_margin"),
                    initial.toPlainString() + " for maintenance of " + maintenance.toPlainString());
        }
    }

    /** Of one subaccount: what costs more to compute is only there for whoever asks. */
    static void unasked(Fields balance, Circumstances circumstances, Breaches breaches) {
        String asked = circumstances.query().getOrDefault("compute_available_balance", "false");
        for (String name : List.of("resting_orders_margin", "available_balance")) {
            BigDecimal value = balance.decimal(name);
            if (asked.equals("false") && value != null && value.signum() != 0) {
                breaches.add(Rule.BALANCE_UNASKED, balance.place(name), value.toPlainString());
            }
        }
    }

    /** Of all subaccounts together. */
    static void subaccounts(Fields balances, Circumstances circumstances, Breaches breaches) {
        Set<Long> seen = new HashSet<>();
        for (Fields balance : balances.each("subaccount_balances")) {
            Long subaccount = balance.integer("subaccount");
            if (subaccount != null && !seen.add(subaccount)) {
                breaches.add(Rule.SUBACCOUNT_ONCE, balance.place("subaccount"), subaccount.toString());
            }
        }
    }

    /** Of the risk of one position. */
    static void notional(Fields position, Circumstances circumstances, Breaches breaches) {
        BigDecimal count = position.decimal("position");
        BigDecimal mark = position.decimal("mark_price");
        BigDecimal notional = position.decimal("position_notional");
        if (count == null || mark == null || notional == null) {
            return;
        }
        BigDecimal expected = count.multiply(mark).abs();
        // The mark may have been rounded before it was sent.
        BigDecimal slack = LAST_DIGIT.multiply(count.abs().add(BigDecimal.ONE));
        if (notional.subtract(expected).abs().compareTo(slack) > 0) {
            breaches.add(
                    Rule.NOTIONAL,
                    position.place("position_notional"),
                    notional.toPlainString() + " for " + count.toPlainString() + " at " + mark.toPlainString());
        }
    }

    /** Of the risk of an account; a position of a portfolio has a notional, too. */
    static void notionalSum(Fields risk, Circumstances circumstances, Breaches breaches) {
        BigDecimal total = risk.decimal("total_position_notional");
        BigDecimal sum = BigDecimal.ZERO;
        List<Fields> positions = risk.each("positions");
        for (Fields position : positions) {
            BigDecimal notional = position.decimal("position_notional");
            if (notional == null) {
                return;
            }
            sum = sum.add(notional.abs());
        }
        BigDecimal slack = LAST_DIGIT.multiply(BigDecimal.valueOf(positions.size()));
        if (total != null && total.subtract(sum).abs().compareTo(slack) > 0) {
            breaches.add(
                    Rule.NOTIONAL_SUM,
                    risk.place("total_position_notional"),
                    total.toPlainString() + " for a sum of " + sum.toPlainString());
        }
    }

    /** Of an account or a position. */
    static ObjectRule leverage(String leverageName, String notionalName, String marginName) {
        return (risk, circumstances, breaches) -> {
            BigDecimal leverage = risk.decimal(leverageName);
            BigDecimal notional = risk.decimal(notionalName);
            BigDecimal margin = risk.decimal(marginName);
            if (leverage == null || notional == null || margin == null || margin.signum() <= 0) {
                return;
            }
            // Multiplied, since a quotient has no last digit. Each of the three may have been rounded.
            BigDecimal slack = LAST_DIGIT.multiply(leverage.abs().add(margin).add(BigDecimal.ONE));
            if (leverage.multiply(margin).subtract(notional).abs().compareTo(slack) > 0) {
                breaches.add(
                        Rule.LEVERAGE,
                        risk.place(leverageName),
                        leverage.toPlainString() + " for " + notional.toPlainString() + " over "
                                + margin.toPlainString());
            }
        };
    }

    /** Of the bids, the asks or the trades of a candle. What nobody traded has no prices. */
    static void range(Fields prices, Circumstances circumstances, Breaches breaches) {
        BigDecimal low = prices.decimal("low");
        BigDecimal high = prices.decimal("high");
        for (String name : List.of("open", "close", "mean", "high")) {
            BigDecimal price = prices.decimal(name);
            if (price != null && low != null && price.compareTo(low) < 0) {
                breaches.add(
                        Rule.CANDLE_RANGE,
                        prices.place(name),
                        price.toPlainString() + " below low " + low.toPlainString());
            } else if (price != null && high != null && price.compareTo(high) > 0) {
                breaches.add(
                        Rule.CANDLE_RANGE,
                        prices.place(name),
                        price.toPlainString() + " above high " + high.toPlainString());
            }
        }
    }

    static ObjectRule fundingCap(String rate) {
        return (funding, circumstances, breaches) -> {
            BigDecimal value = funding.decimal(rate);
            if (value != null && value.abs().compareTo(FUNDING_CAP) > 0) {
                breaches.add(Rule.FUNDING_CAP, funding.place(rate), value.toPlainString());
            }
        };
    }

    /** A number among the parameters of the query. */
    static @Nullable BigDecimal asked(Circumstances circumstances, String parameter) {
        return decimal(circumstances.query().getOrDefault(parameter, ""));
    }

    private static @Nullable BigDecimal decimal(String text) {
        return Form.DECIMAL.matches(text) ? new BigDecimal(text) : null;
    }
}
