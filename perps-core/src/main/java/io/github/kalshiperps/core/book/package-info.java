/**
 * The order book of one market, exact to the last decimal: snapshots and deltas in, best prices, depth and cost out.
 *
 * @serial exclude
 */
@NullMarked
package io.github.kalshiperps.core.book;

import org.jspecify.annotations.NullMarked;
