package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operation of an OpenAPI document. */
record Operation(Edition edition, String method, String path, JsonNode node) {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** All operations, in the document's order. */
    static List<Operation> all(Edition edition) {
        List<Operation> operations = new ArrayList<>();
        edition.named("/paths")
                .forEach((path, item) -> METHODS.stream()
                        .filter(item::has)
                        .forEach(method -> operations.add(new Operation(edition, method, path, item.get(method)))));
        return operations;
    }

    /** The operation as the generator sees it. */
    Operation asGenerated() {
        Edition generated = edition.asGenerated();
        JsonNode overlaid = generated.root().path("paths").path(path).path(method);
        return new Operation(generated, method, path, overlaid.isMissingNode() ? node : overlaid);
    }

    /** What people call it. */
    String label() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    /** What tells it from others on the wire: names within a path's braces say nothing there. */
    String key() {
        return method + " " + PATH_PARAMETER.matcher(path).replaceAll("{}");
    }

    String id() {
        return node.path("operationId").asText();
    }

    String pointer() {
        return "#/paths/" + Pointers.escaped(path) + "/" + method;
    }

    /** The parameters as they are listed, those of the path first. */
    List<JsonNode> parameters() {
        List<JsonNode> parameters = new ArrayList<>();
        edition.root().path("paths").path(path).path("parameters").forEach(parameters::add);
        node.path("parameters").forEach(parameters::add);
        return parameters;
    }

    /** The parameters by place and name, as they are listed. */
    Map<String, JsonNode> parametersByName() {
        Map<String, JsonNode> byName = new TreeMap<>();
        for (JsonNode parameter : parameters()) {
            JsonNode resolved = edition.resolve(parameter);
            byName.put(
                    resolved.path("in").asText() + " " + resolved.path("name").asText(), parameter);
        }
        return byName;
    }

    List<String> pathParameters() {
        List<String> names = new ArrayList<>();
        Matcher matcher = PATH_PARAMETER.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    List<JsonNode> queryParameters() {
        return parameters().stream()
                .map(edition::resolve)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .toList();
    }

    JsonNode security() {
        return node.has("security") ? node.get("security") : edition.root().path("security");
    }

    Optional<JsonNode> body() {
        return node.has("requestBody") ? Optional.of(edition.resolve(node.get("requestBody"))) : Optional.empty();
    }

    /** The statuses of success. */
    List<String> successes() {
        List<String> statuses = new ArrayList<>();
        node.path("responses").fieldNames().forEachRemaining(status -> {
            if (status.startsWith("2")) {
                statuses.add(status);
            }
        });
        return statuses;
    }

    JsonNode response(String status) {
        return edition.resolve(node.path("responses").path(status));
    }
}
