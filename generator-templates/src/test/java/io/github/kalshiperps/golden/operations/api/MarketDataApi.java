package io.github.kalshiperps.golden.operations.api;

import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.golden.operations.model.Item;
import io.github.kalshiperps.golden.operations.model.MarketDataCandlesParams;
import retrofit2.http.GET;
import retrofit2.http.QueryMap;

/**
 * Candles. Public.
 *
 * <p>Implemented by the client; methods may be added in any release, so do not implement it yourself. Safe for use by
 * several threads. Nothing is sent before the returned call is executed.
 */
public interface MarketDataApi {
    /**
     * {@code ListCandles} of the contract; not described yet.
     *
     * <p>Contract: {@code GET /candles}, operation {@code ListCandles}, public. Documented statuses: 200.
     *
     * @param params the query parameters
     * @return a call that has not been sent yet
     */
    @GET("candles")
    ApiCall<Item> candles(@QueryMap MarketDataCandlesParams params);
}
