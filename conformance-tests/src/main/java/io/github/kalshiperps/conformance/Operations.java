package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The operations of a contract, and which of them a request goes to. */
final class Operations {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final List<Operation> operations = new ArrayList<>();
    private final NavigableSet<String> basePaths;

    Operations(ContractFile contract) {
        basePaths = contract.basePaths();
        ObjectNode document = contract.document();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (String method : METHODS) {
                JsonNode node = path.getValue().path(method);
                if (node.isObject()) {
                    operations.add(Operation.of(method.toUpperCase(Locale.ROOT), path.getKey(), node, document));
                }
            }
        }
    }

    /** By operationId, the statuses that are documented. */
    NavigableMap<String, NavigableSet<String>> statuses() {
        NavigableMap<String, NavigableSet<String>> statuses = new TreeMap<>();
        operations.forEach(operation ->
                statuses.put(operation.id(), new TreeSet<>(operation.answers().keySet())));
        return statuses;
    }

    /** The operation that a request goes to. The path begins with that of a server and has no query. */
    Optional<Operation> route(String method, String path) {
        for (String basePath : basePaths) {
            if (path.startsWith(basePath + "/")) {
                List<String> segments = Operation.segments(path.substring(basePath.length()));
                return operations.stream()
                        .filter(operation -> operation.takes(method, segments))
                        .min(Comparator.comparing(Operation::precedence));
            }
        }
        return Optional.empty();
    }

    /** The schemas of documented answers. */
    List<Schema> answerSchemas() {
        List<Schema> schemas = new ArrayList<>();
        for (Operation operation : operations) {
            for (Answer answer : operation.answers().values()) {
                if (answer.body() != null) {
                    schemas.add(answer.body());
                }
            }
        }
        return schemas;
    }
}
