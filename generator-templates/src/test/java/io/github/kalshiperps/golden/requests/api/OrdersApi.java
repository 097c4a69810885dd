package io.github.kalshiperps.golden.requests.api;

import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.golden.requests.model.CreateOrder;
import io.github.kalshiperps.golden.requests.model.Created;
import retrofit2.http.Body;
import retrofit2.http.POST;

/**
 * Operations of {@code orders}.
 *
 * <p>Implemented by the client; methods may be added in any release, so do not implement it yourself. Safe for use by
 * several threads. Nothing is sent before the returned call is executed.
 */
public interface OrdersApi {
    /**
     * {@code CreateOrder} of the contract; not described yet.
     *
     * <p>Contract: {@code POST /orders}, operation {@code CreateOrder}, public. Documented statuses: 201.
     *
     * @param body the request body
     * @return a call that has not been sent yet
     */
    @POST("orders")
    ApiCall<Created> createOrder(@Body CreateOrder body);
}
