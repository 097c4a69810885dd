package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a capture says of itself beyond what is compared with the contract. Rules ask for it; a capture need not have any.
 *
 * @param query the parameters behind the path, decoded; of one that is there twice, the first
 * @param requestBody the JSON that was sent; null when there is none, or none that was kept
 * @param recordedAt when it was recorded; null when the capture does not say
 * @param session whether it lasted: then {@code recordedAt} is some moment of it
 */
record Circumstances(
        Map<String, String> query,
        @Nullable JsonNode requestBody,
        @Nullable Instant recordedAt,
        boolean session) {
    /** Of a capture that says nothing. */
    static final Circumstances UNKNOWN = new Circumstances(Map.of(), null, null, false);

    /** What a meta file says. */
    static Circumstances of(JsonNode meta) {
        String path = meta.path("path").asText();
        int mark = path.indexOf('?');
        JsonNode at = meta.path("recorded_at_epoch_ms");
        return new Circumstances(
                mark < 0 ? Map.of() : query(path.substring(mark + 1)),
                body(meta.path("request_body")),
                at.isIntegralNumber() ? Instant.ofEpochMilli(at.longValue()) : null,
                meta.has("url_path"));
    }

    /** Reads the part of a URL behind the question mark. */
    static Map<String, String> query(String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            parameters.putIfAbsent(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
        }
        return parameters;
    }

    /** A meta file has the body as JSON, or as the text that was sent. */
    private static @Nullable JsonNode body(JsonNode body) {
        if (!body.isTextual()) {
            return body.isContainerNode() ? body : null;
        }
        try {
            return new ObjectMapper().readTree(body.asText());
        } catch (JsonProcessingException e) {
            return null; // not JSON, so that no rule can ask for a member of it
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign: it stands for itself
        }
    }
}
