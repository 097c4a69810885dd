package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Outermost: makes what the inner interceptors throw reach the caller of an asynchronous call, and keeps the interceptors of the
 * program, which are further out, from sending a write again and from seeing credentials in the request of a response.
 */
final class CarryInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!Operation.of(request).isRead() && CallProgress.of(request).sent()) {
            throw new IOException("an interceptor of the program tried to send it a second time");
        }
        if (CallProgress.of(request).isLate()) {
            // OkHttp's own limit starts here, when a thread is free. An order that waited too long is not wanted any
            // more.
            throw new InterruptedIOException("timeout before it was sent: all threads were busy");
        }
        try {
            return chain.proceed(request)
                    .newBuilder()
                    .request(request)
                    .networkResponse(null)
                    .build();
        } catch (RuntimeException e) {
            throw new CarriedException(e);
        }
    }
}
