package io.github.kalshiperps.conformance;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was recorded of one conversation with the exchange. */
sealed interface Capture {
    /** The name its files share. */
    String name();

    /** Where it was recorded, such as {@code demo}; {@code authored} when it was not recorded but written. */
    String environment();

    /** When it was recorded; null when nobody wrote it down. */
    @Nullable
    Instant recordedAt();

    /**
     * A request and its answer.
     *
     * @param name the name its files share
     * @param environment where it was recorded
     * @param recordedAt when; null when nobody wrote it down
     * @param method the HTTP method
     * @param path the path of the request, with the server's base path and without the query
     * @param status the HTTP status of the answer
     * @param body the answer as it was sent
     * @param circumstances what else is known of the request
     */
    record Http(
            String name,
            String environment,
            @Nullable Instant recordedAt,
            String method,
            String path,
            int status,
            String body,
            Circumstances circumstances)
            implements Capture {}

    /**
     * What went over one connection.
     *
     * @param name the name its files share
     * @param environment where it was recorded
     * @param recordedAt when; null when nobody wrote it down
     * @param path the path of the connection
     * @param commands what the client sent
     * @param frames the file of what the exchange sent
     * @param circumstances when it was recorded
     */
    record WebSocket(
            String name,
            String environment,
            @Nullable Instant recordedAt,
            String path,
            List<Wire> commands,
            Path frames,
            Circumstances circumstances)
            implements Capture {}
}
