package io.github.kalshiperps.golden.requests.api;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.golden.requests.model.CreateOrder;
import io.github.kalshiperps.golden.requests.model.Created;
import java.util.List;

/** Every operation of the contract, as data: for tests, reports and tools. */
public final class RequestsOperations {
    /** The operations in the contract's order. */
    public static final List<ApiOperation> ALL = List.of(
            new ApiOperation(
                    "CreateOrder",
                    "POST",
                    "/orders",
                    false,
                    OrdersApi.class,
                    "createOrder",
                    CreateOrder.class,
                    201,
                    Created.class));

    private RequestsOperations() {}
}
