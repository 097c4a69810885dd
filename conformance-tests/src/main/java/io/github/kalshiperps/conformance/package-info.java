/**
 * Compares captured messages with the contract and with our models, and writes what it finds as JSON and Markdown. Start
 * reading at {@link io.github.kalshiperps.conformance.Conformance}.
 */
@NullMarked
package io.github.kalshiperps.conformance;

import org.jspecify.annotations.NullMarked;
