/**
 * Calls of the exchange's HTTP operations: {@link io.github.kalshiperps.core.http.ApiCall} is what generated interfaces
 * return, {@link io.github.kalshiperps.core.http.HttpStack} is what sends it.
 */
@NullMarked
package io.github.kalshiperps.core.http;

import org.jspecify.annotations.NullMarked;
