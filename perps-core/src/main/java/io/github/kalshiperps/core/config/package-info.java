/** Client settings from outside the program. */
@NullMarked
package io.github.kalshiperps.core.config;

import org.jspecify.annotations.NullMarked;
