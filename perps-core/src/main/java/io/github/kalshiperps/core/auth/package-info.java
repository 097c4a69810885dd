/** Proof of identity towards the exchange. */
@NullMarked
package io.github.kalshiperps.core.auth;

import org.jspecify.annotations.NullMarked;
