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
 * @param lostAnswer how to find out whether it took effect when its answer was lost, or null where nothing is said
 */
record Operation(
        String name,
        boolean isRead,
        boolean requiresAuth,
        @Nullable String lostAnswer) {
    static Operation of(Request request) {
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        @Nullable Invocation invocation = request.tag(Invocation.class);
        if (invocation == null) {
            return new Operation(request.method() + " " + request.url().encodedPath(), read, false, null);
        }
        String name =
                invocation.service().getSimpleName() + "." + invocation.method().getName();
        @Nullable LostAnswer lostAnswer = invocation.method().getAnnotation(LostAnswer.class);
        return new Operation(
                name,
                read,
                invocation.method().isAnnotationPresent(RequiresAuth.class),
                lostAnswer == null ? null : lostAnswer.value());
    }
}
