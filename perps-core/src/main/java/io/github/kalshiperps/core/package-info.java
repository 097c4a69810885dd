/** Exact value types shared by every Kalshi perps client: dollars, contract counts, centicents, price levels. */
@NullMarked
package io.github.kalshiperps.core;

import org.jspecify.annotations.NullMarked;
