/**
 * The perps WebSocket API: one {@link io.github.kalshiperps.ws.PerpsWebSocket} per program, typed feeds of its channels,
 * and order books that repair themselves. Which thread runs what is the first sentence of each type.
 *
 * @serial exclude
 */
@NullMarked
package io.github.kalshiperps.ws;

import org.jspecify.annotations.NullMarked;
