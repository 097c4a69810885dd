package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
 * the next extension, which is this one. What the engine gets is a list of the files to write, in the form of a document;
 * what stands in them comes from the {@link Contract}.
 */
public final class KalshiParserExtension implements SwaggerParserExtension {
    /** For the service loader. */
    public KalshiParserExtension() {}

    @Override
    public @Nullable SwaggerParseResult readLocation(
            String url, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
        if (url.contains("://")) {
            return null;
        }
        Path file = Path.of(url);
        if (!Files.exists(file)) {
            throw new ContractException(file + ": there is no such recipe");
        }
        if (!Files.isRegularFile(file) || !Contract.isRecipe(file)) {
            return null;
        }
        Contract contract = Contract.load(file);
        checkShapes(contract);
        ObjectNode document = filesToWrite(contract);
        return new OpenAPIV3Parser().readContents(document.toString(), List.of(), new ParseOptions());
    }

    @Override
    public @Nullable SwaggerParseResult readContents(
            String contents, @Nullable List<AuthorizationValue> auth, @Nullable ParseOptions options) {
        return null; // a recipe refers to files beside it, so it has to be a file
    }

    /** Makes every shape once, so that what cannot be generated fails here and not wrapped in the engine's exceptions. */
    private static void checkShapes(Contract contract) {
        ModelShapes models = new ModelShapes(contract);
        contract.schemas().keySet().stream().filter(models::hasFile).forEach(models::shape);
        OperationShapes operations = new OperationShapes(contract);
        operations.params();
        operations.servers();
        operations.idsByFamily().keySet().forEach(family -> operations.family(family, ""));
    }

    /**
     * One schema for each model, enum and parameter object, one operation for each interface, and nothing more: the rest
     * of the contract would only be interpreted a second time, with warnings about what the engine does not understand.
     */
    private static ObjectNode filesToWrite(Contract contract) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("openapi", "3.0.0");
        root.putObject("info").put("title", "Files to write").put("version", "1");
        root.putArray("servers").addObject().put("url", "https://localhost");
        ObjectNode schemas = root.putObject("components").putObject("schemas");
        ModelShapes models = new ModelShapes(contract);
        OperationShapes operations = new OperationShapes(contract);
        contract.schemas().keySet().stream().filter(models::hasFile).forEach(name -> addFile(schemas, name));
        operations.params().keySet().forEach(name -> addFile(schemas, name));
        ObjectNode paths = root.putObject("paths");
        for (String family : operations.idsByFamily().keySet()) {
            ObjectNode operation = paths.putObject("/" + family).putObject("get");
            operation.put("operationId", "list" + family).putArray("tags").add(family);
            operation.putObject("responses").putObject("200").put("description", "");
        }
        return root;
    }

    /** The engine takes a schema for a model, and writes a file for it, when it has a property. */
    private static void addFile(ObjectNode schemas, String name) {
        ObjectNode schema = schemas.putObject(name).put("type", "object");
        schema.putObject("properties").putObject("name").put("type", "string");
    }
}
