/**
 * HTTP and JSON around the simulated exchange: routing by the generated operation tables, authentication, rate limits, error
 * bodies, faults on request. Programs use the package above; the other protocols hang their handlers on the server of this one.
 */
@NullMarked
package io.github.kalshiperps.simulator.http;

import org.jspecify.annotations.NullMarked;
