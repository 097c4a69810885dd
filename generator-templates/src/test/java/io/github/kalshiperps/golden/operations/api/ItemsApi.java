package io.github.kalshiperps.golden.operations.api;

import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.http.LostAnswer;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.http.Paged;
import io.github.kalshiperps.core.http.RequiresAuth;
import io.github.kalshiperps.golden.operations.model.Empty;
import io.github.kalshiperps.golden.operations.model.FillPage;
import io.github.kalshiperps.golden.operations.model.Item;
import io.github.kalshiperps.golden.operations.model.ItemPage;
import io.github.kalshiperps.golden.operations.model.ItemsDeleteParams;
import io.github.kalshiperps.golden.operations.model.ItemsFillsParams;
import io.github.kalshiperps.golden.operations.model.ItemsListParams;
import io.github.kalshiperps.golden.operations.model.ItemsResetLegParams;
import io.github.kalshiperps.golden.operations.model.Side;
import java.util.UUID;
import retrofit2.http.Body;
import retrofit2.http.DELETE;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.QueryMap;

/**
 * Items: create, read, list, delete.
 *
 * <p>Implemented by the client; methods may be added in any release, so do not implement it yourself. Safe for use by
 * several threads. Nothing is sent before the returned call is executed.
 */
public interface ItemsApi {
    /**
     * Lists items.
     *
     * <p>Filters combine. An unknown ticker gives an empty list.
     *
     * <p>Contract: {@code GET /items}, operation {@code ListItems}, private. Documented statuses: 200, 400, 401.
     *
     * @param params the query parameters
     * @return a call that has not been sent yet
     */
    @GET("items")
    @RequiresAuth
    ApiCall<ItemPage> list(@QueryMap ItemsListParams params);

    /**
     * Lists items. This overload uses the exchange's defaults for every query parameter.
     *
     * @return a call that has not been sent yet
     */
    default ApiCall<ItemPage> list() {
        return list(ItemsListParams.builder().build());
    }

    /**
     * Follows {@link #list} from page to page, lazily: a page is fetched when its first element is asked for.
     *
     * @param params the query parameters; a cursor in them is where the first page starts
     * @return the elements of all pages
     */
    default Paged<ItemPage, Item> listAll(ItemsListParams params) {
        return new Paged<>(
                cursor -> list(cursor == null ? params : params.toBuilder().cursor(cursor).build()),
                ItemPage::items,
                ItemPage::cursor);
    }

    /**
     * Follows {@link #list} from page to page with the exchange's defaults, lazily.
     *
     * @return the elements of all pages
     */
    default Paged<ItemPage, Item> listAll() {
        return listAll(ItemsListParams.builder().build());
    }

    /**
     * Creates an item.
     *
     * <p>Contract: {@code POST /items}, operation {@code CreateItem}, private. Documented statuses: 201.
     *
     * @param body the request body
     * @return a call that has not been sent yet
     */
    @POST("items")
    @RequiresAuth
    @LostAnswer("list the items: look for \"yours\"")
    ApiCall<Item> create(@Body Item body);

    /**
     * Returns one item.
     *
     * <p>Contract: {@code GET /items/{item_id}}, operation {@code GetItem}, private. Documented statuses: 200, 404.
     *
     * @param itemId id of the item. Must not be empty.
     * @return a call that has not been sent yet
     */
    @GET("items/{item_id}")
    @RequiresAuth
    ApiCall<Item> get(@Path("item_id") String itemId);

    /**
     * Deletes one item.
     *
     * <p>Contract: {@code DELETE /items/{item_id}}, operation {@code DeleteItem}, private. Documented statuses: 204.
     *
     * @param itemId id of the item. Must not be empty.
     * @param params the query parameters
     * @return a call that has not been sent yet; its answer has no content
     */
    @DELETE("items/{item_id}")
    @RequiresAuth
    ApiCall<NoContent> delete(@Path("item_id") String itemId, @QueryMap ItemsDeleteParams params);

    /**
     * Deletes one item. This overload uses the exchange's defaults for every query parameter.
     *
     * @param itemId id of the item. Must not be empty.
     * @return a call that has not been sent yet
     */
    default ApiCall<NoContent> delete(String itemId) {
        return delete(itemId, ItemsDeleteParams.builder().build());
    }

    /**
     * Starts one leg of an item anew.
     *
     * <p>Contract: {@code PUT /items/{item_id}/legs/{leg}/reset}, operation {@code ResetLeg}, private. Documented
     * statuses: 200.
     *
     * @param itemId {@code ResetLeg(item_id)} of the contract; not described yet
     * @param leg {@code ResetLeg(leg)} of the contract; not described yet
     * @param params the query parameters
     * @param body the request body
     * @return a call that has not been sent yet
     */
    @PUT("items/{item_id}/legs/{leg}/reset")
    @RequiresAuth
    ApiCall<Item> resetLeg(
            @Path("item_id") String itemId,
            @Path("leg") int leg,
            @QueryMap ItemsResetLegParams params,
            @Body Empty body);

    /**
     * Starts one leg of an item anew. This overload sends an empty object as the body.
     *
     * @param itemId {@code ResetLeg(item_id)} of the contract; not described yet
     * @param leg {@code ResetLeg(leg)} of the contract; not described yet
     * @param params the query parameters
     * @return a call that has not been sent yet
     */
    default ApiCall<Item> resetLeg(String itemId, int leg, ItemsResetLegParams params) {
        return resetLeg(itemId, leg, params, Empty.builder().build());
    }

    /**
     * Starts one leg of an item anew. This overload uses the exchange's defaults for every query parameter.
     *
     * @param itemId {@code ResetLeg(item_id)} of the contract; not described yet
     * @param leg {@code ResetLeg(leg)} of the contract; not described yet
     * @return a call that has not been sent yet
     */
    default ApiCall<Item> resetLeg(String itemId, int leg) {
        return resetLeg(itemId, leg, ItemsResetLegParams.builder().build());
    }

    /**
     * {@code ListItemFills} of the contract; not described yet.
     *
     * <p>Contract: {@code GET /items/{item_id}/fills/{side}}, operation {@code ListItemFills}, private. Documented
     * statuses: 200.
     *
     * @param itemId {@code ListItemFills(item_id)} of the contract; not described yet
     * @param side {@code ListItemFills(side)} of the contract; not described yet
     * @param params the query parameters
     * @return a call that has not been sent yet
     */
    @GET("items/{item_id}/fills/{side}")
    @RequiresAuth
    ApiCall<FillPage> fills(@Path("item_id") UUID itemId, @Path("side") Side side, @QueryMap ItemsFillsParams params);

    /**
     * {@code ListItemFills} of the contract; not described yet. This overload uses the exchange's defaults for every
     * query parameter.
     *
     * @param itemId {@code ListItemFills(item_id)} of the contract; not described yet
     * @param side {@code ListItemFills(side)} of the contract; not described yet
     * @return a call that has not been sent yet
     */
    default ApiCall<FillPage> fills(UUID itemId, Side side) {
        return fills(itemId, side, ItemsFillsParams.builder().build());
    }

    /**
     * Follows {@link #fills} from page to page, lazily: a page is fetched when its first element is asked for.
     *
     * @param itemId {@code ListItemFills(item_id)} of the contract; not described yet
     * @param side {@code ListItemFills(side)} of the contract; not described yet
     * @param params the query parameters; a cursor in them is where the first page starts
     * @return the elements of all pages
     */
    default Paged<FillPage, String> fillsAll(UUID itemId, Side side, ItemsFillsParams params) {
        return new Paged<>(
                cursor -> fills(itemId, side, cursor == null ? params : params.toBuilder().cursor(cursor).build()),
                FillPage::fillIds,
                FillPage::cursor);
    }

    /**
     * Follows {@link #fills} from page to page with the exchange's defaults, lazily.
     *
     * @param itemId {@code ListItemFills(item_id)} of the contract; not described yet
     * @param side {@code ListItemFills(side)} of the contract; not described yet
     * @return the elements of all pages
     */
    default Paged<FillPage, String> fillsAll(UUID itemId, Side side) {
        return fillsAll(itemId, side, ItemsFillsParams.builder().build());
    }
}
