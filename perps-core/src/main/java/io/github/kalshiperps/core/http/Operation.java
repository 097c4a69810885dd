package io.github.kalshiperps.core.http;

import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import retrofit2.Invocation;

/**
 * What is known of the operation behind a request.
 *
 * @param name the interface and its method, such as {@code OrdersApi.create}
 * @param isRead whether it changes nothing at the exchange
 * @param requiresAuth whether it needs credentials
 */
record Operation(String name, boolean isRead, boolean requiresAuth) {
    static Operation of(Request request) {
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        @Nullable Invocation invocation = request.tag(Invocation.class);
        if (invocation == null) {
            return new Operation(request.method() + " " + request.url().encodedPath(), read, false);
        }
        String name =
                invocation.service().getSimpleName() + "." + invocation.method().getName();
        return new Operation(name, read, invocation.method().isAnnotationPresent(RequiresAuth.class));
    }
}
