/** What the contract has beside its messages: its servers, and its operations as Retrofit interfaces. Generated. */
@NullMarked
package io.github.kalshiperps.golden.operations.api;

import org.jspecify.annotations.NullMarked;
