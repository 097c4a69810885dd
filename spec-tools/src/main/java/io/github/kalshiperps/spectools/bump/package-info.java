/**
 * Takes an edit of the exchange's documents over: pins, words, changelog and a report, checked in a copy and put in place together.
 */
@NullMarked
package io.github.kalshiperps.spectools.bump;

import org.jspecify.annotations.NullMarked;
