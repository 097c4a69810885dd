package io.github.kalshiperps.simulator.http;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a request is answered with. Immutable. The factories of refusals have the shapes in which the exchange was seen to refuse.
 *
 * @param status the HTTP status
 * @param contentType the media type of the body, null without one
 * @param body the body as text
 * @param location where a redirect leads, null for everything else
 */
public record Answer(
        int status,
        @Nullable String contentType,
        String body,
        @Nullable String location) {
    /** The media type of nearly every answer. */
    public static final String JSON = "application/json";

    static final String PLAIN_TEXT = "text/plain";

    /**
     * An answer with a JSON document.
     *
     * @param status the HTTP status
     * @param body the document
     * @return the answer
     */
    public static Answer json(int status, String body) {
        return new Answer(status, JSON, body, null);
    }

    /**
     * An answer without a body.
     *
     * @param status the HTTP status
     * @return the answer
     */
    public static Answer empty(int status) {
        return new Answer(status, null, "", null);
    }

    /**
     * Plain text, as the machinery before the exchange answers.
     *
     * @param status the HTTP status
     * @param body the text
     * @return the answer
     */
    public static Answer text(int status, String body) {
        return new Answer(status, PLAIN_TEXT, body, null);
    }

    static Answer movedTo(String location) {
        return new Answer(301, null, "", location);
    }

    /**
     * Most refusals: {@code {"error":{"code":…,"message":…,"details":…}}}.
     *
     * @param status the HTTP status
     * @param code the error code
     * @param message the text for people
     * @param details more about the cause, or null
     * @return the answer
     */
    public static Answer wrapped(int status, String code, String message, @Nullable String details) {
        return json(status, written(writer -> {
            writer.name("error").beginObject();
            writer.name("code").value(code);
            writer.name("message").value(message);
            if (details != null) {
                writer.name("details").value(details);
            }
            writer.endObject();
        }));
    }

    /**
     * A refusal before the request was looked at: {@code {"code":…,"message":…}}.
     *
     * @param status the HTTP status
     * @param code the error code
     * @param message the text for people
     * @return the answer
     */
    public static Answer flat(int status, String code, String message) {
        return json(
                status,
                written(writer ->
                        writer.name("code").value(code).name("message").value(message)));
    }

    /**
     * A refused query: {@code {"msg":…}}.
     *
     * @param status the HTTP status
     * @param message the text for people
     * @return the answer
     */
    public static Answer bare(int status, String message) {
        return json(status, written(writer -> writer.name("msg").value(message)));
    }

    /**
     * The rate limit: {@code {"error":"too many requests"}}, and no {@code Retry-After}.
     *
     * @return the answer
     */
    public static Answer tooManyRequests() {
        return json(429, written(writer -> writer.name("error").value("too many requests")));
    }

    boolean isJson() {
        return JSON.equals(contentType);
    }

    Answer withBody(String newBody) {
        return new Answer(status, contentType, newBody, location);
    }

    private static String written(Members members) {
        Buffer buffer = new Buffer();
        try (JsonWriter writer = JsonWriter.of(buffer)) {
            writer.beginObject();
            members.write(writer);
            writer.endObject();
        } catch (IOException e) {
            throw new AssertionError("A buffer in memory does not fail", e);
        }
        return buffer.readUtf8();
    }

    @FunctionalInterface
    private interface Members {
        void write(JsonWriter writer) throws IOException;
    }
}
