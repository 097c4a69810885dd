package io.github.kalshiperps.conformance;

import org.jspecify.annotations.Nullable;

/**
 * What an operation documents for one HTTP status.
 *
 * @param body the schema of the JSON body; null when the contract describes none
 * @param pointer to that schema in the contract; empty when there is none
 */
record Answer(@Nullable Schema body, String pointer) {}
