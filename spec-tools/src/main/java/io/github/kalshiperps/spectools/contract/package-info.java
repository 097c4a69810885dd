/**
 * Reading contract documents and bringing them into their canonical, facts-only form. Pure: trees in, trees out, no
 * files but the one being read.
 *
 * <p>The tables of {@link OpenApiFormat}, {@link AsyncApiFormat} and {@link SchemaShape} say what a fact is; to accept a
 * new keyword, add a line there.
 */
@NullMarked
package io.github.kalshiperps.spectools.contract;

import org.jspecify.annotations.NullMarked;
