/**
 * The code generator: reads a pinned contract and its overlays, and has OpenAPI Generator write the typed client from
 * them. Build time only.
 */
@NullMarked
package io.github.kalshiperps.codegen;

import org.jspecify.annotations.NullMarked;
