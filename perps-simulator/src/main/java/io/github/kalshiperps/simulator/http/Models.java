package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.model.AssetClass;
import io.github.kalshiperps.rest.model.BidAskDistributionHistorical;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.ExitTrigger;
import io.github.kalshiperps.rest.model.ExitTriggerKind;
import io.github.kalshiperps.rest.model.ExitTriggerLeg;
import io.github.kalshiperps.rest.model.ExitTriggerReason;
import io.github.kalshiperps.rest.model.ExitTriggerStatus;
import io.github.kalshiperps.rest.model.FCMSubtraderNotionalRiskLimit;
import io.github.kalshiperps.rest.model.FCMSubtraderRiskControls;
import io.github.kalshiperps.rest.model.FeeSchedule;
import io.github.kalshiperps.rest.model.LastUpdateReason;
import io.github.kalshiperps.rest.model.MarginFeeTierRate;
import io.github.kalshiperps.rest.model.MarginFill;
import io.github.kalshiperps.rest.model.MarginFundingHistoryEntry;
import io.github.kalshiperps.rest.model.MarginFundingRate;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginMarketCandlestick;
import io.github.kalshiperps.rest.model.MarginMarketSchedule;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.MarginPosition;
import io.github.kalshiperps.rest.model.MarginRiskPosition;
import io.github.kalshiperps.rest.model.MarginSubaccountBalance;
import io.github.kalshiperps.rest.model.MarginTrade;
import io.github.kalshiperps.rest.model.OrderGroup;
import io.github.kalshiperps.rest.model.OrderReason;
import io.github.kalshiperps.rest.model.OrderSource;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.rest.model.PriceDistributionHistorical;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TickerPrice;
import io.github.kalshiperps.simulator.engine.Balance;
import io.github.kalshiperps.simulator.engine.Candle;
import io.github.kalshiperps.simulator.engine.FeeTier;
import io.github.kalshiperps.simulator.engine.Fill;
import io.github.kalshiperps.simulator.engine.FundingPayment;
import io.github.kalshiperps.simulator.engine.FundingRate;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.MarketSchedule;
import io.github.kalshiperps.simulator.engine.MarketTerms;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.Position;
import io.github.kalshiperps.simulator.engine.RiskControl;
import io.github.kalshiperps.simulator.engine.SubtraderNotionalLimit;
import io.github.kalshiperps.simulator.engine.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the exchange has, as the contract's models, with the decimals that the exchange writes. Stateless.
 *
 * <p>A member that the contract requires and allows to be null has to be written as null. A generated builder cannot write null, but
 * it keeps what was read: hence the templates.
 */
final class Models {
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsModels.factory());

    /** Nobody states the tick of some markets; the exchange then sends an empty text. */
    private static final MarginMarket MARKET =
            MAPPER.read(MarginMarket.class, "{\"schedule\":null,\"tick_size\":\"\"}");

    private static final MarginMarketSchedule SCHEDULE =
            MAPPER.read(MarginMarketSchedule.class, "{\"next_close_ts\":null,\"next_open_ts\":null}");

    private static final PriceDistributionHistorical PRICES = MAPPER.read(
            PriceDistributionHistorical.class,
            "{\"close\":null,\"high\":null,\"low\":null,\"mean\":null,\"open\":null,\"previous\":null}");

    private static final List<Integer> LEVERAGE_NOTIONALS = List.of(1_000, 10_000, 100_000, 1_000_000);

    private Models() {}

    static FixedPointDollars dollars(FixedPointDollars amount) {
        return amount.scale() > 6
                ? amount.round(6, RoundingMode.HALF_EVEN).withDecimals(4, 6)
                : amount.withDecimals(4, 6);
    }

    static @Nullable FixedPointDollars dollarsOrNull(@Nullable FixedPointDollars amount) {
        return amount == null ? null : dollars(amount);
    }

    private static FixedPointDollars turnover(FixedPointDollars amount) {
        return amount.round(6, RoundingMode.HALF_EVEN).withDecimals(6, 6);
    }

    static FixedPointCount count(FixedPointCount contracts) {
        return contracts.withDecimals(2, 2);
    }

    static BookSide side(Side side) {
        return side == Side.BID ? BookSide.BID : BookSide.ASK;
    }

    static Side side(BookSide side) {
        return side.equals(BookSide.BID) ? Side.BID : Side.ASK;
    }

    // ---------------------------------------------------------------- markets

    static MarginMarket market(Market market) {
        MarketTerms terms = market.terms();
        MarginMarket.Builder model = MARKET.toBuilder()
                .ticker(terms.ticker())
                .title(terms.title())
                .contractSize(decimals(terms.contractSize(), 6))
                .exchangeIndex(0)
                .fractionalTradingEnabled(terms.fractionalTradingEnabled())
                .status(MarginMarketStatus.of(market.status().value()))
                .underlyingMultiplier(market.underlyingMultiplier())
                .ask(dollarsOrNull(market.ask()))
                .bid(dollarsOrNull(market.bid()))
                .price(dollarsOrNull(market.price()))
                .volume(count(market.volume()))
                .volumeNotionalValueDollars(turnover(market.volumeNotional()))
                .volume24h(count(market.volume24h()))
                .volume24hNotionalValueDollars(turnover(market.volume24hNotional()))
                .openInterest(count(market.openInterest()))
                .openInterestNotionalValueDollars(turnover(market.openInterestNotional()))
                .referencePrice(price(market.reference()))
                .settlementMarkPrice(price(market.settlementMark()))
                .liquidationMarkPrice(price(market.liquidationMark()));
        if (terms.tickStated()) {
            model.tickSize(dollars(terms.tick()));
        }
        MarketSchedule schedule = market.schedule();
        if (schedule != null) {
            model.schedule(schedule(schedule));
        }
        if (terms.assetClass() != null) {
            model.assetClass(terms.assetClass().value());
        }
        if (market.liquidationMark() != null) {
            Map<String, BigDecimal> estimates = new LinkedHashMap<>();
            for (int notional : LEVERAGE_NOTIONALS) {
                estimates.put(
                        Integer.toString(notional),
                        market.leverage(FixedPointDollars.of(BigDecimal.valueOf(notional))));
            }
            model.leverageEstimate(terms.leverage())
                    .leverageEstimates(estimates)
                    .longLeverageEstimates(estimates)
                    .shortLeverageEstimates(estimates);
        }
        return model.build();
    }

    private static MarginMarketSchedule schedule(MarketSchedule schedule) {
        MarginMarketSchedule.Builder model = SCHEDULE.toBuilder().isOpen(schedule.open());
        if (schedule.nextClose() != null) {
            model.nextCloseTs(schedule.nextClose());
        }
        if (schedule.nextOpen() != null) {
            model.nextOpenTs(schedule.nextOpen());
        }
        return model.build();
    }

    private static @Nullable TickerPrice price(io.github.kalshiperps.simulator.engine.@Nullable TickerPrice price) {
        return price == null
                ? null
                : TickerPrice.builder()
                        .price(dollars(price.price()))
                        .tsMs(price.time().truncatedTo(ChronoUnit.MILLIS))
                        .build();
    }

    /** The best level comes last. */
    static List<PriceLevel> levels(List<PriceLevel> bestFirst) {
        List<PriceLevel> levels = new ArrayList<>(bestFirst.size());
        for (PriceLevel level : bestFirst) {
            levels.add(new PriceLevel(dollars(level.price()), count(level.count())));
        }
        Collections.reverse(levels);
        return levels;
    }

    static MarginMarketCandlestick candle(Candle candle) {
        PriceDistributionHistorical.Builder prices = PRICES.toBuilder();
        Candle.Course course = candle.price();
        if (course != null) {
            prices.open(dollars(course.open()))
                    .high(dollars(course.high()))
                    .low(dollars(course.low()))
                    .close(dollars(course.close()));
        }
        if (candle.mean() != null) {
            prices.mean(dollars(candle.mean()));
        }
        if (candle.previous() != null) {
            prices.previous(dollars(candle.previous()));
        }
        return MarginMarketCandlestick.builder()
                .endPeriodTs(candle.end())
                .bid(course(candle.bid()))
                .ask(course(candle.ask()))
                .price(prices.build())
                .volume(count(candle.volume()))
                .volumeNotionalValueDollars(turnover(candle.volumeNotional()))
                .openInterest(count(candle.openInterest()))
                .openInterestNotionalValueDollars(turnover(candle.openInterestNotional()))
                .build();
    }

    private static BidAskDistributionHistorical course(Candle.Course course) {
        return BidAskDistributionHistorical.builder()
                .open(dollars(course.open()))
                .high(dollars(course.high()))
                .low(dollars(course.low()))
                .close(dollars(course.close()))
                .build();
    }

    static MarginTrade trade(Trade trade) {
        return MarginTrade.builder()
                .tradeId(trade.tradeId())
                .ticker(trade.ticker())
                .price(dollars(trade.price()))
                .count(count(trade.count()))
                .takerSide(side(trade.takerSide()))
                .createdTime(trade.time())
                .build();
    }

    // ---------------------------------------------------------------- orders

    static MarginOrder order(Order order) {
        return MarginOrder.builder()
                .orderId(order.orderId())
                .userId(order.userId())
                .clientOrderId(order.clientOrderId())
                .ticker(order.ticker())
                .side(side(order.side()))
                .price(dollars(order.price()))
                .fillCount(count(order.fillCount()))
                .remainingCount(count(order.remainingCount()))
                .lastUpdateReason(LastUpdateReason.of(order.lastUpdateReason().value()))
                .createdTime(order.createdTime())
                .lastUpdateTime(order.lastUpdateTime())
                .expirationTime(order.expirationTime())
                .selfTradePreventionType(
                        SelfTradePreventionType.of(order.selfTradePrevention().value()))
                .cancelOrderOnPause(order.cancelOrderOnPause())
                .orderGroupId(order.orderGroupId())
                .orderSource(OrderSource.of(order.source().value()))
                .orderReason(
                        order.reason() == null
                                ? null
                                : OrderReason.of(order.reason().value()))
                .build();
    }

    static OrderGroup orderGroup(io.github.kalshiperps.simulator.engine.OrderGroup group) {
        return OrderGroup.builder()
                .id(group.id())
                .contractsLimitFp(count(group.contractsLimit()))
                .exchangeIndex((long) group.exchangeIndex())
                .isAutoCancelEnabled(true)
                .build();
    }

    static ExitTrigger exitTrigger(io.github.kalshiperps.simulator.engine.ExitTrigger trigger) {
        Integer trailBps = trigger.trailBps();
        return ExitTrigger.builder()
                .id(trigger.id())
                .ticker(trigger.ticker())
                .kind(ExitTriggerKind.of(trigger.kind().value()))
                .status(ExitTriggerStatus.of(trigger.status().value()))
                .statusReason(
                        trigger.statusReason() == null
                                ? null
                                : ExitTriggerReason.of(trigger.statusReason().value()))
                .triggeredLeg(
                        trigger.triggeredLeg() == null
                                ? null
                                : ExitTriggerLeg.of(trigger.triggeredLeg().value()))
                .triggeredOrderId(trigger.triggeredOrderId())
                .anchorOrderId(trigger.anchorOrderId())
                .clientTriggerId(trigger.clientTriggerId())
                .stopLossPrice(dollarsOrNull(trigger.stopLossPrice()))
                .takeProfitPrice(dollarsOrNull(trigger.takeProfitPrice()))
                .trailAmount(dollarsOrNull(trigger.trailAmount()))
                .trailBps(trailBps == null ? null : trailBps.longValue())
                .watermarkPrice(dollarsOrNull(trigger.watermarkPrice()))
                .effectiveStopPrice(dollarsOrNull(trigger.effectiveStopPrice()))
                .count(count(trigger.count()))
                .filledCount(count(trigger.filledCount()))
                .createdTime(trigger.createdTime())
                .updatedTime(trigger.updatedTime())
                .build();
    }

    // ---------------------------------------------------------------- accounts

    static MarginFill fill(Fill fill) {
        return MarginFill.builder()
                .fillId(fill.fillId())
                .orderId(fill.orderId())
                .ticker(fill.ticker())
                .side(side(fill.side()))
                .isTaker(fill.taker())
                .price(dollars(fill.price()))
                .count(count(fill.count()))
                .fees(dollars(fill.fee()))
                .entryPrice(dollars(fill.entryPrice()))
                .realizedPnl(dollars(fill.realizedPnl()))
                .orderSource(OrderSource.of(fill.source().value()))
                .createdTime(fill.time())
                .build();
    }

    static MarginPosition position(Position position) {
        return MarginPosition.builder()
                .marketTicker(position.ticker())
                .subaccount(position.subaccount())
                .position(count(position.position()))
                .entryPrice(dollars(position.entryPrice()))
                .unrealizedPnl(dollars(position.unrealizedPnl()))
                .fees(dollars(position.fees()))
                .marginUsed(dollars(position.maintenanceMargin()))
                .roe(position.roe())
                .isPortfolio(false)
                .build();
    }

    static MarginRiskPosition risk(Position position) {
        return MarginRiskPosition.builder()
                .marketTicker(position.ticker())
                .subaccount(position.subaccount())
                .position(count(position.position()))
                .markPrice(dollars(position.markPrice()))
                .positionNotional(dollars(position.notional()))
                .maintenanceMarginRequired(dollars(position.maintenanceMargin()))
                .positionLeverage(position.leverage())
                .estimatedLiquidationPrice(dollarsOrNull(position.liquidationPrice()))
                .isPortfolio(false)
                .build();
    }

    static MarginSubaccountBalance balance(Balance.Subaccount balance) {
        return MarginSubaccountBalance.builder()
                .subaccount(balance.subaccount())
                .positionValue(dollars(balance.positionValue()))
                .accountEquity(dollars(balance.accountEquity()))
                .maintenanceMargin(dollars(balance.maintenanceMargin()))
                .initialMargin(dollars(balance.initialMargin()))
                .restingOrdersMargin(dollars(balance.restingOrdersMargin()))
                .availableBalance(dollars(balance.availableBalance()))
                .build();
    }

    static MarginFeeTierRate feeTier(FeeTier tier) {
        return MarginFeeTierRate.builder()
                .feeSchedule(FeeSchedule.of(tier.schedule().value()))
                .tier(tier.tier())
                .makerFeeRate(tier.makerRate())
                .takerFeeRate(tier.takerRate())
                .build();
    }

    static MarginFundingRate fundingRate(FundingRate rate) {
        return MarginFundingRate.builder()
                .marketTicker(rate.ticker())
                .fundingTime(rate.time())
                .fundingRate(rate.rate())
                .markPrice(dollars(rate.markPrice()))
                .build();
    }

    static MarginFundingHistoryEntry fundingPayment(FundingPayment payment) {
        return MarginFundingHistoryEntry.builder()
                .marketTicker(payment.ticker())
                .subaccountNumber((long) payment.subaccount())
                .fundingTime(payment.time())
                .fundingRate(payment.rate())
                .markPrice(dollars(payment.markPrice()))
                .quantity(count(payment.quantity()))
                .fundingAmount(dollars(payment.amount()))
                .build();
    }

    static FCMSubtraderRiskControls riskControl(RiskControl control) {
        return FCMSubtraderRiskControls.builder()
                .subtraderId(control.subtraderId())
                .marketTicker(control.ticker())
                .assetClass(
                        control.assetClass() == null
                                ? null
                                : AssetClass.of(control.assetClass().value()))
                .imCap(dollars(control.imCap()))
                .currentIm(dollars(control.currentIm()))
                .build();
    }

    static FCMSubtraderNotionalRiskLimit notionalLimit(SubtraderNotionalLimit limit) {
        return FCMSubtraderNotionalRiskLimit.builder()
                .subtraderId(limit.subtraderId())
                .marketTicker(limit.ticker())
                .notionalValueRiskLimit(dollars(limit.limit()))
                .currentNotional(dollars(limit.currentNotional()))
                .build();
    }

    private static BigDecimal decimals(BigDecimal number, int decimals) {
        return number.scale() >= decimals ? number : number.setScale(decimals);
    }
}
