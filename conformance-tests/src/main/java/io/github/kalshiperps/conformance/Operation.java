package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One operation of a contract.
 *
 * @param id its operationId
 * @param method its HTTP method, upper case
 * @param segments its path template, cut at the slashes
 * @param pointer to the answers in the contract
 * @param answers what it documents by HTTP status
 */
record Operation(
        String id, String method, List<String> segments, String pointer, NavigableMap<String, Answer> answers) {
    private static final String JSON = "application/json";

    static Operation of(String method, String template, JsonNode node, ObjectNode document) {
        String pointer =
                "/paths/" + ContractPlace.escape(template) + "/" + method.toLowerCase(Locale.ROOT) + "/responses";
        NavigableMap<String, Answer> answers = new TreeMap<>();
        for (Map.Entry<String, JsonNode> response : node.path("responses").properties()) {
            JsonNode described = response.getValue();
            String place = pointer + "/" + response.getKey();
            if (described.has("$ref")) {
                place = described.path("$ref").asText().substring(1);
                described = document.at(place);
            }
            JsonNode schema = described.path("content").path(JSON).path("schema");
            answers.put(
                    response.getKey(),
                    schema.isMissingNode()
                            ? new Answer(null, "")
                            : new Answer(
                                    Schema.of(document, schema),
                                    place + "/content/" + ContractPlace.escape(JSON) + "/schema"));
        }
        return new Operation(node.path("operationId").asText(), method, segments(template), pointer, answers);
    }

    static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    boolean takes(String requestMethod, List<String> requested) {
        if (!method.equals(requestMethod) || segments.size() != requested.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            boolean matches = isParameter(i)
                    ? !requested.get(i).isEmpty()
                    : segments.get(i).equals(requested.get(i));
            if (!matches) {
                return false;
            }
        }
        return true;
    }

    /** Sorts before that of another operation that takes the same path, if a literal stands where the other has a parameter. */
    String precedence() {
        StringBuilder precedence = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            precedence.append(isParameter(i) ? '1' : '0');
        }
        return precedence.toString();
    }

    private boolean isParameter(int segment) {
        return segments.get(segment).startsWith("{");
    }
}
