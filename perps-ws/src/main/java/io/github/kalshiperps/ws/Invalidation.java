package io.github.kalshiperps.ws;

import java.util.Set;

/** Immutable: travels between the messages of a feed of books, so that its consumer's books become invalid in the right place. */
record Invalidation(Set<String> markets, String reason) {}
