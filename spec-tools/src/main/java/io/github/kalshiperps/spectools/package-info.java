/**
 * The command line that pins the exchange's contracts, checks the pins and compares editions, and what it stands on: the {@code specs}
 * folder, its lock, and the download of an upstream document.
 */
@NullMarked
package io.github.kalshiperps.spectools;

import org.jspecify.annotations.NullMarked;
