package io.github.kalshiperps.core.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Outermost: makes what the inner interceptors throw reach the caller of an asynchronous call. */
final class CarryInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (RuntimeException e) {
            throw new CarriedException(e);
        }
    }
}
