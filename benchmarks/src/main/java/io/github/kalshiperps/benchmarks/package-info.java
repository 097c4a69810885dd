/** Benchmarks of the clients against what a user would pick instead, on equal inputs and with equal results. */
@NullMarked
package io.github.kalshiperps.benchmarks;

import org.jspecify.annotations.NullMarked;
