package io.github.kalshiperps.simulator.engine;

/**
 * Whether the exchange takes anything at all, and whether it trades. Immutable and safe for use by several threads.
 *
 * @param exchangeActive false while nothing is taken, cancels included
 * @param tradingActive false while only cancels are taken
 */
public record ExchangeStatus(boolean exchangeActive, boolean tradingActive) {}
