/** The client of the clearing member's Klear API. Start with {@link io.github.kalshiperps.klear.KlearClient}. */
@NullMarked
package io.github.kalshiperps.klear;

import org.jspecify.annotations.NullMarked;
