package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.codegen.Message;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one side of a WebSocket may send by the contract, and which of it a JSON value is. */
final class Messages {
    private final String discriminator;
    private final Map<Message, Schema> schemas = new LinkedHashMap<>();
    private final Schema envelope;
    private final Schema names;

    private Messages(ContractFile contract, boolean commands, String discriminator) {
        this.discriminator = discriminator;
        ObjectNode document = contract.document();
        Set<String> values = new LinkedHashSet<>();
        for (Message message : contract.messages()) {
            if (message.isCommand() == commands) {
                ObjectNode reference = JsonNodeFactory.instance.objectNode();
                reference.put("$ref", "#/components/schemas/" + message.payload());
                schemas.put(message, Schema.of(document, reference));
                values.add(message.value());
            }
        }
        ObjectNode name = JsonNodeFactory.instance.objectNode().put("type", "string");
        values.forEach(name.putArray("enum")::add);
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("additionalProperties", true);
        object.putArray("required").add(discriminator);
        object.putObject("properties").set(discriminator, name);
        this.names = Schema.of(document, name);
        this.envelope = Schema.of(document, object);
    }

    /** What the exchange sends. */
    static Messages ofExchange(ContractFile contract) {
        return new Messages(contract, false, "type");
    }

    /** What clients send. */
    static Messages ofClients(ContractFile contract) {
        return new Messages(contract, true, "cmd");
    }

    /** By payload, which is the name of its class, the type. Two may have one type on the wire. */
    NavigableMap<String, NavigableSet<String>> payloads() {
        NavigableMap<String, NavigableSet<String>> payloads = new TreeMap<>();
        schemas.keySet()
                .forEach(message -> payloads.computeIfAbsent(message.payload(), first -> new TreeSet<>())
                        .add(message.value()));
        return payloads;
    }

    /** By channel, the types of the messages that it carries. */
    NavigableMap<String, NavigableSet<String>> channels() {
        NavigableMap<String, NavigableSet<String>> channels = new TreeMap<>();
        schemas.keySet()
                .forEach(message -> message.channels()
                        .forEach(channel -> channels.computeIfAbsent(channel, first -> new TreeSet<>())
                                .add(message.value())));
        return channels;
    }

    Collection<Schema> schemas() {
        return schemas.values();
    }

    Schema schema(Message message) {
        return Objects.requireNonNull(schemas.get(message));
    }

    /** A pointer to the schema of a message. */
    static String pointer(Message message) {
        return "/components/schemas/" + ContractPlace.escape(message.payload());
    }

    /** What is asked of any of them: an object with a name. */
    Schema envelope() {
        return envelope;
    }

    /** What is asked of the name. */
    Schema names() {
        return names;
    }

    /** The member that names the message. */
    String discriminator() {
        return discriminator;
    }

    /** How a value names its message; null when it does not, or not with a string. */
    @Nullable
    String name(Wire sent) {
        return member(sent, discriminator) instanceof StringValue name ? name.text() : null;
    }

    /** The message that a value is; nothing when the contract has none of its name. */
    Optional<Message> find(Wire sent) {
        String name = name(sent);
        List<Message> named = schemas.keySet().stream()
                .filter(message -> message.value().equals(name))
                .toList();
        return named.stream()
                .filter(message -> !message.listOf().isEmpty() && member(sent, message.listOf()) instanceof ArrayValue)
                .findFirst()
                .or(() -> named.stream()
                        .filter(message -> message.listOf().isEmpty())
                        .findFirst());
    }

    /** The first one of this name, which is the one that our models read. */
    private static @Nullable Wire member(Wire value, String name) {
        if (value instanceof ObjectValue object) {
            for (Member member : object.members()) {
                if (member.name().equals(name)) {
                    return member.value();
                }
            }
        }
        return null;
    }
}
