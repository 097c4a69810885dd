package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The funding rate of a market as it stands for the running period. Immutable and safe for use by several threads.
 *
 * @param ticker the market
 * @param computedTime when it was worked out
 * @param rate the mean premium since the last funding, weighted by time, within 2 percent either way; null without a mark and a
 *     reference price
 * @param markPrice the mark, or null if there is none
 * @param nextFundingTime when funding is applied next
 */
public record FundingEstimate(
        String ticker,
        Instant computedTime,
        @Nullable BigDecimal rate,
        @Nullable FixedPointDollars markPrice,
        Instant nextFundingTime) {}
