/** The command line of the project. */
@NullMarked
package io.github.kalshiperps.cli;

import org.jspecify.annotations.NullMarked;
