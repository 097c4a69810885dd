package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.simulator.engine.Exchange;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The perps REST API over a simulated exchange. Stateless. */
public final class RestApi {
    /** Where its paths begin. */
    public static final String BASE_PATH = "/trade-api/v2";

    private RestApi() {}

    /**
     * The handler that serves it.
     *
     * @param exchange the exchange
     * @param keys who may sign
     * @param rateLimits the callers' budgets
     * @param faults the faults that are asked for
     * @param clock what answers are dated by
     * @param listener hears of everything
     * @return the handler, with an implementation of each operation of the contract
     */
    public static ApiHandler handler(
            Exchange exchange,
            ApiKeys keys,
            RateLimits rateLimits,
            Faults faults,
            Clock clock,
            TrafficListener listener) {
        Map<String, OperationHandler> handlers = new HashMap<>();
        new MarketOperations(exchange).addTo(handlers);
        new OrderOperations(exchange).addTo(handlers);
        new ExitTriggerOperations(exchange).addTo(handlers);
        new AccountOperations(exchange, rateLimits).addTo(handlers);
        return new ApiHandler(
                BASE_PATH,
                PerpsOperations.ALL,
                handlers,
                JsonMapper.of(PerpsModels.factory()),
                keys::authenticate,
                rateLimits,
                faults,
                clock,
                listener);
    }
}
