package io.github.kalshiperps.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.api.PerpsOperations;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Nothing of the contract is left out: every operation has a method that a client reaches, and everything public has words.
 * That every operation has a test of its recorded request is checked where those tests are, in perps-rest.
 */
class CompletenessTest {
    private static final Contract CONTRACT =
            Contract.load(Path.of(System.getProperty("project.root"), "specs", "perps-rest", "api.yaml"));

    @Test
    void everyOperationOfTheContractHasAMethod() {
        Set<String> inContract = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : CONTRACT.root().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                inContract.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " "
                        + operation.getValue().path("operationId").asText());
            }
        }
        Set<String> inClient = PerpsOperations.ALL.stream()
                .map(operation -> operation.httpMethod() + " " + operation.path() + " " + operation.id())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inClient).isEqualTo(inContract).hasSize(50);
        for (ApiOperation operation : PerpsOperations.ALL) {
            assertThat(Arrays.stream(operation.api().getMethods()))
                    .as(operation.id())
                    .anyMatch(method ->
                            method.getName().equals(operation.javaMethod()) && method.getReturnType() == ApiCall.class);
        }
    }

    @Test
    void everyResourceFamilyIsReachedFromTheClient() {
        Set<Class<?>> reached = Arrays.stream(PerpsClient.class.getMethods())
                .map(Method::getReturnType)
                .collect(Collectors.toSet());

        assertThat(reached)
                .containsAll(PerpsOperations.ALL.stream().map(ApiOperation::api).collect(Collectors.toSet()));
    }

    @Test
    void everythingPublicHasWords() {
        List<String> wordless = new ArrayList<>();
        JsonNode root = CONTRACT.root();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (JsonNode operation : path.getValue()) {
                String id = operation.path("operationId").asText();
                need(wordless, operation, "summary", id);
                need(wordless, operation, "description", id);
                parameters(wordless, id, operation.path("parameters"));
            }
        }
        for (Map.Entry<String, JsonNode> parameter :
                root.path("components").path("parameters").properties()) {
            need(wordless, parameter.getValue(), "description", parameter.getKey());
        }
        for (Map.Entry<String, JsonNode> schema :
                root.path("components").path("schemas").properties()) {
            need(wordless, schema.getValue(), "description", schema.getKey());
            for (Map.Entry<String, JsonNode> property :
                    schema.getValue().path("properties").properties()) {
                need(wordless, property.getValue(), "description", schema.getKey() + "." + property.getKey());
            }
            for (JsonNode value : schema.getValue().path("enum")) {
                if (schema.getValue()
                        .path("x-enum-words")
                        .path(value.asText())
                        .asText()
                        .isBlank()) {
                    wordless.add(schema.getKey() + " value '" + value.asText() + "'");
                }
            }
        }
        for (JsonNode server : root.path("servers")) {
            need(wordless, server, "description", server.path("url").asText());
        }
        Set<String> families = new TreeSet<>();
        root.path("paths")
                .forEach(path -> path.forEach(operation ->
                        families.add(operation.path("x-kalshi-family").asText())));
        families.forEach(family -> need(wordless, root.path("x-kalshi-families"), family, "family"));

        assertThat(wordless)
                .as("without words in specs/perps-rest/words.overlay.yaml")
                .isEmpty();
    }

    private static void parameters(List<String> wordless, String id, JsonNode parameters) {
        for (JsonNode parameter : parameters) {
            if (!parameter.has("$ref")) {
                need(
                        wordless,
                        parameter,
                        "description",
                        id + "(" + parameter.path("name").asText() + ")");
            }
        }
    }

    private static void need(List<String> wordless, JsonNode node, String member, String place) {
        if (node.path(member).asText().isBlank()) {
            wordless.add(place + " " + member);
        }
    }
}
