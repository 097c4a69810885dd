/**
 * An exchange in a jar: speaks the perps REST API, the WebSocket API and Klear on this machine. It simulates, and never stands
 * in for the real exchange in a claim about the real exchange.
 *
 * @serial exclude
 */
@NullMarked
package io.github.kalshiperps.simulator;

import org.jspecify.annotations.NullMarked;
