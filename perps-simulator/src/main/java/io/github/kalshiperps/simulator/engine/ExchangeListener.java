package io.github.kalshiperps.simulator.engine;

/**
 * Hears what happens on an exchange. Called under the exchange's lock, in the order in which things happen, by whatever thread
 * made them happen: a listener must return at once, must not throw, and must not wait for another thread that may want the
 * exchange. It may read the exchange.
 *
 * <p>One command can cause many calls. An order that trades on arrival and then rests is told as: for each trade the
 * {@linkplain #onTrade trade}, the change of the {@linkplain #onBookChange level} that it took contracts from, the
 * {@linkplain #onFill fill} of the order that rested, that {@linkplain #onOrder order}, the fill of the order that arrived; then
 * the level that the rest went to, and the order that arrived; then the {@linkplain #onTicker figures}.
 */
public interface ExchangeListener {
    /**
     * A level of a book gained or lost contracts.
     *
     * @param change the change
     */
    default void onBookChange(BookChange change) {}

    /**
     * Two orders traded.
     *
     * @param trade the trade
     */
    default void onTrade(Trade trade) {}

    /**
     * A user's order traded. One trade makes two of these.
     *
     * @param fill the user's side of the trade
     */
    default void onFill(Fill fill) {}

    /**
     * A user's order was placed or has changed.
     *
     * @param order the order afterwards
     */
    default void onOrder(Order order) {}

    /**
     * Something happened to a user's order group.
     *
     * @param event what happened
     */
    default void onOrderGroup(OrderGroupEvent event) {}

    /**
     * The figures of a market changed; they are to be read from {@link Exchange#market}.
     *
     * @param ticker the market
     */
    default void onTicker(String ticker) {}

    /**
     * The exchange paused or resumed.
     *
     * @param status the status afterwards
     */
    default void onStatus(ExchangeStatus status) {}
}
