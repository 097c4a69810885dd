/**
 * WebSocket servers for tests: {@link io.github.kalshiperps.ws.server.ScriptedServer} does what a test tells it, step by
 * step; {@link io.github.kalshiperps.ws.server.FlowExchange} runs on top of it as an exchange whose markets move by
 * themselves, with faults by plan, and knows in the end what a client must know.
 */
@NullMarked
package io.github.kalshiperps.ws.server;

import org.jspecify.annotations.NullMarked;
