package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.extensions.SwaggerParserExtension;
import io.swagger.v3.parser.core.models.AuthorizationValue;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets OpenAPI Generator take a recipe as its input: swagger-parser's own parser finds no OpenAPI document in it and asks
 * the next extension, which is this one. What the engine gets is the contract with its overlays applied, and one extra
 * schema per parameter object, so that the engine writes a file for it.
 */
public final class KalshiParserExtension implements SwaggerParserExtension {
    /** For the service loader. */
    public KalshiParserExtension() {}

    @Override
    public @Nullable SwaggerParseResult readLocation(
            String url, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
        Path file = Path.of(url);
        if (!Files.isRegularFile(file) || !Contract.isRecipe(file)) {
            return null;
        }
        ObjectNode document = forEngine(Contract.load(file));
        return new OpenAPIV3Parser().readContents(document.toString(), List.of(), new ParseOptions());
    }

    @Override
    public @Nullable SwaggerParseResult readContents(
            String contents, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
        return null; // a recipe refers to files beside it, so it has to be a file
    }

    private static ObjectNode forEngine(Contract contract) {
        OperationShapes operations = new OperationShapes(contract);
        ObjectNode root = contract.root().deepCopy();
        ObjectNode schemas = root.withObject("/components/schemas");
        for (String params : operations.params().keySet()) {
            schemas.putObject(params)
                    .put("type", "object")
                    .put("x-is-free-form", "false")
                    .put("x-kalshi-params", true);
        }
        for (JsonNode schema : schemas) {
            if (Contract.isModel(schema)) {
                ((ObjectNode) schema).put("x-is-free-form", "false");
            }
        }
        operations.idsByFamily().forEach((family, ids) -> {
            for (JsonNode path : root.path("paths")) {
                for (JsonNode operation : path) {
                    if (ids.contains(operation.path("operationId").asText())) {
                        ArrayNode tags = ((ObjectNode) operation).putArray("tags");
                        tags.add(family);
                    }
                }
            }
        });
        return root;
    }
}
