package io.github.kalshiperps.golden.operations.api;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.golden.operations.model.Empty;
import io.github.kalshiperps.golden.operations.model.FillPage;
import io.github.kalshiperps.golden.operations.model.Item;
import io.github.kalshiperps.golden.operations.model.ItemPage;
import java.util.List;

/** Every operation of the contract, as data: for tests, reports and tools. */
public final class OperationsOperations {
    /** The operations in the contract's order. */
    public static final List<ApiOperation> ALL = List.of(
            new ApiOperation(
                    "GetStatus", "GET", "/status", false, ExchangeApi.class, "getStatus", null, 200, Item.class),
            new ApiOperation("ListItems", "GET", "/items", true, ItemsApi.class, "list", null, 200, ItemPage.class),
            new ApiOperation(
                    "CreateItem", "POST", "/items", true, ItemsApi.class, "create", Item.class, 201, Item.class),
            new ApiOperation("GetItem", "GET", "/items/{item_id}", true, ItemsApi.class, "get", null, 200, Item.class),
            new ApiOperation(
                    "DeleteItem",
                    "DELETE",
                    "/items/{item_id}",
                    true,
                    ItemsApi.class,
                    "delete",
                    null,
                    204,
                    NoContent.class),
            new ApiOperation(
                    "ResetLeg",
                    "PUT",
                    "/items/{item_id}/legs/{leg}/reset",
                    true,
                    ItemsApi.class,
                    "resetLeg",
                    Empty.class,
                    200,
                    Item.class),
            new ApiOperation(
                    "ListItemFills",
                    "GET",
                    "/items/{item_id}/fills/{side}",
                    true,
                    ItemsApi.class,
                    "fills",
                    null,
                    200,
                    FillPage.class),
            new ApiOperation(
                    "ListCandles", "GET", "/candles", false, MarketDataApi.class, "candles", null, 200, Item.class));

    private OperationsOperations() {}
}
