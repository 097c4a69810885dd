package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contract as the generator sees it: the pinned document with its overlays applied, inline enums and objects lifted to
 * named schemas, and facts beside a {@code $ref} kept. Not thread-safe.
 */
public final class Contract {
    private static final String SCHEMA_REF = "#/components/schemas/";

    /** Extensions that say which members are given together: lists of groups of members. */
    static final List<String> GROUPS = List.of("x-exactly-one-of", "x-at-most-one-of", "x-at-least-one-of");

    private static final List<String> LISTS_OF_MEMBERS =
            Stream.concat(Stream.of("required"), GROUPS.stream()).toList();
    private static final List<String> RECIPE = List.of("kalshi-java", "contract", "overlays");
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final Path recipe;
    private final ObjectNode root;

    private Contract(Path recipe, ObjectNode root) {
        this.recipe = recipe;
        this.root = root;
    }

    /** Whether a file is a recipe: a mapping with the member {@code kalshi-java}. */
    static boolean isRecipe(Path file) {
        return Yaml.readObject(file).has("kalshi-java");
    }

    /**
     * Reads what a recipe names. A recipe is a small YAML file: {@code kalshi-java: 1}, {@code contract: FILE},
     * {@code overlays: [FILE, …]}, with paths relative to itself.
     *
     * @param recipe the recipe file
     * @return the contract
     * @throws ContractException if anything is missing, an overlay entry matches nothing, or a {@code $ref} dangles
     */
    public static Contract load(Path recipe) {
        ObjectNode node = readRecipe(recipe);
        List<String> problems = new ArrayList<>();
        Contract contract =
                load(recipe, recipe.resolveSibling(node.path("contract").asText()), node, problems);
        if (!problems.isEmpty()) {
            throw new ContractException(String.join("\n", problems));
        }
        return contract;
    }

    /**
     * Reads another contract with the overlays of a recipe, as far as they match: an older or newer document of the same
     * API. Upstream documents are taken as well as pinned ones.
     *
     * @param recipe the recipe file, for its overlays
     * @param contract the contract to read in place of the recipe's
     * @param unmatched hears of each overlay entry that matches nothing
     * @return the contract
     * @throws ContractException if the document is no OpenAPI document or a {@code $ref} dangles
     */
    public static Contract loadOther(Path recipe, Path contract, Consumer<String> unmatched) {
        List<String> problems = new ArrayList<>();
        Contract loaded = load(recipe, contract, readRecipe(recipe), problems);
        problems.forEach(unmatched);
        return loaded;
    }

    private static ObjectNode readRecipe(Path recipe) {
        ObjectNode node = Yaml.readObject(recipe);
        if (node.path("kalshi-java").asInt() != 1) {
            throw new ContractException(recipe + ": expected 'kalshi-java: 1', the version of recipes understood here");
        }
        for (String name : names(node)) {
            if (!RECIPE.contains(name)) {
                throw new ContractException(recipe + ": a recipe has no member '" + name + "', only " + RECIPE);
            }
        }
        if (node.path("contract").asText().isEmpty()) {
            throw new ContractException(recipe + ": expected 'contract: FILE'");
        }
        return node;
    }

    private static Contract load(Path recipe, Path contractFile, ObjectNode node, List<String> problems) {
        ObjectNode root = Yaml.readObject(contractFile);
        if (!root.has("openapi") && !root.has("asyncapi")) {
            throw new ContractException(contractFile
                    + ": not an OpenAPI document (member 'openapi') and no AsyncAPI one (member 'asyncapi')");
        }
        for (JsonNode overlay : node.path("overlays")) {
            problems.addAll(
                    Overlay.read(recipe.resolveSibling(overlay.asText())).apply(root));
        }
        new Contract(recipe, root).checkReferences(root, "$");
        Contract contract = new Contract(recipe, root.has("asyncapi") ? AsyncApi.lift(root) : root);
        contract.liftInlineSchemas();
        contract.mergeCompositions();
        problems.addAll(contract.strayNames());
        return contract;
    }

    /**
     * The document: overlays applied, inline enums and objects replaced by references to named schemas.
     *
     * @return the tree itself, not a copy
     */
    public ObjectNode root() {
        return root;
    }

    /**
     * The messages and commands, sorted by payload.
     *
     * @return none when the document is no AsyncAPI document
     */
    public List<Message> messages() {
        return AsyncApi.messages(root);
    }

    /** The named schemas. */
    Map<String, ObjectNode> schemas() {
        Map<String, ObjectNode> schemas = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                root.path("components").path("schemas").properties()) {
            schemas.put(entry.getKey(), (ObjectNode) entry.getValue());
        }
        return schemas;
    }

    ObjectNode schema(String name) {
        return Objects.requireNonNull(schemas().get(name), name);
    }

    /** The operations in the contract's order. */
    List<RawOperation> operations() {
        List<RawOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            for (String method : METHODS) {
                JsonNode node = path.getValue().get(method);
                if (node != null) {
                    List<ObjectNode> parameters = new ArrayList<>();
                    for (JsonNode parameter : path.getValue().path("parameters")) {
                        parameters.add(resolve(parameter));
                    }
                    for (JsonNode parameter : node.path("parameters")) {
                        parameters.add(resolve(parameter));
                    }
                    operations.add(new RawOperation(
                            method.toUpperCase(Locale.ROOT), path.getKey(), (ObjectNode) node, parameters));
                }
            }
        }
        return operations;
    }

    /** An operation with its parameters resolved. */
    record RawOperation(String method, String path, ObjectNode node, List<ObjectNode> parameters) {
        String id() {
            return node.path("operationId").asText();
        }
    }

    /** Follows a {@code $ref}, once; facts beside it win over the target's. */
    ObjectNode resolve(JsonNode node) {
        JsonNode ref = node.get("$ref");
        if (ref == null) {
            return (ObjectNode) node;
        }
        ObjectNode merged = ((ObjectNode) root.at(ref.asText().substring(1))).deepCopy();
        for (Map.Entry<String, JsonNode> sibling : node.properties()) {
            if (!sibling.getKey().equals("$ref")) {
                merged.set(sibling.getKey(), sibling.getValue());
            }
        }
        return merged;
    }

    /** The schema name behind a {@code $ref}, or behind the only one of an {@code allOf}. */
    static Optional<String> referenced(JsonNode schema) {
        JsonNode ref = schema.get("$ref");
        if (ref == null && schema.path("allOf").size() == 1) {
            ref = schema.path("allOf").get(0).get("$ref");
        }
        return Optional.ofNullable(ref)
                .map(JsonNode::asText)
                .filter(text -> text.startsWith(SCHEMA_REF))
                .map(text -> text.substring(SCHEMA_REF.length()));
    }

    private void checkReferences(JsonNode node, String place) {
        JsonNode ref = node.get("$ref");
        if (ref != null && ref.isTextual()) {
            String text = ref.asText();
            if (!text.startsWith("#/") || root.at(text.substring(1)).isMissingNode()) {
                throw new ContractException(recipe + ": dangling $ref '" + text + "' at " + place);
            }
        }
        if (node.isObject()) {
            node.properties().forEach(child -> checkReferences(child.getValue(), place + "." + child.getKey()));
        } else {
            for (int i = 0; i < node.size(); i++) {
                checkReferences(node.get(i), place + "[" + i + "]");
            }
        }
    }

    /** Gives every inline enum or object a name of its own, since Java needs one. */
    private void liftInlineSchemas() {
        for (Map.Entry<String, ObjectNode> schema : schemas().entrySet()) {
            liftMembers(schema.getKey(), schema.getValue());
        }
        for (RawOperation operation : operations()) {
            liftParameters(operation, root.path("paths").path(operation.path()));
            liftParameters(operation, operation.node());
        }
    }

    private void liftParameters(RawOperation operation, JsonNode holder) {
        for (JsonNode parameter : holder.path("parameters")) {
            ObjectNode target = parameter.has("$ref")
                    ? (ObjectNode) root.at(parameter.get("$ref").asText().substring(1))
                    : (ObjectNode) parameter;
            lift(target, "schema", operation.id(), target.path("name").asText(), target);
        }
    }

    private void liftMembers(String owner, ObjectNode schema) {
        JsonNode properties = schema.path("properties");
        for (String name : names(properties)) {
            lift((ObjectNode) properties, name, owner, name, properties.get(name));
        }
        for (JsonNode part : schema.path("allOf")) {
            liftMembers(owner, (ObjectNode) part);
        }
    }

    private void lift(ObjectNode parent, String key, String owner, String name, JsonNode described) {
        if (!(parent.get(key) instanceof ObjectNode schema)) {
            return;
        }
        if (schema.path("items") instanceof ObjectNode) {
            lift(schema, "items", owner, name, described);
        }
        if (schema.path("additionalProperties") instanceof ObjectNode) {
            lift(schema, "additionalProperties", owner, name, described);
        }
        boolean isEnum = schema.has("enum");
        if (!isEnum && !schema.has("properties") && !isComposition(schema)) {
            return;
        }
        String javaName =
                schema.path("x-enum-type").asText(described.path("x-enum-type").asText());
        String liftedName = javaName.isEmpty() ? JavaNames.type(owner) + JavaNames.type(name) : javaName;
        ObjectNode lifted = schema.deepCopy();
        lifted.remove(List.of("description", "nullable", "default", "x-enum-type"));
        for (String extension : List.of("x-enum-words", "x-enum-names")) {
            if (!lifted.has(extension) && described.has(extension)) {
                lifted.set(extension, described.get(extension));
            }
        }
        lifted.put("description", isEnum ? "The values of `" + name + "`." : "The `" + name + "` of `" + owner + "`.");
        ObjectNode existing =
                (ObjectNode) root.path("components").path("schemas").get(liftedName);
        if (existing == null) {
            ((ObjectNode) root.path("components").path("schemas")).set(liftedName, lifted);
        } else if (isEnum && existing.has("enum") && existing.path("type").equals(lifted.path("type"))) {
            union(existing, lifted);
        } else {
            throw new ContractException(recipe + ": the inline schema of " + owner + "." + name + " wants the name '"
                    + liftedName + "', which another one has; give it an x-enum-type in types.overlay.yaml");
        }
        schema.remove(List.of(
                "type", "enum", "properties", "required", "additionalProperties", "x-enum-words", "x-enum-names"));
        schema.putArray("allOf").addObject().put("$ref", SCHEMA_REF + liftedName);
        if (!isEnum) {
            liftMembers(liftedName, lifted);
        }
    }

    /** Merges the parts of every {@code allOf} into one object: Java gets one class and no hierarchy. */
    private void mergeCompositions() {
        schemas().forEach((name, schema) -> merge(name, schema, Set.of()));
    }

    /** What our extensions name that the contract does not have. */
    private List<String> strayNames() {
        List<String> stray = new ArrayList<>();
        schemas().forEach((name, schema) -> {
            Set<String> values = ModelShapes.strings(schema.path("enum"));
            for (String key : List.of("x-enum-names", "x-enum-words")) {
                strayNames(name, key, names(schema.path(key)), values, "value of the enum", stray);
            }
            Set<String> members = new LinkedHashSet<>(names(schema.path("properties")));
            for (String key : GROUPS) {
                for (JsonNode group : schema.path(key)) {
                    strayNames(name, key, ModelShapes.strings(group), members, "member", stray);
                }
            }
        });
        return stray;
    }

    private static void strayNames(
            String name, String key, Iterable<String> named, Set<String> known, String what, List<String> stray) {
        for (String one : named) {
            if (!known.contains(one)) {
                stray.add(name + ": " + key + " names '" + one + "', which is no " + what);
            }
        }
    }

    private static boolean isComposition(JsonNode schema) {
        return schema.path("allOf").size() > 1 || (schema.has("allOf") && schema.has("properties"));
    }

    private void merge(String name, ObjectNode schema, Set<String> within) {
        if (!isComposition(schema)) {
            return;
        }
        if (within.contains(name)) {
            throw new ContractException(recipe + ": " + name + " is a part of itself (allOf)");
        }
        Set<String> deeper = new HashSet<>(within);
        deeper.add(name);
        ObjectNode merged = root.objectNode().put("type", "object");
        for (JsonNode part : schema.get("allOf")) {
            ObjectNode object = resolve(part);
            referenced(part).ifPresent(ref -> merge(ref, object, deeper));
            if (!object.has("properties") && !object.has("required")) {
                throw new ContractException(recipe + ": a part of " + name + " (allOf) is no object: " + part);
            }
            addMembers(name, merged, object);
        }
        addMembers(name, merged, schema);
        schema.remove(List.of("allOf", "properties", "required"));
        schema.setAll(merged);
    }

    private void addMembers(String name, ObjectNode merged, ObjectNode part) {
        ObjectNode properties = merged.withObject("/properties");
        for (Map.Entry<String, JsonNode> property : part.path("properties").properties()) {
            JsonNode old =
                    properties.replace(property.getKey(), property.getValue().deepCopy());
            if (old != null && !withoutWords(old).equals(withoutWords(property.getValue()))) {
                throw new ContractException(
                        recipe + ": the parts of " + name + " (allOf) do not agree on '" + property.getKey() + "'");
            }
        }
        for (String list : LISTS_OF_MEMBERS) {
            part.path(list).forEach(entry -> merged.withArray("/" + list).add(entry));
        }
    }

    private static JsonNode withoutWords(JsonNode schema) {
        return ((ObjectNode) schema.deepCopy()).without("description");
    }

    /** The same enum stands inline in several places; upstream may extend one before the others. */
    private static void union(ObjectNode existing, ObjectNode other) {
        ArrayNode values = (ArrayNode) existing.get("enum");
        for (JsonNode value : other.get("enum")) {
            boolean known = false;
            for (JsonNode old : values) {
                known |= old.equals(value);
            }
            if (!known) {
                values.add(value);
            }
        }
        for (String words : List.of("x-enum-words", "x-enum-names")) {
            if (other.get(words) instanceof ObjectNode more) {
                ObjectNode all = existing.withObject("/" + words);
                more.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
            }
        }
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The type of a schema. */
    TypeRef type(JsonNode schema, String name, String place) {
        TypeRef type = typeOrNull(schema, name, place);
        if (type == null) {
            throw new ContractException(recipe + ": no Java type for " + place + ": " + schema
                    + "; say it in types.overlay.yaml (x-kalshi-type)");
        }
        return type;
    }

    private @Nullable TypeRef typeOrNull(JsonNode schema, String name, String place) {
        String overlaid = schema.path("x-kalshi-type").asText();
        if (!overlaid.isEmpty()) {
            return overlaid(overlaid, place);
        }
        Optional<String> referenced = referenced(schema);
        if (referenced.isPresent()) {
            ObjectNode target = schema(referenced.get());
            if (target.has("x-kalshi-type")) {
                return overlaid(target.path("x-kalshi-type").asText(), place);
            }
            if (target.has("enum")) {
                return new TypeRef.Enumeration(referenced.get());
            }
            return isModel(target) ? new TypeRef.Model(referenced.get()) : type(target, name, place);
        }
        String format = schema.path("format").asText();
        return switch (schema.path("type").asText()) {
            case "string" ->
                switch (format) {
                    case "" -> TypeRef.Scalar.STRING;
                    case "date-time" -> TypeRef.Scalar.INSTANT;
                    case "date" -> TypeRef.Scalar.DATE;
                    case "uuid" -> TypeRef.Scalar.UUID;
                    default -> null;
                };
            case "integer" ->
                switch (format) {
                    case "int32" -> TypeRef.Scalar.INT32;
                    case "", "int64" -> name.endsWith("_ms") ? TypeRef.Scalar.EPOCH_MILLIS : TypeRef.Scalar.INT64;
                    default -> null;
                };
            case "number" ->
                format.isEmpty() || format.equals("double") || format.equals("float") ? TypeRef.Scalar.NUMBER : null;
            case "boolean" -> TypeRef.Scalar.BOOLEAN;
            case "array" ->
                schema.has("items") && !isTuple(schema)
                        ? new TypeRef.ListOf(type(schema.get("items"), name, place + "[]"))
                        : null;
            case "object" -> map(schema, name, place);
            default -> null;
        };
    }

    /** OpenAPI 3.0 has no tuples: documents write an array of a fixed length, whose elements may mean different things. */
    private static boolean isTuple(JsonNode array) {
        return array.path("maxItems").asInt() > 1 && array.get("maxItems").equals(array.get("minItems"));
    }

    private @Nullable TypeRef map(JsonNode schema, String name, String place) {
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject()) {
            return new TypeRef.MapOf(type(values, name, place + ".*"));
        }
        return values.asBoolean(false) ? new TypeRef.MapOf(new TypeRef.Raw()) : null;
    }

    private TypeRef overlaid(String name, String place) {
        if (name.equals("price-level")) {
            return new TypeRef.PriceLevel();
        }
        for (TypeRef.Scalar scalar : TypeRef.Scalar.values()) {
            if (scalar.overlayName().equals(name)) {
                return scalar;
            }
        }
        throw new ContractException(recipe + ": unknown x-kalshi-type '" + name + "' at " + place);
    }

    /** Whether a schema takes null: it says so itself, or the schema that it refers to does. */
    boolean isNullable(JsonNode schema) {
        return schema.path("nullable").asBoolean()
                || referenced(schema).map(name -> isNullable(schema(name))).orElse(false);
    }

    /** Whether a named schema becomes a class: an object with members, or one without anything. */
    static boolean isModel(JsonNode schema) {
        return schema.path("type").asText().equals("object")
                && (schema.has("properties") || !schema.has("additionalProperties"));
    }
}
