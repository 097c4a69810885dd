package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.error.DecodeException;
import java.io.IOException;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/**
 * A successful answer: status, headers and raw body beside the decoded one. The raw body is at hand even if it cannot be
 * decoded. Safe for use by several threads.
 *
 * @param <T> what the body holds
 */
public final class ApiResponse<T> {
    private final Request request;
    private final int status;
    private final Headers headers;
    private final @Nullable MediaType contentType;
    private final ByteString rawBytes;
    private final Converter<ResponseBody, T> decoder;

    private final Object lock = new Object();
    private @Nullable T body;

    ApiResponse(Request request, Response response, ByteString rawBytes, Converter<ResponseBody, T> decoder) {
        this.request = request;
        this.status = response.code();
        this.headers = response.headers();
        this.contentType = response.body().contentType();
        this.rawBytes = rawBytes;
        this.decoder = decoder;
    }

    /**
     * The request's HTTP method.
     *
     * @return such as {@code GET}
     */
    public String method() {
        return request.method();
    }

    /**
     * The request's encoded path, without query.
     *
     * @return such as {@code /trade-api/v2/margin/orders}
     */
    public String path() {
        return request.url().encodedPath();
    }

    /**
     * The HTTP status, one of the 2xx.
     *
     * @return such as 200
     */
    public int status() {
        return status;
    }

    /**
     * The response's headers.
     *
     * @return the headers as received
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body as text, decoded from UTF-8.
     *
     * @return the body, empty if there is none
     */
    public String rawBody() {
        return rawBytes.utf8();
    }

    /**
     * The body as received, after decompression.
     *
     * @return the body, empty if there is none
     */
    public ByteString rawBytes() {
        return rawBytes;
    }

    /**
     * The decoded body. Decoded when first asked for.
     *
     * @return the body
     * @throws DecodeException if the body is not what the contract promises. The request has succeeded nevertheless
     */
    public T body() {
        synchronized (lock) {
            T decoded = body;
            if (decoded == null) {
                decoded = decode();
                body = decoded;
            }
            return decoded;
        }
    }

    private T decode() {
        try {
            T decoded = decoder.convert(ResponseBody.create(rawBytes, contentType));
            if (decoded == null) {
                throw new DecodeException("$", "Expected a value but was null", null);
            }
            return decoded;
        } catch (DecodeException e) {
            throw new DecodeException(e.path(), method() + " " + path() + " -> " + status + ": " + reason(e), e);
        } catch (IOException e) {
            throw new AssertionError("A buffer in memory does not fail", e);
        }
    }

    private static @Nullable String reason(DecodeException e) {
        String message = e.getMessage();
        String suffix = " at " + e.path();
        return message != null && message.endsWith(suffix)
                ? message.substring(0, message.length() - suffix.length())
                : message;
    }
}
