package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lifts an AsyncAPI 3.0 document, overlays applied, into the form that the rest of the generator reads: its schemas become
 * those of an OpenAPI document, and what is said of messages goes along as {@code x-kalshi-messages}. So models of both kinds
 * of document come out alike.
 */
final class AsyncApi {
    private static final String SCHEMA_REF = "#/components/schemas/";
    private static final String MESSAGES = "x-kalshi-messages";

    private final ObjectNode document;
    private final Map<String, String> names = new LinkedHashMap<>();

    private AsyncApi(ObjectNode document) {
        this.document = document;
    }

    /** The messages of a lifted document; none when it was no AsyncAPI document. */
    static List<Message> messages(JsonNode lifted) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode node : lifted.path(MESSAGES)) {
            messages.add(new Message(
                    node.path("payload").asText(),
                    node.path("command").asBoolean(),
                    node.path("discriminator").asText(),
                    node.path("value").asText(),
                    node.path("listOf").asText(),
                    channels(node)));
        }
        return messages;
    }

    private static List<String> channels(JsonNode message) {
        List<String> channels = new ArrayList<>();
        message.path("channels").forEach(channel -> channels.add(channel.asText()));
        return channels;
    }

    static ObjectNode lift(ObjectNode document) {
        String version = document.path("asyncapi").asText();
        if (!version.startsWith("3.0")) {
            throw new ContractException("AsyncAPI " + version + " is not understood, only 3.0");
        }
        return new AsyncApi(document).lift();
    }

    private ObjectNode lift() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("openapi", "3.0.0");
        root.set("info", document.path("info"));
        document.path("servers").properties().forEach(server -> {
            JsonNode node = server.getValue();
            ObjectNode lifted = root.withArray("servers").addObject();
            lifted.put(
                    "url",
                    node.path("protocol").asText() + "://" + node.path("host").asText()
                            + node.path("pathname").asText());
            lifted.put("x-kalshi-name", server.getKey());
            lifted.set("description", node.path("description"));
        });
        root.putObject("paths");
        ObjectNode schemas = root.putObject("components").putObject("schemas");
        JsonNode declared = document.path("components").path("schemas");
        declared.fieldNames().forEachRemaining(name -> names.put(name, className(name, declared.get(name))));
        declared.properties().forEach(schema -> {
            ObjectNode lifted = schema.getValue().deepCopy();
            normalize(lifted);
            String name = names.get(schema.getKey());
            if (schemas.has(name)) {
                throw new ContractException("Two schemas want the class name '" + name + "': rename one");
            }
            schemas.set(name, lifted);
        });
        addMessages(root, schemas);
        return root;
    }

    /** {@code marginTickerPayload} to {@code TickerMessage}, {@code subscribeCommandPayload} to {@code SubscribeCommand}. */
    private static String className(String name, JsonNode schema) {
        boolean payload = name.endsWith("Payload");
        String core = payload ? name.substring(0, name.length() - "Payload".length()) : name;
        if (payload && core.startsWith("margin")) {
            core = core.substring("margin".length());
        }
        String type = JavaNames.type(core);
        boolean alias = !schema.has("enum") && !schema.has("properties");
        boolean said = type.endsWith("Command") || type.endsWith("Response");
        return alias || !payload || said ? type : type + "Message";
    }

    /** JSON Schema's ways of saying what OpenAPI 3.0 says otherwise. */
    private void normalize(JsonNode node) {
        if (node instanceof ObjectNode object) {
            JsonNode ref = object.get("$ref");
            if (ref != null && ref.asText().startsWith(SCHEMA_REF)) {
                String old = ref.asText().substring(SCHEMA_REF.length());
                object.put("$ref", SCHEMA_REF + names.getOrDefault(old, old));
            }
            if (object.get("type") instanceof ArrayNode types && types.size() == 2 && contains(types, "null")) {
                object.put(
                        "type",
                        types.get(types.get(0).asText().equals("null") ? 1 : 0).asText());
                object.put("nullable", true);
            }
            if (object.path("const").isTextual()) {
                object.set("x-const", object.remove("const"));
            }
        }
        node.forEach(this::normalize);
    }

    private static boolean contains(ArrayNode array, String text) {
        for (JsonNode item : array) {
            if (item.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private void addMessages(ObjectNode root, ObjectNode schemas) {
        Map<String, ObjectNode> byPayload = new TreeMap<>();
        for (Map.Entry<String, JsonNode> operation : document.path("operations").properties()) {
            // The document is the exchange's view: what it receives is a command.
            boolean command = operation.getValue().path("action").asText().equals("receive");
            String channel = resolve(operation.getValue().path("channel"))
                    .path("address")
                    .asText();
            for (JsonNode reference : operation.getValue().path("messages")) {
                JsonNode message = resolve(reference);
                if (!message.path("contentType").asText("application/json").equals("application/json")) {
                    continue; // pings and pongs
                }
                String ref = message.path("payload").path("$ref").asText();
                String payload = names.get(ref.replace(SCHEMA_REF, ""));
                if (payload == null) {
                    throw new ContractException(
                            operation.getKey() + ": the payload of a message must refer to a schema");
                }
                ArrayNode channels = byPayload
                        .computeIfAbsent(payload, name -> describe(name, command, schemas.path(name)))
                        .withArray("channels");
                // What has a path for its address is the connection itself, not something to subscribe to.
                if (!channel.isEmpty() && !channel.startsWith("/") && !contains(channels, channel)) {
                    channels.add(channel);
                }
            }
        }
        ArrayNode messages = root.putArray(MESSAGES);
        byPayload.values().forEach(messages::add);
        tellApart(byPayload.values(), schemas);
    }

    private static ObjectNode describe(String payload, boolean command, JsonNode schema) {
        String discriminator = command ? "cmd" : "type";
        String value =
                schema.path("properties").path(discriminator).path("x-const").asText();
        if (value.isEmpty()) {
            throw new ContractException(
                    payload + "." + discriminator + ": expected a const, which tells messages apart");
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        return message.put("payload", payload)
                .put("command", command)
                .put("discriminator", discriminator)
                .put("value", value)
                .put("listOf", "");
    }

    /** Two payloads of one value must differ in something a reader can see: a member that is a list in one of them only. */
    private static void tellApart(Iterable<ObjectNode> messages, JsonNode schemas) {
        Map<String, ObjectNode> seen = new LinkedHashMap<>();
        for (ObjectNode message : messages) {
            ObjectNode other = seen.put(message.path("discriminator") + "=" + message.path("value"), message);
            if (other == null) {
                continue;
            }
            if (!distinguish(message, other, schemas) && !distinguish(other, message, schemas)) {
                throw new ContractException(
                        "The payloads " + other.path("payload").asText() + " and "
                                + message.path("payload").asText() + " cannot be told apart: both are '"
                                + message.path("value").asText() + "' and no member is a list in only one of them");
            }
        }
    }

    private static boolean distinguish(ObjectNode list, ObjectNode other, JsonNode schemas) {
        JsonNode mine = schemas.path(list.path("payload").asText()).path("properties");
        JsonNode theirs = schemas.path(other.path("payload").asText()).path("properties");
        for (Map.Entry<String, JsonNode> member : mine.properties()) {
            boolean isList = member.getValue().path("type").asText().equals("array");
            if (isList && !theirs.path(member.getKey()).path("type").asText().equals("array")) {
                list.put("listOf", member.getKey());
                return true;
            }
        }
        return false;
    }

    /** Follows references to their end: an operation's message refers to a channel's, which refers to a component. */
    private JsonNode resolve(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }
}
