/**
 * The WebSocket API of the simulated exchange: its channels, fed by what happens in the engine, and faults on request. Programs use
 * the package above.
 */
@NullMarked
package io.github.kalshiperps.simulator.ws;

import org.jspecify.annotations.NullMarked;
