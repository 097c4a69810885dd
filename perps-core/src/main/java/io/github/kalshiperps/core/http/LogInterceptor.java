package io.github.kalshiperps.core.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line per attempt, at debug level. No bodies, no query values, no header values but those known harmless. */
final class LogInterceptor implements Interceptor {
    /** Not a list of secrets: one that is missing from such a list leaks. */
    private static final Set<String> HARMLESS_HEADERS = Set.of("accept", "content-type");

    private static final Logger LOG = LoggerFactory.getLogger(HttpStack.class);

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!LOG.isDebugEnabled()) {
            return chain.proceed(request);
        }
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            Response response = chain.proceed(request);
            outcome = Integer.toString(response.code());
            return response;
        } catch (IOException e) {
            outcome = e.getClass().getSimpleName();
            throw e;
        } finally {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            LOG.debug(line(request, CallProgress.of(request).attempt(), outcome, time));
        }
    }

    static String line(Request request, int attempt, String outcome, Duration time) {
        return request.method() + " " + address(request.url()) + " " + headers(request.headers()) + " attempt "
                + attempt + " -> " + outcome + " in " + time.toMillis() + " ms";
    }

    private static String address(HttpUrl url) {
        String query = url.encodedQuery();
        String names = query == null ? "" : "?" + query.replaceAll("=[^&]*", "");
        // Built from parts: the URL's own text has the query's values and could have a password.
        return url.scheme() + "://" + url.host() + ":" + url.port() + url.encodedPath() + names;
    }

    private static String headers(Headers headers) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            boolean harmless = HARMLESS_HEADERS.contains(name.toLowerCase(Locale.ROOT));
            text.append(i == 0 ? "" : ", ").append(name).append(": ").append(harmless ? headers.value(i) : "***");
        }
        return text.append(']').toString();
    }
}
