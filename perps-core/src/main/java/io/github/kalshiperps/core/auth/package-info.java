/** API keys: reading private keys, signing, and the headers that carry a signature. */
@NullMarked
package io.github.kalshiperps.core.auth;

import org.jspecify.annotations.NullMarked;
