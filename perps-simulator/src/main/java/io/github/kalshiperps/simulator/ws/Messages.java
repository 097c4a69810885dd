package io.github.kalshiperps.simulator.ws;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.BookChange;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Fill;
import io.github.kalshiperps.simulator.engine.LastUpdateReason;
import io.github.kalshiperps.simulator.engine.Market;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderGroupEvent;
import io.github.kalshiperps.simulator.engine.OrderGroupEventType;
import io.github.kalshiperps.simulator.engine.Trade;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.FundingRate;
import io.github.kalshiperps.ws.model.OrderGroupUpdate;
import io.github.kalshiperps.ws.model.OrderGroupUpdatesMessage;
import io.github.kalshiperps.ws.model.OrderSource;
import io.github.kalshiperps.ws.model.OrderbookDelta;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshot;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.SelfTradePreventionType;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.Ticker;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TickerPrice;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.model.UserOrder;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens on the exchange, as the contract's messages, with the decimals that the exchange writes. Immutable and safe for use by
 * several threads.
 *
 * @param skew how far ahead the times in the messages are
 */
record Messages(Duration skew) {

    ServerMessage snapshot(long sid, long seq, BookSnapshot book) {
        return OrderbookSnapshotMessage.builder()
                .sid(sid)
                .seq(seq)
                .msg(OrderbookSnapshot.builder()
                        .marketTicker(book.ticker())
                        .bid(levels(book.bids()))
                        .ask(levels(book.asks()))
                        .build())
                .build();
    }

    /** A side without levels is left out; the best level comes last. */
    private static @Nullable List<PriceLevel> levels(List<PriceLevel> bestFirst) {
        if (bestFirst.isEmpty()) {
            return null;
        }
        List<PriceLevel> levels = new ArrayList<>(bestFirst.size());
        for (PriceLevel level : bestFirst) {
            levels.add(new PriceLevel(dollars(level.price()), count(level.count())));
        }
        Collections.reverse(levels);
        return levels;
    }

    /** Only the user whose order it was is told of the order. */
    ServerMessage delta(long sid, long seq, BookChange change, boolean own) {
        OrderbookDelta.Builder delta = OrderbookDelta.builder()
                .marketTicker(change.ticker())
                .price(dollars(change.price()))
                .delta(count(change.delta()))
                .side(side(change.side()))
                .tsMs(time(change.time()));
        if (own) {
            delta.clientOrderId(change.clientOrderId())
                    .subaccount((long) change.subaccount())
                    .lastUpdateReason(reason(change.reason()));
        }
        return OrderbookDeltaMessage.builder()
                .sid(sid)
                .seq(seq)
                .msg(delta.build())
                .build();
    }

    ServerMessage trade(long sid, long seq, Trade trade) {
        return TradeMessage.builder()
                .sid(sid)
                .seq(seq)
                .msg(io.github.kalshiperps.ws.model.Trade.builder()
                        .tradeId(UUID.fromString(trade.tradeId()))
                        .marketTicker(trade.ticker())
                        .price(dollars(trade.price()))
                        .count(count(trade.count()))
                        .takerSide(side(trade.takerSide()))
                        .tsMs(time(trade.time()))
                        .build())
                .build();
    }

    /** The contract wants prices where there are none; the exchange has numbers for no bid, no ask and no trade. */
    ServerMessage ticker(long sid, Market market) {
        Ticker.Builder ticker = Ticker.builder()
                .marketTicker(market.ticker())
                .price(dollars(orElse(market.price(), FixedPointDollars.ZERO)))
                .bid(dollars(orElse(market.bid(), Market.NO_BID)))
                .ask(dollars(orElse(market.ask(), Market.NO_ASK)))
                .bidSizeFp(count(market.bidSize()))
                .askSizeFp(count(market.askSize()))
                .lastTradeSizeFp(count(market.lastTradeSize()))
                .volume(count(market.volume()))
                .volumeNotionalValueDollars(turnover(market.volumeNotional()))
                .volume24h(count(market.volume24h()))
                .volume24hNotionalValueDollars(turnover(market.volume24hNotional()))
                .openInterest(count(market.openInterest()))
                .openInterestNotionalValueDollars(turnover(market.openInterestNotional()))
                .referencePrice(price(market.reference()))
                .settlementMarkPrice(price(market.settlementMark()))
                .liquidationMarkPrice(price(market.liquidationMark()))
                .tsMs(time(market.time()));
        BigDecimal rate = market.fundingRate();
        Instant computed = market.fundingComputed();
        if (rate != null && computed != null) {
            ticker.fundingRate(FundingRate.builder()
                    .rate(rate)
                    .nextFundingTimeMs(time(market.nextFunding()))
                    .tsMs(time(computed))
                    .build());
        }
        return TickerMessage.builder().sid(sid).msg(ticker.build()).build();
    }

    private @Nullable TickerPrice price(io.github.kalshiperps.simulator.engine.@Nullable TickerPrice price) {
        return price == null
                ? null
                : TickerPrice.builder()
                        .price(dollars(price.price()))
                        .tsMs(time(price.time()))
                        .build();
    }

    ServerMessage fill(long sid, Fill fill) {
        return FillMessage.builder()
                .sid(sid)
                .msg(io.github.kalshiperps.ws.model.Fill.builder()
                        .tradeId(UUID.fromString(fill.fillId()))
                        .orderId(UUID.fromString(fill.orderId()))
                        .clientOrderId(fill.clientOrderId())
                        .marketTicker(fill.ticker())
                        .side(side(fill.side()))
                        .isTaker(fill.taker())
                        .price(dollars(fill.price()))
                        .count(count(fill.count()))
                        .feeCost(dollars(fill.fee()))
                        .postPosition(count(fill.postPosition()))
                        .orderSource(OrderSource.of(fill.source().value()))
                        .subaccount((long) fill.subaccount())
                        .tsMs(time(fill.time()))
                        .build())
                .build();
    }

    ServerMessage order(long sid, Order order) {
        Instant expires = order.expirationTime();
        return UserOrderMessage.builder()
                .sid(sid)
                .msg(UserOrder.builder()
                        .orderId(UUID.fromString(order.orderId()))
                        .clientOrderId(order.clientOrderId())
                        .userId(UUID.fromString(order.userId()))
                        .subaccountNumber((long) order.subaccount())
                        .ticker(order.ticker())
                        .side(side(order.side()))
                        .price(dollars(order.price()))
                        .fillCount(count(order.fillCount()))
                        .remainingCount(count(order.remainingCount()))
                        .orderSource(OrderSource.of(order.source().value()))
                        .selfTradePreventionType(SelfTradePreventionType.of(
                                order.selfTradePrevention().value()))
                        .orderGroupId(order.orderGroupId())
                        .lastUpdateReason(reason(order.lastUpdateReason()))
                        .createdTsMs(time(order.createdTime()))
                        .lastUpdatedTsMs(time(order.lastUpdateTime()))
                        .expirationTsMs(expires == null ? null : time(expires))
                        .build())
                .build();
    }

    /** The limit is told where it is new. */
    ServerMessage orderGroup(long sid, long seq, OrderGroupEvent event) {
        OrderGroupEventType type = event.type();
        boolean limit = type == OrderGroupEventType.CREATED || type == OrderGroupEventType.LIMIT_UPDATED;
        return OrderGroupUpdatesMessage.builder()
                .sid(sid)
                .seq(seq)
                .msg(OrderGroupUpdate.builder()
                        .orderGroupId(event.group().id())
                        .eventType(io.github.kalshiperps.ws.model.OrderGroupEvent.of(type.value()))
                        .contractsLimitFp(limit ? count(event.group().contractsLimit()) : null)
                        .tsMs(time(event.time()))
                        .build())
                .build();
    }

    Instant time(Instant time) {
        return time.plus(skew).truncatedTo(ChronoUnit.MILLIS);
    }

    private static io.github.kalshiperps.ws.model.@Nullable LastUpdateReason reason(LastUpdateReason reason) {
        return reason == LastUpdateReason.NONE
                ? null
                : io.github.kalshiperps.ws.model.LastUpdateReason.of(reason.value());
    }

    private static BookSide side(Side side) {
        return side == Side.BID ? BookSide.BID : BookSide.ASK;
    }

    private static FixedPointDollars orElse(@Nullable FixedPointDollars amount, FixedPointDollars instead) {
        return amount == null ? instead : amount;
    }

    private static FixedPointDollars dollars(FixedPointDollars amount) {
        return amount.scale() > 6
                ? amount.round(6, RoundingMode.HALF_EVEN).withDecimals(4, 6)
                : amount.withDecimals(4, 6);
    }

    private static FixedPointDollars turnover(FixedPointDollars amount) {
        return amount.round(6, RoundingMode.HALF_EVEN).withDecimals(6, 6);
    }

    private static FixedPointCount count(FixedPointCount contracts) {
        return contracts.withDecimals(2, 2);
    }
}
