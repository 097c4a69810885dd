package io.github.kalshiperps.golden.operations.api;

import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.golden.operations.model.Item;
import retrofit2.http.GET;

/**
 * Operations of {@code exchange}.
 *
 * <p>Implemented by the client; methods may be added in any release, so do not implement it yourself. Safe for use by
 * several threads. Nothing is sent before the returned call is executed.
 */
public interface ExchangeApi {
    /**
     * {@code GetStatus} of the contract; not described yet.
     *
     * <p>Contract: {@code GET /status}, operation {@code GetStatus}, public. Documented statuses: 200, 500.
     *
     * @return a call that has not been sent yet
     */
    @GET("status")
    ApiCall<Item> getStatus();
}
