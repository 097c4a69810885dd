package io.github.kalshiperps.spectools.contract;

import static io.github.kalshiperps.spectools.contract.CommonShapes.SECURITY_SCHEME;
import static io.github.kalshiperps.spectools.contract.CommonShapes.SECURITY_SCHEME_KIND;
import static io.github.kalshiperps.spectools.contract.CommonShapes.TAG;
import static io.github.kalshiperps.spectools.contract.SchemaShape.SCHEMA;
import static io.github.kalshiperps.spectools.contract.Shapes.TEXT;
import static io.github.kalshiperps.spectools.contract.Shapes.listOf;
import static io.github.kalshiperps.spectools.contract.Shapes.namesTo;
import static io.github.kalshiperps.spectools.contract.Shapes.onlyReferenceTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** AsyncAPI 3.0, with the bindings of WebSockets. */
final class AsyncApiFormat implements DocumentFormat {
    private static final String CHANNEL_KIND = "Channel";
    private static final String MESSAGE_KIND = "Message";

    private static final Shape SERVER = ObjectShape.of("Server")
            .required("host", TEXT)
            .fact("pathname", TEXT)
            .required("protocol", TEXT)
            .fact("security", listOf(onlyReferenceTo(SECURITY_SCHEME_KIND)))
            .prose("title", "summary", "description", "externalDocs")
            .end();

    private static final Shape WEB_SOCKET_BINDING = ObjectShape.of("WebSocketBinding")
            .fact("method", TEXT)
            .fact("query", SCHEMA)
            .fact("headers", SCHEMA)
            .fact("bindingVersion", TEXT)
            .end();

    private static final Shape BINDINGS =
            ObjectShape.of("ChannelBindings").fact("ws", WEB_SOCKET_BINDING).end();

    private static final Shape MESSAGE = ObjectShape.of(MESSAGE_KIND)
            .referable()
            .fact("name", TEXT)
            .fact("contentType", TEXT)
            .fact("payload", SCHEMA)
            .prose("title", "summary", "description", "examples", "externalDocs")
            .end();

    private static final Shape CHANNEL = ObjectShape.of(CHANNEL_KIND)
            .fact("address", TEXT)
            .fact("bindings", BINDINGS)
            .fact("messages", namesTo(MESSAGE))
            .prose("title", "summary", "description", "externalDocs")
            .end();

    private static final Shape OPERATION = ObjectShape.of("Operation")
            .required("action", TEXT)
            .required("channel", onlyReferenceTo(CHANNEL_KIND))
            .fact("messages", listOf(onlyReferenceTo(MESSAGE_KIND)))
            .fact("tags", listOf(TAG))
            .prose("title", "summary", "description", "externalDocs")
            .end();

    private static final Shape COMPONENTS = ObjectShape.of("Components")
            .fact("securitySchemes", namesTo(SECURITY_SCHEME))
            .fact("messages", namesTo(MESSAGE))
            .fact("schemas", namesTo(SCHEMA))
            .end();

    private static final Shape VERSION = Shapes.textLike("an AsyncAPI version 3.0", Pattern.compile("3\\.0\\.\\d+"));

    @Override
    public Shape document(String title) {
        return ObjectShape.of("AsyncApi")
                .required("asyncapi", VERSION)
                .required("info", CommonShapes.info(title))
                .fact("servers", namesTo(SERVER))
                .fact("defaultContentType", TEXT)
                .required("channels", namesTo(CHANNEL))
                .fact("operations", namesTo(OPERATION))
                .fact("components", COMPONENTS)
                .end();
    }

    @Override
    public Map<String, Integer> counts(JsonNode document) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("channels", document.path("channels").size());
        counts.put("operations", document.path("operations").size());
        counts.put("messages", document.at("/components/messages").size());
        counts.put("schemas", document.at("/components/schemas").size());
        return counts;
    }

    /** A reader tells messages apart by their {@code type}; two payloads with one type need another way. */
    @Override
    public List<String> defects(JsonNode document) {
        Map<String, SortedSet<String>> payloadsByType = new TreeMap<>();
        document.at("/components/messages").properties().forEach(message -> {
            JsonNode payload = message.getValue().path("payload");
            String reference = payload.path(ObjectShape.REF).asText();
            String name = reference.isEmpty() ? message.getKey() : reference.substring(reference.lastIndexOf('/') + 1);
            JsonNode schema = reference.isEmpty() ? payload : document.at(reference.substring(1));
            JsonNode type = schema.at("/properties/type/const");
            if (type.isTextual()) {
                payloadsByType
                        .computeIfAbsent(type.asText(), absent -> new TreeSet<>())
                        .add(name);
            }
        });
        return payloadsByType.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry ->
                        "payloads share the type \"" + entry.getKey() + "\": " + String.join(", ", entry.getValue()))
                .toList();
    }
}
