package io.github.kalshiperps.spectools.contract;

import static io.github.kalshiperps.spectools.contract.CommonShapes.SECURITY_SCHEME;
import static io.github.kalshiperps.spectools.contract.CommonShapes.SECURITY_SCHEME_KIND;
import static io.github.kalshiperps.spectools.contract.CommonShapes.TAG;
import static io.github.kalshiperps.spectools.contract.SchemaShape.SCHEMA;
import static io.github.kalshiperps.spectools.contract.Shapes.FLAG;
import static io.github.kalshiperps.spectools.contract.Shapes.TEXT;
import static io.github.kalshiperps.spectools.contract.Shapes.TEXTS;
import static io.github.kalshiperps.spectools.contract.Shapes.listOf;
import static io.github.kalshiperps.spectools.contract.Shapes.namesTo;
import static io.github.kalshiperps.spectools.contract.Shapes.sorted;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** OpenAPI 3.0. */
final class OpenApiFormat implements DocumentFormat {
    private static final String SECURITY_SCHEMES = "#/components/securitySchemes/";

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final Shape SECURITY = OpenApiFormat::security;

    private static final Shape SERVER =
            ObjectShape.of("Server").required("url", TEXT).prose("description").end();

    private static final Shape MEDIA_TYPE = ObjectShape.of("MediaType")
            .fact("schema", SCHEMA)
            .prose("example", "examples")
            .end();

    private static final Shape CONTENT = namesTo(MEDIA_TYPE);

    private static final Shape PARAMETER = ObjectShape.of("Parameter")
            .referable()
            .required("in", TEXT)
            .required("name", TEXT)
            .fact("required", FLAG)
            .fact("deprecated", FLAG)
            .required("schema", SCHEMA)
            .prose("description", "example", "examples")
            .end();

    private static final Shape PARAMETERS = OpenApiFormat::parameters;

    private static final Shape REQUEST_BODY = ObjectShape.of("RequestBody")
            .referable()
            .fact("required", FLAG)
            .required("content", CONTENT)
            .prose("description")
            .end();

    private static final Shape RESPONSE = ObjectShape.of("Response")
            .referable()
            .constant("description", "")
            .fact("content", CONTENT)
            .end();

    private static final Shape OPERATION = ObjectShape.of("Operation")
            .required("operationId", TEXT)
            .fact("tags", TEXTS)
            .fact("deprecated", FLAG)
            .fact("security", SECURITY)
            .fact("parameters", PARAMETERS)
            .fact("requestBody", REQUEST_BODY)
            .required("responses", namesTo(RESPONSE))
            .prose("summary", "description", "externalDocs")
            .end();

    private static final Shape PATH_ITEM = pathItem();

    private static final Shape COMPONENTS = ObjectShape.of("Components")
            .fact("securitySchemes", namesTo(SECURITY_SCHEME))
            .fact("parameters", namesTo(PARAMETER))
            .fact("requestBodies", namesTo(REQUEST_BODY))
            .fact("responses", namesTo(RESPONSE))
            .fact("schemas", namesTo(SCHEMA))
            .prose("examples")
            .end();

    private static final Shape VERSION = Shapes.textLike("an OpenAPI version 3.0", Pattern.compile("3\\.0\\.\\d+"));

    @Override
    public Shape document(String title) {
        return ObjectShape.of("OpenApi")
                .required("openapi", VERSION)
                .required("info", CommonShapes.info(title))
                .fact("servers", listOf(SERVER))
                .fact("security", SECURITY)
                .fact("tags", listOf(TAG))
                .required("paths", namesTo(PATH_ITEM))
                .fact("components", COMPONENTS)
                .prose("externalDocs")
                .end();
    }

    @Override
    public Map<String, Integer> counts(JsonNode document) {
        JsonNode paths = document.path("paths");
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("paths", paths.size());
        counts.put("operations", (int) StreamSupport.stream(paths.spliterator(), false)
                .flatMap(path -> METHODS.stream().filter(path::has))
                .count());
        counts.put("schemas", document.at("/components/schemas").size());
        return counts;
    }

    @Override
    public List<String> defects(JsonNode document) {
        return List.of();
    }

    private static Shape pathItem() {
        ObjectShape.Table table =
                ObjectShape.of("PathItem").fact("parameters", PARAMETERS).prose("summary", "description");
        METHODS.forEach(method -> table.fact(method, OPERATION));
        return table.end();
    }

    /** The order of parameters means nothing; a reference sorts as what it stands for. */
    private static JsonNode parameters(JsonNode value, Position at) {
        Comparator<JsonNode> byPlaceAndName = Comparator.comparing(
                        (JsonNode parameter) -> at.resolve(parameter).path("in").asText())
                .thenComparing(parameter -> at.resolve(parameter).path("name").asText());
        return sorted(listOf(PARAMETER), byPlaceAndName).canonical(value, at);
    }

    private static JsonNode security(JsonNode value, Position at) {
        JsonNode alternatives = listOf(OpenApiFormat::securityRequirement).canonical(value, at);
        List<String> loneHeaderKeys = StreamSupport.stream(alternatives.spliterator(), false)
                .filter(requirement -> requirement.size() == 1)
                .map(requirement -> requirement.fieldNames().next())
                .filter(scheme -> isHeaderKey(at.lookUp(SECURITY_SCHEMES + scheme)))
                .toList();
        if (loneHeaderKeys.size() > 1) {
            // In a list each requirement suffices alone; keys that belong together stand in one requirement.
            at.defect("header keys listed as alternatives: " + String.join(", ", loneHeaderKeys));
        }
        return alternatives;
    }

    private static JsonNode securityRequirement(JsonNode value, Position at) {
        JsonNode schemes = namesTo(TEXTS).canonical(value, at);
        schemes.fieldNames().forEachRemaining(scheme -> at.refer(SECURITY_SCHEMES + scheme, SECURITY_SCHEME_KIND));
        return schemes;
    }

    private static boolean isHeaderKey(JsonNode scheme) {
        return scheme.path("type").asText().equals("apiKey")
                && scheme.path("in").asText().equals("header");
    }
}
