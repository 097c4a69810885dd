package io.github.kalshiperps.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.core.error.ErrorBody;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.simulator.http.TrafficListener.Traffic;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds requests and answers against one pinned contract, overlays applied. Safe for use by several threads. */
final class ContractCheck {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What the exchange answers although the contract lists it for other operations only, if at all. */
    private static final Set<Integer> REFUSALS_ANYWHERE = Set.of(400, 401, 403, 404, 409, 429);

    /** What the exchange puts up with in a query although the contract does not allow it. */
    private static final Set<String> LENIENCE =
            Set.of("GetMarginTrades 200 query.ticker", "GetMarginMarkets 200 query.status");

    private static final Set<ErrorBody.Shape> SHAPES =
            EnumSet.of(ErrorBody.Shape.WRAPPED, ErrorBody.Shape.FLAT, ErrorBody.Shape.BARE, ErrorBody.Shape.STRING);

    private static final Map<String, String> FORMS = Map.of(
            "dollars", "-?[0-9]+\\.[0-9]{2,6}",
            "count", "-?[0-9]+(\\.[0-9]{1,2})?",
            "decimal", "-?[0-9]+(\\.[0-9]+)?",
            "date-time", "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]+)?Z",
            "uuid", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final JsonNode contract;
    private final boolean mayLackMembers;
    private final Consumer<String> problems;

    private ContractCheck(JsonNode contract, boolean mayLackMembers, Consumer<String> problems) {
        this.contract = contract;
        this.mayLackMembers = mayLackMembers;
        this.problems = problems;
    }

    /**
     * A check against one contract.
     *
     * @param api its directory below {@code specs}
     * @param mayLackMembers whether members that the contract requires may be missing in bodies
     * @param problems hears of every deviation
     */
    static ContractCheck of(String api, boolean mayLackMembers, Consumer<String> problems) {
        Path recipe = Path.of(System.getProperty("project.root"), "specs", api, "api.yaml");
        return new ContractCheck(Contract.load(recipe).root(), mayLackMembers, problems);
    }

    void check(Traffic traffic, ApiOperation operation) {
        int status = traffic.answer().status();
        String at = operation.id() + " " + status;
        JsonNode facts = contract.path("paths")
                .path(operation.path())
                .path(operation.httpMethod().toLowerCase(Locale.ROOT));
        JsonNode documented = resolved(facts.path("responses").path(String.valueOf(status)));
        if (status >= 400) {
            require(
                    !documented.isMissingNode() || REFUSALS_ANYWHERE.contains(status),
                    at + ": the contract has no such status");
            require(
                    SHAPES.contains(ErrorBody.parse(traffic.answer().body()).shape()),
                    at + ": " + traffic.answer().body());
            return;
        }
        require(!documented.isMissingNode(), at + ": the contract has no such status");
        checkBody(at + " answer", documented.path("content"), traffic.answer().body());
        checkBody(at + " request", resolved(facts.path("requestBody")).path("content"), traffic.requestBody());
        checkQuery(at + " query", facts.path("parameters"), traffic.query());
    }

    private void checkBody(String at, JsonNode content, String body) {
        if (content.isMissingNode()) {
            require(body.isEmpty(), at + ": the contract has no body");
        } else {
            checkValue(at, content.path("application/json").path("schema"), json(body));
        }
    }

    private void checkQuery(String at, JsonNode parameters, @Nullable String query) {
        Map<String, String> sent = new TreeMap<>();
        if (query != null && !query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                if (!parts[1].isEmpty()) {
                    // An empty one counts as not sent.
                    sent.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
                }
            }
        }
        for (JsonNode reference : parameters) {
            JsonNode parameter = resolved(reference);
            String name = parameter.path("name").asText();
            String value = sent.remove(name);
            String place = at + "." + name;
            if (LENIENCE.contains(place) || !parameter.path("in").asText().equals("query")) {
                continue;
            }
            JsonNode schema = parameter.path("schema");
            if (typeOf(schema).equals("boolean") && Set.of("0", "1").contains(String.valueOf(value))) {
                // Our client writes true and false; the simulator takes these as well, as lenient servers do.
                continue;
            }
            if (value != null) {
                boolean text = typeOf(schema).equals("string");
                checkValue(place, schema, text ? JSON.getNodeFactory().textNode(value) : json(value));
            } else {
                require(!parameter.path("required").asBoolean(), place + " is required");
            }
        }
        require(sent.isEmpty(), at + ": the contract has no parameter " + sent.keySet());
    }

    private void checkValue(String at, JsonNode reference, JsonNode value) {
        JsonNode schema = resolved(reference);
        for (JsonNode part : schema.path("allOf")) {
            if (!value.isNull()) {
                checkValue(at, part, value);
            }
        }
        if (value.isNull()) {
            boolean nullable = schema.path("nullable").asBoolean()
                    || reference.path("nullable").asBoolean();
            // In a request that was taken it counts as not sent; our client writes no such null.
            require(nullable || at.contains(" request"), at + " is null");
            return;
        }
        switch (schema.path("type").asText()) {
            case "object" -> checkObject(at, schema, value);
            case "array" -> {
                require(value.isArray(), at + " is no array");
                for (int i = 0; i < value.size(); i++) {
                    checkValue(at + "[" + i + "]", schema.path("items"), value.get(i));
                }
                require(
                        !schema.has("minItems")
                                || value.size() >= schema.path("minItems").asInt(),
                        at + " is too short");
            }
            case "string" -> checkText(at, reference, schema, value);
            case "integer" -> require(value.isIntegralNumber() && inBounds(schema, value), at + " is " + value);
            case "number" -> require(value.isNumber() && inBounds(schema, value), at + " is " + value);
            case "boolean" -> require(value.isBoolean(), at + " is " + value);
            default -> require(schema.has("allOf") || schema.isEmpty(), at + ": a schema without a type: " + schema);
        }
        if (schema.has("enum")) {
            boolean listed = false;
            for (JsonNode allowed : schema.path("enum")) {
                listed |= allowed.asText().equals(value.asText());
            }
            require(listed, at + " is " + value + ", which the enum does not list");
        }
    }

    private void checkObject(String at, JsonNode schema, JsonNode value) {
        require(value.isObject(), at + " is no object");
        for (JsonNode name : schema.path("required")) {
            require(value.has(name.asText()) || mayLackMembers, at + "." + name.asText() + " is required");
        }
        JsonNode others = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            String place = at + "." + member.getKey();
            if (!known.isMissingNode()) {
                checkValue(place, known, member.getValue());
            } else if (others.isObject()) {
                checkValue(place, others, member.getValue());
            } else {
                // The exchange takes these two although the contract lacks them.
                boolean announced =
                        place.endsWith("request.market_version") || place.endsWith("request.expiration_time");
                require(others.asBoolean() || announced, place + " is no member of the contract");
            }
        }
    }

    private void checkText(String at, JsonNode reference, JsonNode schema, JsonNode value) {
        require(value.isTextual(), at + " is " + value);
        String text = value.asText();
        String type = reference.has("x-kalshi-type")
                ? reference.path("x-kalshi-type").asText()
                : schema.path("x-kalshi-type").asText(schema.path("format").asText());
        // The exchange leaves the tick of some markets empty.
        boolean leftEmpty = text.isEmpty()
                && schema.path("x-kalshi-optional")
                        .asBoolean(reference.path("x-kalshi-optional").asBoolean());
        // A request may leave decimals out, an answer never does.
        boolean shortDollars = type.equals("dollars") && at.contains(" request");
        String form = FORMS.get(shortDollars ? "decimal" : type);
        require(form == null || leftEmpty || text.matches(form), at + " is '" + text + "', which is no " + type);
        require(!schema.has("pattern") || text.matches(schema.path("pattern").asText()), at + " is '" + text + "'");
        require(
                text.length() >= schema.path("minLength").asInt(0)
                        && text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE),
                at + " has " + text.length() + " characters");
    }

    private static boolean inBounds(JsonNode schema, JsonNode value) {
        return (!schema.has("minimum")
                        || value.decimalValue().compareTo(schema.path("minimum").decimalValue()) >= 0)
                && (!schema.has("maximum")
                        || value.decimalValue().compareTo(schema.path("maximum").decimalValue()) <= 0);
    }

    private String typeOf(JsonNode reference) {
        JsonNode schema = resolved(reference);
        return schema.has("allOf")
                ? typeOf(schema.path("allOf").get(0))
                : schema.path("type").asText();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(contract.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + text, e);
        }
    }

    private void require(boolean fulfilled, String problem) {
        if (!fulfilled) {
            problems.accept(problem);
        }
    }
}
