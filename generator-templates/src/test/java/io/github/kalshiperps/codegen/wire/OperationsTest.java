package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.ApiResponse;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.http.RequiresAuth;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.golden.operations.api.ExchangeApi;
import io.github.kalshiperps.golden.operations.api.ItemsApi;
import io.github.kalshiperps.golden.operations.api.MarketDataApi;
import io.github.kalshiperps.golden.operations.api.OperationsOperations;
import io.github.kalshiperps.golden.operations.api.OperationsServers;
import io.github.kalshiperps.golden.operations.model.Empty;
import io.github.kalshiperps.golden.operations.model.Item;
import io.github.kalshiperps.golden.operations.model.ItemPage;
import io.github.kalshiperps.golden.operations.model.ItemsDeleteParams;
import io.github.kalshiperps.golden.operations.model.ItemsFillsParams;
import io.github.kalshiperps.golden.operations.model.ItemsListParams;
import io.github.kalshiperps.golden.operations.model.ItemsResetLegParams;
import io.github.kalshiperps.golden.operations.model.MarketDataCandlesParams;
import io.github.kalshiperps.golden.operations.model.OperationsModels;
import io.github.kalshiperps.golden.operations.model.PeriodInterval;
import io.github.kalshiperps.golden.operations.model.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.CallAdapter;
import retrofit2.Converter;
import retrofit2.Invocation;
import retrofit2.Retrofit;

/** What real Retrofit sends for the generated interfaces; the answers are made up. */
class OperationsTest {
    private static final UUID ITEM = new UUID(1, 2);

    private final List<Request> sent = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final Retrofit retrofit = new Retrofit.Builder()
            .baseUrl("https://example.test/v2/")
            .client(new OkHttpClient.Builder().addInterceptor(this::answer).build())
            .addConverterFactory(new Models())
            .addCallAdapterFactory(new Calls())
            .validateEagerly(true)
            .build();
    private final ItemsApi items = retrofit.create(ItemsApi.class);

    @Test
    void queryParametersComeFromTheParameterObject() {
        answers.add("{\"items\":[]}");

        items.list(ItemsListParams.builder().limit(5L).cursor("a b").build()).execute();

        assertThat(sentLines()).containsExactly("GET https://example.test/v2/items?limit=5&cursor=a%20b");
    }

    @Test
    void optionalParameterObjectsAndBodiesMayBeLeftOut() {
        answers.addAll(
                List.of("{\"items\":[]}", "", "{\"item_id\":\"i\"}", "{\"item_id\":\"i\"}", "{\"item_id\":\"i\"}"));

        items.list().execute();
        items.delete("i").execute();
        items.resetLeg("i", 2).execute();
        items.resetLeg("i", 2, ItemsResetLegParams.builder().subaccount(1L).build())
                .execute();
        items.resetLeg(
                        "i",
                        2,
                        ItemsResetLegParams.builder().build(),
                        Empty.builder().build())
                .execute();

        assertThat(sentLines())
                .containsExactly(
                        "GET https://example.test/v2/items",
                        "DELETE https://example.test/v2/items/i",
                        "PUT https://example.test/v2/items/i/legs/2/reset {}",
                        "PUT https://example.test/v2/items/i/legs/2/reset?subaccount=1 {}",
                        "PUT https://example.test/v2/items/i/legs/2/reset {}");
    }

    @Test
    void pathArgumentsAreEncoded() {
        answers.add("{\"item_id\":\"a/b c\"}");

        Item item = items.get("a/b c").execute();

        assertThat(item.itemId()).isEqualTo("a/b c");
        assertThat(sentLines()).containsExactly("GET https://example.test/v2/items/a%2Fb%20c");
    }

    @Test
    void bodiesAreWrittenByTheGeneratedAdapter() {
        answers.add("{\"item_id\":\"new\"}");

        items.create(Item.builder().itemId("mine").build()).execute();

        assertThat(sentLines()).containsExactly("POST https://example.test/v2/items {\"item_id\":\"mine\"}");
    }

    @Test
    void anAnswerWithoutContentIsNoContent() {
        answers.add("");

        NoContent answer = items.delete(
                        "i", ItemsDeleteParams.builder().subaccount(3L).build())
                .execute();

        assertThat(answer).isEqualTo(NoContent.INSTANCE);
        assertThat(sentLines()).containsExactly("DELETE https://example.test/v2/items/i?subaccount=3");
    }

    @Test
    void signedOperationsAreMarkedAndPublicOnesAreNot() {
        answers.addAll(List.of("{\"items\":[]}", "{\"item_id\":\"i\"}"));

        items.list().execute();
        retrofit.create(ExchangeApi.class).getStatus().execute();

        assertThat(sent).extracting(OperationsTest::isSigned).containsExactly(true, false);
    }

    @Test
    void anOperationWithRequiredParametersHasNoOverloadWithoutThem() {
        answers.add("{\"item_id\":\"i\"}");

        retrofit.create(MarketDataApi.class)
                .candles(MarketDataCandlesParams.builder()
                        .ticker("BTC")
                        .startTs(Instant.ofEpochSecond(7))
                        .day(LocalDate.of(2026, 6, 12))
                        .depth(1)
                        .periodInterval(PeriodInterval.ONE_HOUR)
                        .build())
                .execute();

        assertThat(sentLines())
                .containsExactly("GET https://example.test/v2/candles?ticker=BTC&start_ts=7&day=2026-06-12&depth=1"
                        + "&period_interval=60");
        assertThat(MarketDataApi.class.getMethods()).hasSize(1);
    }

    @Test
    void pagesFollowTheCursorLazilyAndKeepTheOtherParameters() {
        answers.addAll(List.of(
                "{\"items\":[{\"item_id\":\"a\"},{\"item_id\":\"b\"}],\"cursor\":\"p2\"}",
                "{\"items\":[{\"item_id\":\"c\"}],\"cursor\":\"\"}"));

        Iterable<Item> all = items.listAll(ItemsListParams.builder().limit(2L).build());

        assertThat(sent).isEmpty();
        assertThat(all).extracting(Item::itemId).containsExactly("a", "b", "c");
        assertThat(sentLines())
                .containsExactly(
                        "GET https://example.test/v2/items?limit=2",
                        "GET https://example.test/v2/items?limit=2&cursor=p2");
    }

    @Test
    void pagingPassesPathArgumentsOn() {
        answers.addAll(List.of("{\"fill_ids\":[\"f1\"],\"cursor\":\"p2\"}", "{\"fill_ids\":[\"f2\"],\"cursor\":\"\"}"));

        assertThat(items.fillsAll(ITEM, Side.ASK)).containsExactly("f1", "f2");
        assertThat(sentLines())
                .containsExactly(
                        "GET https://example.test/v2/items/" + ITEM + "/fills/ask",
                        "GET https://example.test/v2/items/" + ITEM + "/fills/ask?cursor=p2");
    }

    @Test
    void pagingMayStartAtACursor() {
        answers.add("{\"fill_ids\":[\"f3\"],\"cursor\":\"\"}");

        assertThat(items.fillsAll(
                        ITEM, Side.ASK, ItemsFillsParams.builder().cursor("p3").build()))
                .containsExactly("f3");
        assertThat(sentLines()).containsExactly("GET https://example.test/v2/items/" + ITEM + "/fills/ask?cursor=p3");
    }

    @Test
    void theOperationTableSaysWhatTheInterfacesSay() {
        assertThat(OperationsOperations.ALL)
                .extracting(ApiOperation::id)
                .containsExactly(
                        "GetStatus",
                        "ListItems",
                        "CreateItem",
                        "GetItem",
                        "DeleteItem",
                        "ResetLeg",
                        "ListItemFills",
                        "ListCandles");
        assertThat(OperationsOperations.ALL)
                .contains(
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
                                "ListItems", "GET", "/items", true, ItemsApi.class, "list", null, 200, ItemPage.class));
    }

    @Test
    void serversAreNamed() {
        assertThat(OperationsServers.DEMO).isEqualTo(URI.create("https://demo.example.test/v2"));
    }

    private List<String> sentLines() {
        return sent.stream().map(OperationsTest::line).toList();
    }

    private static String line(Request request) {
        RequestBody body = request.body();
        if (body == null) {
            return request.method() + " " + request.url();
        }
        Buffer buffer = new Buffer();
        try {
            body.writeTo(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return request.method() + " " + request.url() + " " + buffer.readUtf8();
    }

    private static boolean isSigned(Request request) {
        Invocation invocation = request.tag(Invocation.class);
        return invocation != null && invocation.method().isAnnotationPresent(RequiresAuth.class);
    }

    private Response answer(Interceptor.Chain chain) {
        sent.add(chain.request());
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(ResponseBody.create(answers.remove(), MediaType.get("application/json")))
                .build();
    }

    /** The generated models as Retrofit's converters. */
    private static final class Models extends Converter.Factory {
        private final JsonMapper mapper = JsonMapper.of(OperationsModels.factory());

        @Override
        public Converter<ResponseBody, ?> responseBodyConverter(
                Type type, Annotation[] annotations, Retrofit retrofit) {
            return body -> type == NoContent.class ? NoContent.INSTANCE : mapper.read((Class<?>) type, body.source());
        }

        @Override
        public Converter<?, RequestBody> requestBodyConverter(
                Type type, Annotation[] parameters, Annotation[] methods, Retrofit retrofit) {
            return value -> RequestBody.create(write((Class<?>) type, value), MediaType.get("application/json"));
        }

        private <T> String write(Class<T> type, Object value) {
            return mapper.write(type, type.cast(value));
        }
    }

    /** ApiCall in its simplest form: it can be executed. */
    private static final class Calls extends CallAdapter.Factory {
        @Override
        public CallAdapter<?, ?> get(Type returnType, Annotation[] annotations, Retrofit retrofit) {
            Type answer = ((ParameterizedType) returnType).getActualTypeArguments()[0];
            return new CallAdapter<Object, ApiCall<Object>>() {
                @Override
                public Type responseType() {
                    return answer;
                }

                @Override
                public ApiCall<Object> adapt(Call<Object> call) {
                    return new Executable(call);
                }
            };
        }
    }

    private record Executable(Call<Object> call) implements ApiCall<Object> {
        @Override
        public Object execute() {
            try {
                return Objects.requireNonNull(call.clone().execute().body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public CompletableFuture<Object> executeAsync() {
            throw new AssertionError("Calls are only executed here");
        }

        @Override
        public ApiResponse<Object> response() {
            throw new AssertionError("Calls are only executed here");
        }

        @Override
        public CompletableFuture<ApiResponse<Object>> responseAsync() {
            throw new AssertionError("Calls are only executed here");
        }

        @Override
        public ApiCall<Object> timeout(Duration timeout) {
            throw new AssertionError("Calls are only executed here");
        }

        @Override
        public ApiCall<Object> header(String name, String value) {
            throw new AssertionError("Calls are only executed here");
        }
    }
}
