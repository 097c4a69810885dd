/**
 * Messages of the contract: immutable models with builders, open enums and parameter objects. Generated; see the
 * contributing guide for where to change them.
 */
@NullMarked
package io.github.kalshiperps.golden.messages.model;

import org.jspecify.annotations.NullMarked;
