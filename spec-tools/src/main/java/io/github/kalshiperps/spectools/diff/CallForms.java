package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How callers see an operation: the interface and method, each list of arguments that it can be called with, what it gives,
 * and whether it can be followed from page to page. By the rules of the generator's {@code OperationShapes}.
 *
 * @param method the interface's family and the method, as in {@code orders.create}
 * @param arguments the types of the arguments of each overload
 * @param result the model that is answered
 * @param pages what the elements of the pages are called; empty when there are none
 * @param refusal why the generator stops at it; empty when it does not
 */
record CallForms(String method, Set<List<String>> arguments, String result, String pages, Optional<String> refusal) {
    private static final String NO_CONTENT = "NoContent";

    static CallForms of(Operation contracted, JavaTypes types) {
        Operation operation = contracted.asGenerated();
        List<String> path = new ArrayList<>();
        Map<String, JsonNode> parameters = operation.parametersByName();
        for (String name : operation.pathParameters()) {
            JsonNode parameter = operation.edition().resolve(parameters.getOrDefault("path " + name, operation.node()));
            path.add(JavaTypes.unboxed(types.of(Slot.ofParameter(parameter, operation.id(), name))));
        }
        String method = method(operation);
        Optional<String> body = operation
                .body()
                .map(node -> model(node.path("content").path("application/json").path("schema"), types));
        boolean bodyRequired =
                operation.body().map(node -> node.path("required").asBoolean()).orElse(false);
        String result = result(operation, types);
        return new CallForms(
                method,
                overloads(path, operation.queryParameters(), method + " parameters", body, bodyRequired),
                result,
                pages(operation),
                refusal(operation));
    }

    private static String method(Operation operation) {
        JsonNode node = operation.node();
        String family =
                node.path("x-kalshi-family").asText(node.path("tags").path(0).asText("default"));
        return family + "." + node.path("x-kalshi-method").asText(operation.id());
    }

    private static Set<List<String>> overloads(
            List<String> path, List<JsonNode> query, String params, Optional<String> body, boolean bodyRequired) {
        List<String> all = new ArrayList<>(path);
        if (!query.isEmpty()) {
            all.add(params);
        }
        body.ifPresent(all::add);
        Set<List<String>> overloads = new LinkedHashSet<>();
        overloads.add(all);
        if (body.isPresent() && !bodyRequired) {
            overloads.add(all.subList(0, all.size() - 1));
        }
        boolean allOptional = query.stream().noneMatch(p -> p.path("required").asBoolean());
        if (!query.isEmpty() && allOptional) {
            List<String> without = new ArrayList<>(path);
            if (bodyRequired) {
                body.ifPresent(without::add);
            }
            overloads.add(without);
        }
        return overloads;
    }

    private static String model(JsonNode schema, JavaTypes types) {
        return types.of(Slot.of(schema, "", ""));
    }

    private static JsonNode answer(Operation operation) {
        List<String> successes = operation.successes();
        return successes.isEmpty()
                ? operation.edition().root().path("no answer")
                : operation.response(successes.get(0));
    }

    private static String result(Operation operation, JavaTypes types) {
        JsonNode content = answer(operation).path("content");
        return content.isMissingNode()
                ? NO_CONTENT
                : model(content.path("application/json").path("schema"), types);
    }

    /** A list operation with a cursor in its query and in its answer can be followed to the end. */
    private static String pages(Operation operation) {
        boolean asks = operation.queryParameters().stream()
                .anyMatch(parameter -> parameter.path("name").asText().equals("cursor"));
        JsonNode schema =
                answer(operation).path("content").path("application/json").path("schema");
        JsonNode members = operation.edition().resolve(schema).path("properties");
        List<String> lists = members.properties().stream()
                .filter(member -> member.getValue().path("type").asText().equals("array"))
                .map(Map.Entry::getKey)
                .toList();
        return asks && members.has("cursor") && lists.size() == 1 ? lists.get(0) : "";
    }

    /** What the generator has no form for. */
    private static Optional<String> refusal(Operation operation) {
        for (JsonNode listed : operation.parameters()) {
            String in = operation.edition().resolve(listed).path("in").asText();
            if (!in.equals("path") && !in.equals("query")) {
                return Optional.of("parameters in " + in + " have no place in Java");
            }
        }
        if (operation.body().isPresent() && Set.of("get", "delete").contains(operation.method())) {
            return Optional.of("a " + operation.method() + " with a body has no form in Java");
        }
        if (operation.successes().size() != 1) {
            return Optional.of("an operation must have one status of success, not "
                    + operation.successes().size());
        }
        JsonNode content = answer(operation).path("content");
        boolean json = content.isMissingNode()
                || Edition.reference(content.path("application/json").path("schema"))
                        .map(name -> JavaTypes.isModel(operation.edition().schema(name)))
                        .orElse(false);
        return json ? Optional.empty() : Optional.of("an answer must be a named JSON object");
    }
}
