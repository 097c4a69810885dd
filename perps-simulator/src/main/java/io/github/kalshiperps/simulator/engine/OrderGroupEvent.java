package io.github.kalshiperps.simulator.engine;

import java.time.Instant;

/**
 * Something that happened to an order group. Immutable and safe for use by several threads.
 *
 * @param type what
 * @param group the group afterwards
 * @param time when
 */
public record OrderGroupEvent(OrderGroupEventType type, OrderGroup group, Instant time) {}
