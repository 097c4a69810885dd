package io.github.kalshiperps.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which rules the objects of a schema have to keep. */
final class ObjectRules {
    private static final ObjectRule AMOUNTS_OF_MARKET = AmountRules.notNegative(
            "open_interest",
            "open_interest_notional_value_dollars",
            "volume",
            "volume_24h",
            "volume_notional_value_dollars",
            "volume_24h_notional_value_dollars",
            "bid_size_fp",
            "ask_size_fp",
            "last_trade_size_fp");

    private static final ObjectRule COUNTS_OF_ORDER = AmountRules.notNegative("fill_count", "remaining_count");
    private static final ObjectRule TRADED = AmountRules.positive("price", "count");

    /** By the names of schemas, which the REST and the WebSocket contract do not share. */
    private static final Map<String, List<ObjectRule>> BY_SCHEMA = Map.ofEntries(
            Map.entry("MarginOrderbookCount", BookRules.of("bids", "asks")),
            Map.entry("OrderbookSnapshot", BookRules.of("bid", "ask")),
            Map.entry("MarginMarket", List.of(AmountRules::spread, AMOUNTS_OF_MARKET)),
            Map.entry("Ticker", List.of(AmountRules::spread, AMOUNTS_OF_MARKET)),
            Map.entry("MarginOrder", List.of(COUNTS_OF_ORDER, AmountRules.positive("price"))),
            Map.entry("UserOrder", List.of(COUNTS_OF_ORDER, AmountRules.positive("price"))),
            Map.entry(
                    "CreateMarginOrderResponse",
                    List.of(COUNTS_OF_ORDER, AmountRules::created, AmountRules::fillPrice)),
            Map.entry("AmendMarginOrderResponse", List.of(COUNTS_OF_ORDER)),
            Map.entry("DecreaseMarginOrderResponse", List.of(COUNTS_OF_ORDER)),
            Map.entry("CancelMarginOrderResponse", List.of(AmountRules.notNegative("reduced_by"))),
            Map.entry("MarginTrade", List.of(TRADED)),
            Map.entry("Trade", List.of(TRADED)),
            Map.entry("MarginFill", List.of(TRADED)),
            Map.entry("Fill", List.of(TRADED)),
            Map.entry("OrderbookDelta", List.of(AmountRules.positive("price"))),
            Map.entry("MarginPosition", List.of(AmountRules::open)),
            Map.entry(
                    "MarginRiskPosition",
                    List.of(
                            AmountRules::open,
                            AmountRules::notional,
                            AmountRules.leverage(
                                    "position_leverage", "position_notional", "maintenance_margin_required"))),
            Map.entry(
                    "GetMarginRiskResponse",
                    List.of(
                            AmountRules::notionalSum,
                            AmountRules.leverage(
                                    "account_leverage", "total_position_notional", "total_maintenance_margin"))),
            Map.entry("MarginSubaccountBalance", List.of(AmountRules::margins, AmountRules::unasked)),
            Map.entry("GetMarginBalanceResponse", List.of(AmountRules::subaccounts)),
            Map.entry("BidAskDistributionHistorical", List.of(AmountRules::range)),
            Map.entry("PriceDistributionHistorical", List.of(AmountRules::range)),
            Map.entry(
                    "MarginMarketCandlestick",
                    List.of(AmountRules.notNegative(
                            "volume",
                            "volume_notional_value_dollars",
                            "open_interest",
                            "open_interest_notional_value_dollars"))),
            Map.entry("GetMarginMarketCandlesticksResponse", List.of(TimeRules::candles)),
            Map.entry(
                    "GetMarginFundingRateEstimateResponse",
                    List.of(AmountRules.fundingCap("funding_rate"), TimeRules::fundingAhead)),
            Map.entry("MarginFundingRate", List.of(AmountRules.fundingCap("funding_rate"))),
            Map.entry("MarginFundingHistoryEntry", List.of(AmountRules.fundingCap("funding_rate"))),
            Map.entry("FundingRate", List.of(AmountRules.fundingCap("rate"))));

    private static final List<ObjectRule> OF_EVERY_OBJECT = List.of(TimeRules::unit, TimeRules::past, TimeRules::pair);

    private ObjectRules() {}

    /** The rules of an object. One that no contract describes has times, too. */
    static List<ObjectRule> of(Fields object) {
        List<ObjectRule> rules = new ArrayList<>(OF_EVERY_OBJECT);
        Schema schema = object.schema();
        if (schema != null) {
            schema.names().forEach(name -> rules.addAll(BY_SCHEMA.getOrDefault(name, List.of())));
        }
        return rules;
    }

    /** The schemas whose objects have rules of their own. */
    static Iterable<String> schemas() {
        return BY_SCHEMA.keySet();
    }
}
