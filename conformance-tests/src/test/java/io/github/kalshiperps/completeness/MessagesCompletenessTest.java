package io.github.kalshiperps.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ClientCommand;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing of the WebSocket contract is left out: every message and channel has a class or value, and everything has words. */
class MessagesCompletenessTest {
    private static final Path SPECS = Path.of(System.getProperty("project.root"), "specs", "perps-ws");

    private final JsonNode pinned = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(SPECS.resolve("asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyMessageOfTheContractHasAClass() {
        assertThat(constants("send", "type")).isEqualTo(ServerMessage.TYPES.keySet());
        assertThat(payloads("send")).hasSameSizeAs(classes(ServerMessage.class));
        assertThat(payloads("receive")).hasSameSizeAs(classes(ClientCommand.class));
    }

    @Test
    void everyChannelOfTheContractHasAValue() {
        Set<String> addresses = new TreeSet<>();
        pinned.path("channels")
                .forEach(channel -> addresses.add(channel.path("address").asText()));
        addresses.remove("/"); // the connection itself and its pings

        assertThat(Channel.values().stream().map(Channel::value)).containsExactlyInAnyOrderElementsOf(addresses);
    }

    @Test
    void everythingHasWords() {
        List<String> wordless = new ArrayList<>();
        JsonNode schemas = Contract.load(SPECS.resolve("api.yaml"))
                .root()
                .path("components")
                .path("schemas");
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            need(wordless, schema.getValue(), "description", schema.getKey());
            for (Map.Entry<String, JsonNode> property :
                    schema.getValue().path("properties").properties()) {
                need(wordless, property.getValue(), "description", schema.getKey() + "." + property.getKey());
            }
            for (JsonNode value : schema.getValue().path("enum")) {
                need(wordless, schema.getValue().path("x-enum-words"), value.asText(), schema.getKey());
            }
        }

        assertThat(wordless)
                .as("without words in specs/perps-ws/words.overlay.yaml")
                .isEmpty();
    }

    private static void need(List<String> wordless, JsonNode node, String member, String place) {
        if (node.path(member).asText().isBlank()) {
            wordless.add(place + " " + member);
        }
    }

    /** The payload schemas of what one side sends; pings and pongs have none. */
    private Set<String> payloads(String action) {
        Set<String> payloads = new TreeSet<>();
        for (JsonNode operation : pinned.path("operations")) {
            if (operation.path("action").asText().equals(action)) {
                for (JsonNode message : operation.path("messages")) {
                    String payload =
                            resolve(message).path("payload").path("$ref").asText();
                    if (!payload.isEmpty()) {
                        payloads.add(payload);
                    }
                }
            }
        }
        assertThat(payloads).isNotEmpty();
        return payloads;
    }

    private Set<String> constants(String action, String member) {
        return payloads(action).stream()
                .map(payload -> pinned.at(payload.substring(1))
                        .path("properties")
                        .path(member)
                        .path("const")
                        .asText())
                .collect(Collectors.toSet());
    }

    private JsonNode resolve(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = pinned.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }

    private static List<Class<?>> classes(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .filter(type -> type != ServerMessage.Unrecognized.class)
                .collect(Collectors.toList());
    }
}
