package io.github.kalshiperps.core.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Reads the whole body within the attempt, so that a connection that breaks half-way through counts as a failed one. */
final class BufferInterceptor implements Interceptor {
    /** Of an error body only the beginning is worth having. */
    private static final long LARGEST_ERROR_BODY = 1L << 20;

    private static final long CHUNK = 8192;

    private final long maxBytes;

    BufferInterceptor(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() == 101) {
            return response; // a WebSocket: there is no body, the rest is the connection
        }
        ResponseBody body = response.body();
        Buffer buffer = new Buffer();
        try (BufferedSource source = body.source()) {
            if (response.isSuccessful()) {
                readAll(source, buffer);
            } else {
                readBeginning(source, buffer);
            }
        }
        return response.newBuilder()
                .body(ResponseBody.create(buffer.readByteString(), body.contentType()))
                .build();
    }

    private void readAll(BufferedSource source, Buffer buffer) throws IOException {
        while (source.read(buffer, CHUNK) != -1) {
            if (buffer.size() > maxBytes) {
                throw new ResponseTooLargeException(maxBytes);
            }
        }
    }

    private void readBeginning(BufferedSource source, Buffer buffer) {
        long limit = Math.min(LARGEST_ERROR_BODY, maxBytes);
        try {
            while (buffer.size() < limit && source.read(buffer, Math.min(CHUNK, limit - buffer.size())) != -1) {
                // read() has done it.
            }
        } catch (IOException e) {
            // The status alone says more than a failure to read what goes with it.
        }
    }
}
