/** JSON support that generated models and adapters stand on: exact scalars, open enums, tolerant and strict decoding. */
@NullMarked
package io.github.kalshiperps.core.json;

import org.jspecify.annotations.NullMarked;
