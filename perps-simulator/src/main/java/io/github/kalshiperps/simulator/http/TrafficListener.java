package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.ApiOperation;
import org.jspecify.annotations.Nullable;

/** Hears of every request that was answered. Called by several threads at once; must not block. */
@FunctionalInterface
public interface TrafficListener {
    /**
     * A request was answered.
     *
     * @param traffic what passed
     */
    void onTraffic(Traffic traffic);

    /**
     * A request and its answer. Immutable.
     *
     * @param operation the operation, or null if the path leads to none
     * @param method the HTTP method
     * @param path the path as it was sent, without query
     * @param query the query as it was sent, or null
     * @param requestBody the body that was sent, empty without one
     * @param answer the answer
     * @param spoilt whether the answer is not what the exchange meant, because somebody asked for that
     */
    record Traffic(
            @Nullable ApiOperation operation,
            String method,
            String path,
            @Nullable String query,
            String requestBody,
            Answer answer,
            boolean spoilt) {}
}
