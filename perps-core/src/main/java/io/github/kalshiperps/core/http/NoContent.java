package io.github.kalshiperps.core.http;

/** What an operation answers that has nothing to say: success is all there is. A body that comes anyway is ignored. */
public enum NoContent {
    /** The only value. */
    INSTANCE
}
