/** The HTTP stack under every generated client. */
@NullMarked
package io.github.kalshiperps.core.http;

import org.jspecify.annotations.NullMarked;
