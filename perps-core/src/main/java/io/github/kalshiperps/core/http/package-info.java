/** The HTTP side of the clients: calls, interceptors, retries, paging. */
@NullMarked
package io.github.kalshiperps.core.http;

import org.jspecify.annotations.NullMarked;
