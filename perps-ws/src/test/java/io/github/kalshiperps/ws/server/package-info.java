/**
 * WebSocket servers for tests: {@link io.github.kalshiperps.ws.server.ScriptedServer} does what a test tells it, step by
 * step.
 */
@NullMarked
package io.github.kalshiperps.ws.server;

import org.jspecify.annotations.NullMarked;
