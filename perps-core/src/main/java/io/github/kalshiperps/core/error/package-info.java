/**
 * What can go wrong, one unchecked exception per kind of remedy.
 *
 * @serial exclude
 */
@NullMarked
package io.github.kalshiperps.core.error;

import org.jspecify.annotations.NullMarked;
