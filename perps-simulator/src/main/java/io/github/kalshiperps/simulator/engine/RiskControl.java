package io.github.kalshiperps.simulator.engine;

import io.github.kalshiperps.core.FixedPointDollars;
import org.jspecify.annotations.Nullable;

/**
 * A cap that a futures commission merchant has put on the initial margin of a subtrader. Immutable and safe for use by several
 * threads. It covers one market, one asset class, or everything if it names neither.
 *
 * @param subtraderId the subtrader
 * @param ticker the market, or null
 * @param assetClass the asset class, or null
 * @param imCap the most initial margin, in US dollars
 * @param currentIm the initial margin in use
 */
public record RiskControl(
        String subtraderId,
        @Nullable String ticker,
        @Nullable AssetClass assetClass,
        FixedPointDollars imCap,
        FixedPointDollars currentIm) {}
