package io.github.kalshiperps.ws;

import java.time.Instant;
import java.util.List;

/**
 * Called on the thread that hands the feed's messages to their consumer, which waits for it: fetches the messages of a
 * channel that were missed while the connection was lost, usually from the REST API.
 *
 * <p>What it returns is delivered in its order, before the messages that came after the gap; what was delivered already, or
 * comes again over the connection, is left out by the feed's key. REST lags behind by up to some seconds: a source that wants to
 * be sure waits that long before it asks. An exception is reported as
 * {@link SessionEvent.Kind#BACKFILL_FAILED}; the feed goes on without the missed messages.
 *
 * @param <M> the feed's messages
 */
@FunctionalInterface
public interface Backfill<M> {
    /**
     * The messages of a time window. More than that does no harm.
     *
     * @param from the beginning, already put back by the feed's overlap
     * @param until the end, inclusive
     * @return the messages, oldest first
     * @throws Exception if they cannot be had
     */
    List<M> between(Instant from, Instant until) throws Exception;
}
