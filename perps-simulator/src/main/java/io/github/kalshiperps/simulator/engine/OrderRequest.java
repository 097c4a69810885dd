package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.book.Side;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An order to place. Immutable and safe for use by several threads. Made by {@link #bid} or {@link #ask} and changed by the
 * {@code with…} methods.
 */
public final class OrderRequest {
    private final String ticker;
    private final String clientOrderId;
    private final Side side;
    private final FixedPointDollars price;
    private final FixedPointCount count;
    private final TimeInForce timeInForce;
    private final SelfTradePrevention selfTradePrevention;
    private final boolean postOnly;
    private final boolean reduceOnly;
    private final boolean cancelOrderOnPause;
    private final @Nullable Instant expirationTime;
    private final @Nullable String orderGroupId;
    private final int subaccount;
    private final long marketVersion;

    private OrderRequest(Draft draft) {
        this.ticker = draft.ticker;
        this.clientOrderId = draft.clientOrderId;
        this.side = draft.side;
        this.price = draft.price;
        this.count = draft.count;
        this.timeInForce = draft.timeInForce;
        this.selfTradePrevention = draft.selfTradePrevention;
        this.postOnly = draft.postOnly;
        this.reduceOnly = draft.reduceOnly;
        this.cancelOrderOnPause = draft.cancelOrderOnPause;
        this.expirationTime = draft.expirationTime;
        this.orderGroupId = draft.orderGroupId;
        this.subaccount = draft.subaccount;
        this.marketVersion = draft.marketVersion;
    }

    /** What a request is made from, while it is made. */
    private static final class Draft {
        private String ticker;
        private String clientOrderId;
        private Side side;
        private FixedPointDollars price;
        private FixedPointCount count;
        private TimeInForce timeInForce = TimeInForce.GOOD_TILL_CANCELED;
        private SelfTradePrevention selfTradePrevention = SelfTradePrevention.TAKER_AT_CROSS;
        private boolean postOnly;
        private boolean reduceOnly;
        private boolean cancelOrderOnPause;
        private @Nullable Instant expirationTime;
        private @Nullable String orderGroupId;
        private int subaccount;
        private long marketVersion;

        Draft(String ticker, String clientOrderId, Side side, FixedPointDollars price, FixedPointCount count) {
            this.ticker = ticker;
            this.clientOrderId = clientOrderId;
            this.side = side;
            this.price = price;
            this.count = count;
        }
    }

    /** The same with something else in one place. */
    private OrderRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(ticker, clientOrderId, side, price, count);
        draft.timeInForce = timeInForce;
        draft.selfTradePrevention = selfTradePrevention;
        draft.postOnly = postOnly;
        draft.reduceOnly = reduceOnly;
        draft.cancelOrderOnPause = cancelOrderOnPause;
        draft.expirationTime = expirationTime;
        draft.orderGroupId = orderGroupId;
        draft.subaccount = subaccount;
        draft.marketVersion = marketVersion;
        change.accept(draft);
        return new OrderRequest(draft);
    }

    /**
     * {@return a plain order that rests until it is cancelled, in the primary subaccount}
     *
     * @param ticker the market
     * @param clientOrderId the user's own id, never used before by this user
     * @param side whether it buys or sells
     * @param price the limit, US dollars per contract
     * @param count contracts
     */
    public static OrderRequest of(
            String ticker, String clientOrderId, Side side, FixedPointDollars price, FixedPointCount count) {
        return new OrderRequest(new Draft(ticker, clientOrderId, side, price, count));
    }

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
        return of(ticker, clientOrderId, Side.BID, price, count);
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
        return of(ticker, clientOrderId, Side.ASK, price, count);
    }

    /**
     * {@return the same with another value of {@link #timeInForce}}
     *
     * @param value how long it may rest
     */
    public OrderRequest withTimeInForce(TimeInForce value) {
        return with(draft -> draft.timeInForce = value);
    }

    /**
     * {@return the same with another value of {@link #selfTradePrevention}}
     *
     * @param value which of two orders of the user gives way
     */
    public OrderRequest withSelfTradePrevention(SelfTradePrevention value) {
        return with(draft -> draft.selfTradePrevention = value);
    }

    /**
     * {@return the same with another value of {@link #postOnly}}
     *
     * @param value whether it may only rest
     */
    public OrderRequest withPostOnly(boolean value) {
        return with(draft -> draft.postOnly = value);
    }

    /**
     * {@return the same with another value of {@link #reduceOnly}}
     *
     * @param value whether it may only make the position smaller
     */
    public OrderRequest withReduceOnly(boolean value) {
        return with(draft -> draft.reduceOnly = value);
    }

    /**
     * {@return the same with another value of {@link #cancelOrderOnPause}}
     *
     * @param value whether a pause of trading cancels it
     */
    public OrderRequest withCancelOrderOnPause(boolean value) {
        return with(draft -> draft.cancelOrderOnPause = value);
    }

    /**
     * {@return the same with another value of {@link #expirationTime}}
     *
     * @param value when it expires, or null
     */
    public OrderRequest withExpirationTime(@Nullable Instant value) {
        return with(draft -> draft.expirationTime = value);
    }

    /**
     * {@return the same with another value of {@link #orderGroupId}}
     *
     * @param value the group it belongs to, or null
     */
    public OrderRequest withOrderGroupId(@Nullable String value) {
        return with(draft -> draft.orderGroupId = value);
    }

    /**
     * {@return the same with another value of {@link #subaccount}}
     *
     * @param value which of the user's subaccounts trades
     */
    public OrderRequest withSubaccount(int value) {
        return with(draft -> draft.subaccount = value);
    }

    /**
     * {@return the same with another value of {@link #marketVersion}}
     *
     * @param value the market's version that the user counts on, 0 for no check
     */
    public OrderRequest withMarketVersion(long value) {
        return with(draft -> draft.marketVersion = value);
    }

    /**
     * {@return the same with another value of {@link #clientOrderId}}
     *
     * @param value the user's own id, never used before by this user
     */
    public OrderRequest withClientOrderId(String value) {
        return with(draft -> draft.clientOrderId = value);
    }

    /**
     * {@return the same with another value of {@link #side}}
     *
     * @param value whether it buys or sells
     */
    public OrderRequest withSide(Side value) {
        return with(draft -> draft.side = value);
    }

    /**
     * {@return the same with another value of {@link #price}}
     *
     * @param value the limit, US dollars per contract
     */
    public OrderRequest withPrice(FixedPointDollars value) {
        return with(draft -> draft.price = value);
    }

    /**
     * {@return the same with another value of {@link #count}}
     *
     * @param value contracts
     */
    public OrderRequest withCount(FixedPointCount value) {
        return with(draft -> draft.count = value);
    }

    /**
     * {@return the same with another value of {@link #ticker}}
     *
     * @param value the market
     */
    public OrderRequest withTicker(String value) {
        return with(draft -> draft.ticker = value);
    }

    /** {@return the market} */
    public String ticker() {
        return ticker;
    }

    /** {@return the user's own id, never used before by this user} */
    public String clientOrderId() {
        return clientOrderId;
    }

    /** {@return whether it buys or sells} */
    public Side side() {
        return side;
    }

    /** {@return the limit, US dollars per contract} */
    public FixedPointDollars price() {
        return price;
    }

    /** {@return contracts} */
    public FixedPointCount count() {
        return count;
    }

    /** {@return how long it may rest} */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /** {@return which of two orders of the user gives way} */
    public SelfTradePrevention selfTradePrevention() {
        return selfTradePrevention;
    }

    /** {@return whether it may only rest} */
    public boolean postOnly() {
        return postOnly;
    }

    /** {@return whether it may only make the position smaller} */
    public boolean reduceOnly() {
        return reduceOnly;
    }

    /** {@return whether a pause of trading cancels it} */
    public boolean cancelOrderOnPause() {
        return cancelOrderOnPause;
    }

    /** {@return when it expires, or null} */
    public @Nullable Instant expirationTime() {
        return expirationTime;
    }

    /** {@return the group it belongs to, or null} */
    public @Nullable String orderGroupId() {
        return orderGroupId;
    }

    /** {@return which of the user's subaccounts trades} */
    public int subaccount() {
        return subaccount;
    }

    /** {@return the market's version that the user counts on, 0 for no check} */
    public long marketVersion() {
        return marketVersion;
    }

    @Override
    public String toString() {
        return "OrderRequest[" + clientOrderId + ": " + side + " " + count + " @ " + price + " of " + ticker + ", "
                + timeInForce + "]";
    }
}
