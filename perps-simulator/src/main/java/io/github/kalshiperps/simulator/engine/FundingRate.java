package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The funding rate of a market at a past funding time. Immutable and safe for use by several threads.
 *
 * @param ticker the market
 * @param time the funding time
 * @param rate the rate as a fraction of notional: above zero, longs paid shorts
 * @param markPrice the mark that it was applied to
 */
public record FundingRate(String ticker, Instant time, BigDecimal rate, FixedPointDollars markPrice) {}
