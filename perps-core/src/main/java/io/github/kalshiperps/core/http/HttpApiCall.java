package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.TransportException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** A call through OkHttp. */
final class HttpApiCall<T> implements ApiCall<T> {
    private final Request request;
    private final @Nullable Duration timeout;
    private final Call.Factory calls;
    private final Converter<ResponseBody, T> decoder;
    private final ErrorDecoder errors;

    HttpApiCall(Request request, Call.Factory calls, Converter<ResponseBody, T> decoder, ErrorDecoder errors) {
        this(request, null, calls, decoder, errors);
    }

    private HttpApiCall(
            Request request,
            @Nullable Duration timeout,
            Call.Factory calls,
            Converter<ResponseBody, T> decoder,
            ErrorDecoder errors) {
        this.request = request;
        this.timeout = timeout;
        this.calls = calls;
        this.decoder = decoder;
        this.errors = errors;
    }

    @Override
    public T execute() {
        return response().body();
    }

    @Override
    public CompletableFuture<T> executeAsync() {
        return enqueue(ApiResponse::body);
    }

    @Override
    public ApiResponse<T> response() {
        Call call = newCall();
        try {
            return read(call.execute());
        } catch (IOException e) {
            throw failure(call, e);
        }
    }

    @Override
    public CompletableFuture<ApiResponse<T>> responseAsync() {
        return enqueue(Function.identity());
    }

    @Override
    public ApiCall<T> timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A timeout must be positive but was " + limit);
        }
        return new HttpApiCall<>(request, limit, calls, decoder, errors);
    }

    @Override
    public ApiCall<T> header(String name, String value) {
        if (CredentialHeaders.contains(name)) {
            throw new IllegalArgumentException("The header " + name + " is set by the client alone");
        }
        Request changed = request.newBuilder().header(name, value).build();
        return new HttpApiCall<>(changed, timeout, calls, decoder, errors);
    }

    @Override
    public String toString() {
        return request.method() + " " + request.url().encodedPath();
    }

    private Call newCall() {
        Request tagged = request.newBuilder()
                .tag(CallProgress.class, CallProgress.start(timeout))
                .build();
        Call call = calls.newCall(tagged);
        if (timeout != null) {
            call.timeout().timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
        return call;
    }

    private <R> CompletableFuture<R> enqueue(Function<ApiResponse<T>, R> result) {
        CompletableFuture<R> future = new CompletableFuture<>();
        Call call = newCall();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                future.completeExceptionally(failure(call, e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                R value;
                try {
                    value = result.apply(read(response));
                } catch (IOException e) {
                    future.completeExceptionally(failure(call, e));
                    return;
                } catch (RuntimeException | Error e) {
                    // OkHttp would drop it on its own thread, and the future would never complete.
                    future.completeExceptionally(e);
                    return;
                }
                future.complete(value);
            }
        });
        CompletableFuture<R> unused = future.whenComplete((value, failure) -> {
            if (failure instanceof CancellationException || failure instanceof TimeoutException) {
                call.cancel();
            }
        });
        return future;
    }

    private ApiResponse<T> read(Response response) throws IOException {
        ByteString body = response.body().byteString();
        if (!response.isSuccessful()) {
            throw errors.decode(request, response, body.utf8());
        }
        return new ApiResponse<>(request, response, body, decoder);
    }

    private RuntimeException failure(Call call, IOException e) {
        if (e instanceof CarriedException carried) {
            return carried.exception();
        }
        Operation operation = Operation.of(request);
        boolean outcomeUnknown =
                !operation.isRead() && CallProgress.of(call.request()).sent();
        return new TransportException(
                request.method(), request.url().encodedPath(), outcomeUnknown, operation.lostAnswer(), e);
    }
}
