package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one position paid or received at one funding time. Immutable and safe for use by several threads.
 *
 * @param userId whose position
 * @param subaccount the subaccount that holds it
 * @param ticker the market
 * @param time the funding time
 * @param rate the rate
 * @param markPrice the mark
 * @param quantity contracts held, below zero when short
 * @param amount US dollars, above zero when received
 */
public record FundingPayment(
        String userId,
        int subaccount,
        String ticker,
        Instant time,
        BigDecimal rate,
        FixedPointDollars markPrice,
        FixedPointCount quantity,
        FixedPointDollars amount) {}
