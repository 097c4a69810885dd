package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order to place. Immutable and safe for use by several threads. Made by {@link #bid} or {@link #ask} and changed by the
 * {@code with…} methods.
 *
 * @param ticker the market
 * @param clientOrderId the user's own id, never used before by this user
 * @param side whether it buys or sells
 * @param price the limit, US dollars per contract
 * @param count contracts
 * @param timeInForce how long it may rest
 * @param selfTradePrevention which of two orders of the user gives way
 * @param postOnly whether it may only rest
 * @param reduceOnly whether it may only make the position smaller
 * @param cancelOrderOnPause whether a pause of trading cancels it
 * @param expirationTime when it expires, or null
 * @param orderGroupId the group it belongs to, or null
 * @param subaccount which of the user's subaccounts trades
 * @param marketVersion the market's version that the user counts on, 0 for no check
 */
public record OrderRequest(
        String ticker,
        String clientOrderId,
        Side side,
        FixedPointDollars price,
        FixedPointCount count,
        TimeInForce timeInForce,
        SelfTradePrevention selfTradePrevention,
        boolean postOnly,
        boolean reduceOnly,
        boolean cancelOrderOnPause,
        @Nullable Instant expirationTime,
        @Nullable String orderGroupId,
        int subaccount,
        long marketVersion) {
    /**
     * {@return a plain order to buy that rests until it is cancelled, in the primary subaccount}
     *
     * @param ticker the market
     * @param clientOrderId the user's own id
     * @param price the limit
     * @param count contracts
     */
    public static OrderRequest bid(
            String ticker, String clientOrderId, FixedPointDollars price, FixedPointCount count) {
        return plain(ticker, clientOrderId, Side.BID, price, count);
    }

    /**
     * {@return a plain order to sell that rests until it is cancelled, in the primary subaccount}
     *
     * @param ticker the market
     * @param clientOrderId the user's own id
     * @param price the limit
     * @param count contracts
     */
    public static OrderRequest ask(
            String ticker, String clientOrderId, FixedPointDollars price, FixedPointCount count) {
        return plain(ticker, clientOrderId, Side.ASK, price, count);
    }

    private static OrderRequest plain(
            String ticker, String clientOrderId, Side side, FixedPointDollars price, FixedPointCount count) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                TimeInForce.GOOD_TILL_CANCELED,
                SelfTradePrevention.TAKER_AT_CROSS,
                false,
                false,
                false,
                null,
                null,
                0,
                0);
    }

    /**
     * {@return the same with another value of {@link #timeInForce}}
     *
     * @param value how long it may rest
     */
    public OrderRequest withTimeInForce(TimeInForce value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                value,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #selfTradePrevention}}
     *
     * @param value which of two orders of the user gives way
     */
    public OrderRequest withSelfTradePrevention(SelfTradePrevention value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                value,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #postOnly}}
     *
     * @param value whether it may only rest
     */
    public OrderRequest withPostOnly(boolean value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                value,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #reduceOnly}}
     *
     * @param value whether it may only make the position smaller
     */
    public OrderRequest withReduceOnly(boolean value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                value,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #cancelOrderOnPause}}
     *
     * @param value whether a pause of trading cancels it
     */
    public OrderRequest withCancelOrderOnPause(boolean value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                value,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #expirationTime}}
     *
     * @param value when it expires, or null
     */
    public OrderRequest withExpirationTime(@Nullable Instant value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                value,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #orderGroupId}}
     *
     * @param value the group it belongs to, or null
     */
    public OrderRequest withOrderGroupId(@Nullable String value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                value,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #subaccount}}
     *
     * @param value which of the user's subaccounts trades
     */
    public OrderRequest withSubaccount(int value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                value,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #marketVersion}}
     *
     * @param value the market's version that the user counts on, 0 for no check
     */
    public OrderRequest withMarketVersion(long value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                value);
    }

    /**
     * {@return the same with another value of {@link #clientOrderId}}
     *
     * @param value the user's own id, never used before by this user
     */
    public OrderRequest withClientOrderId(String value) {
        return new OrderRequest(
                ticker,
                value,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #side}}
     *
     * @param value whether it buys or sells
     */
    public OrderRequest withSide(Side value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                value,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #price}}
     *
     * @param value the limit, US dollars per contract
     */
    public OrderRequest withPrice(FixedPointDollars value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                value,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #count}}
     *
     * @param value contracts
     */
    public OrderRequest withCount(FixedPointCount value) {
        return new OrderRequest(
                ticker,
                clientOrderId,
                side,
                price,
                value,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }

    /**
     * {@return the same with another value of {@link #ticker}}
     *
     * @param value the market
     */
    public OrderRequest withTicker(String value) {
        return new OrderRequest(
                value,
                clientOrderId,
                side,
                price,
                count,
                timeInForce,
                selfTradePrevention,
                postOnly,
                reduceOnly,
                cancelOrderOnPause,
                expirationTime,
                orderGroupId,
                subaccount,
                marketVersion);
    }
}
