/**
 * What differs between two editions of a contract, and what each difference does to callers of our jars and on the wire.
 *
 * <p>{@link io.github.kalshiperps.spectools.diff.ContractDiff} is the way in. Pure: trees in, changes out.
 */
@NullMarked
package io.github.kalshiperps.spectools.diff;

import org.jspecify.annotations.NullMarked;
