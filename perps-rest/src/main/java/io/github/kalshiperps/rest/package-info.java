/** The client of the perps REST API. Start with {@link io.github.kalshiperps.rest.PerpsClient}. */
@NullMarked
package io.github.kalshiperps.rest;

import org.jspecify.annotations.NullMarked;
