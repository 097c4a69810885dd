/** Operations of the contract as Retrofit interfaces, one per resource family. Generated. */
@NullMarked
package io.github.kalshiperps.golden.requests.api;

import org.jspecify.annotations.NullMarked;
