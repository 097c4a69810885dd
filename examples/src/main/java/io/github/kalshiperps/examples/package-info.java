/** Small programs that show one thing each. Copy what you need: they are no library. */
@NullMarked
package io.github.kalshiperps.examples;

import org.jspecify.annotations.NullMarked;
