package io.github.kalshiperps.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.api.KlearOperations;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing of a contract is left out: every operation has a method that a client reaches, and everything public has words.
 * That every operation has a test of its recorded request is checked where those tests are, beside the client.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("apis")
class CompletenessTest {
    private static final String FAMILY = "x-kalshi-family";

    private final String directory;
    private final Class<?> client;
    private final List<ApiOperation> operations;
    private final JsonNode contract;

    CompletenessTest(String directory, Class<?> client, List<ApiOperation> operations) {
        this.directory = directory;
        this.client = client;
        this.operations = operations;
        this.contract = Contract.load(Path.of(System.getProperty("project.root"), "specs", directory, "api.yaml"))
                .root();
    }

    static List<Arguments> apis() {
        return List.of(
                arguments("perps-rest", PerpsClient.class, PerpsOperations.ALL),
                arguments("perps-klear", KlearClient.class, KlearOperations.ALL));
    }

    @Test
    void everyOperationOfTheContractHasAMethod() {
        Set<String> inContract = new TreeSet<>();
        operationsOfTheContract()
                .forEach((request, operation) -> inContract.add(
                        request + " " + operation.path("operationId").asText()));
        Set<String> inClient = operations.stream()
                .map(operation -> operation.httpMethod() + " " + operation.path() + " " + operation.id())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(inClient).isEqualTo(inContract).isNotEmpty();
        for (ApiOperation operation : operations) {
            assertThat(Arrays.stream(operation.api().getMethods()))
                    .as(operation.id())
                    .anyMatch(method ->
                            method.getName().equals(operation.javaMethod()) && method.getReturnType() == ApiCall.class);
        }
    }

    @AsksForAll
    @Test
    void everyOperationHasAFamilyAndAMethodNameOfOurs() {
        assertThat(operationsOfTheContract()).isNotEmpty().allSatisfy((request, operation) -> {
            assertThat(operation.path(FAMILY).asText()).as(FAMILY).isNotBlank();
            assertThat(operation.path("x-kalshi-method").asText())
                    .as("x-kalshi-method")
                    .isNotBlank();
        });
    }

    @AsksForAll
    @Test
    void everyResourceFamilyIsReachedFromTheClient() {
        Set<Class<?>> reached =
                Arrays.stream(client.getMethods()).map(Method::getReturnType).collect(Collectors.toSet());

        assertThat(reached)
                .containsAll(operations.stream().map(ApiOperation::api).collect(Collectors.toSet()));
    }

    @Test
    void everythingPublicHasWords() {
        List<String> wordless = new ArrayList<>();
        Set<String> families = new TreeSet<>();
        operationsOfTheContract().forEach((request, operation) -> {
            need(wordless, operation, "summary", request);
            need(wordless, operation, "description", request);
            parameters(wordless, request, operation.path("parameters"));
            if (operation.has(FAMILY)) {
                families.add(operation.path(FAMILY).asText());
            }
        });
        families.forEach(family -> need(wordless, contract.path("x-kalshi-families"), family, "family"));
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            parameters(wordless, path.getKey(), path.getValue().path("parameters"));
        }
        for (Map.Entry<String, JsonNode> parameter :
                contract.path("components").path("parameters").properties()) {
            need(wordless, parameter.getValue(), "description", parameter.getKey());
        }
        for (Map.Entry<String, JsonNode> schema :
                contract.path("components").path("schemas").properties()) {
            schema(wordless, schema.getKey(), schema.getValue());
        }
        for (JsonNode server : contract.path("servers")) {
            need(wordless, server, "description", server.path("url").asText());
        }

        assertThat(wordless)
                .as("without words in specs/%s/words.overlay.yaml", directory)
                .isEmpty();
    }

    /** By method and path. What else stands at a path, such as parameters of all its operations, is left out. */
    private Map<String, JsonNode> operationsOfTheContract() {
        Map<String, JsonNode> found = new TreeMap<>();
        for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (member.getValue().isObject()) {
                    found.put(member.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), member.getValue());
                }
            }
        }
        return found;
    }

    private static void parameters(List<String> wordless, String place, JsonNode parameters) {
        for (JsonNode parameter : parameters) {
            if (!parameter.has("$ref")) {
                need(
                        wordless,
                        parameter,
                        "description",
                        place + "(" + parameter.path("name").asText() + ")");
            }
        }
    }

    /** The parts of an {@code allOf} are merged and inline schemas are named by now, so that these are all properties. */
    private static void schema(List<String> wordless, String name, JsonNode schema) {
        need(wordless, schema, "description", name);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            need(wordless, property.getValue(), "description", name + "." + property.getKey());
        }
        for (JsonNode value : schema.path("enum")) {
            need(wordless, schema.path("x-enum-words"), value.asText(), name);
        }
    }

    private static void need(List<String> wordless, JsonNode node, String member, String place) {
        if (node.path(member).asText().isBlank()) {
            wordless.add(place + " " + member);
        }
    }
}
