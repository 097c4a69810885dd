package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the templates of Retrofit interfaces, parameter objects and the operation table are filled with. */
final class OperationShapes {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** What prints in one way only, so that Retrofit can put it into a path. */
    private static final Set<TypeRef> IN_PATHS = Set.of(
            TypeRef.Scalar.STRING,
            TypeRef.Scalar.INT32,
            TypeRef.Scalar.INT64,
            TypeRef.Scalar.UUID,
            TypeRef.Scalar.DATE);

    private final Contract contract;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    OperationShapes(Contract contract) {
        this.contract = contract;
        Set<String> methods = new HashSet<>();
        for (Contract.RawOperation raw : contract.operations()) {
            if (raw.id().isEmpty()) {
                throw new ContractException(raw.method() + " " + raw.path() + ": no operationId");
            }
            Operation operation = new Operation(raw);
            if (operations.put(raw.id(), operation) != null) {
                throw new ContractException("Two operations are called '" + raw.id() + "'");
            }
            if (!methods.add(operation.family + "." + operation.method)) {
                throw new ContractException("Two operations of the family '" + operation.family + "' are called '"
                        + operation.method + "'; rename one in types.overlay.yaml (x-kalshi-method)");
            }
        }
    }

    /** Operation ids by the Java name of their family, both in stable order. */
    Map<String, List<String>> idsByFamily() {
        Map<String, List<String>> families = new TreeMap<>();
        operations
                .values()
                .forEach(operation -> families.computeIfAbsent(operation.family, f -> new ArrayList<>())
                        .add(operation.raw.id()));
        return families;
    }

    /** The parameter objects to generate: name to shape. */
    Map<String, Map<String, Object>> params() {
        Map<String, Map<String, Object>> params = new TreeMap<>();
        for (Operation operation : operations.values()) {
            if (!operation.query.isEmpty()) {
                String name = operation.paramsName();
                if (contract.schemas().containsKey(name) || params.put(name, paramsShape(operation)) != null) {
                    throw new ContractException(operation.raw.id() + ": the name of its parameter object, '" + name
                            + "', is taken; rename the method in types.overlay.yaml (x-kalshi-method)");
                }
            }
        }
        return params;
    }

    /** The interface of one family. */
    Map<String, Object> family(String family, String modelPackage) {
        Set<String> imports = new TreeSet<>();
        List<Map<String, Object>> methods = new ArrayList<>();
        for (String id : idsByFamily().getOrDefault(family, List.of())) {
            methods.add(method(Objects.requireNonNull(operations.get(id), id), modelPackage, imports));
        }
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", interfaceName(family));
        shape.put("doc", Javadoc.text(familyWords(family)));
        shape.put("imports", imports);
        shape.put("methods", methods);
        return shape;
    }

    static String interfaceName(String family) {
        return JavaNames.type(family) + "Api";
    }

    /** The rows of the operation table, as the arguments of an {@code ApiOperation}. */
    List<String> table() {
        List<String> rows = new ArrayList<>();
        for (Operation operation : operations.values()) {
            rows.add(String.format(
                    Locale.ROOT,
                    "\"%s\", \"%s\", \"%s\", %s, %s.class, \"%s\", %s, %d, %s.class",
                    operation.raw.id(),
                    operation.raw.method(),
                    operation.raw.path(),
                    operation.signed,
                    interfaceName(operation.family),
                    operation.method,
                    operation.body.map(body -> body + ".class").orElse("null"),
                    operation.status,
                    operation.response.orElse("NoContent")));
        }
        return rows;
    }

    /** The models that the operation table names. */
    Set<String> tableModels() {
        Set<String> models = new TreeSet<>();
        for (Operation operation : operations.values()) {
            operation.body.ifPresent(models::add);
            operation.response.ifPresent(models::add);
        }
        return models;
    }

    /** The servers that an overlay has named. */
    List<Map<String, Object>> servers() {
        List<Map<String, Object>> servers = new ArrayList<>();
        for (JsonNode server : contract.root().path("servers")) {
            String name = server.path("x-kalshi-name").asText();
            if (name.isEmpty()) {
                throw new ContractException("The server " + server.path("url").asText()
                        + " has no name; give it one in types.overlay.yaml (x-kalshi-name)");
            }
            servers.add(Map.of(
                    "constant", JavaNames.constant(name),
                    "url", server.path("url").asText(),
                    "doc", Javadoc.text(ModelShapes.words(server, name))));
        }
        return servers;
    }

    private String familyWords(String family) {
        return contract.root().path("x-kalshi-families").path(family).asText("Operations of `" + family + "`.");
    }

    private Map<String, Object> method(Operation operation, String modelPackage, Set<String> imports) {
        Contract.RawOperation raw = operation.raw;
        String response = operation.response.orElse("NoContent");
        operation.response.ifPresent(name -> imports.add(modelPackage + "." + name));

        List<Argument> path = pathArguments(operation, modelPackage, imports);
        List<Argument> arguments = new ArrayList<>(path);
        String params = operation.paramsName();
        if (!operation.query.isEmpty()) {
            imports.add(modelPackage + "." + params);
            arguments.add(new Argument("@QueryMap ", params, "params", "The query parameters."));
        }
        operation.body.ifPresent(body -> {
            imports.add(modelPackage + "." + body);
            arguments.add(new Argument("@Body ", body, "body", "The request body."));
        });

        List<Map<String, Object>> overloads = new ArrayList<>();
        if (operation.body.isPresent() && !operation.bodyRequired) {
            overloads.add(overload(
                    operation,
                    arguments,
                    "body",
                    operation.body.get() + ".builder().build()",
                    "sends an empty object as the body"));
        }
        if (operation.hasOptionalParams()) {
            List<Argument> withoutBody = operation.bodyRequired ? arguments : without(arguments, "body");
            overloads.add(overload(
                    operation,
                    withoutBody,
                    "params",
                    params + ".builder().build()",
                    "uses the exchange's defaults for every query parameter"));
        }

        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("java", operation.method);
        shape.put("http", raw.method());
        shape.put("relativePath", raw.path().substring(1));
        shape.put("signed", operation.signed);
        if (raw.node().has("x-kalshi-lost-answer")) {
            shape.put(
                    "lostAnswer", literal(raw.node().get("x-kalshi-lost-answer").asText()));
        }
        shape.put("response", response);
        shape.put("arguments", declared(arguments, true));
        shape.put("doc", Javadoc.text(summary(raw)));
        String details = raw.node().path("description").asText();
        shape.put("details", details.isBlank() ? "" : "<p>" + Javadoc.text(details));
        shape.put(
                "contractDoc",
                "<p>Contract: " + Javadoc.code(raw.method() + " " + raw.path()) + ", operation "
                        + Javadoc.code(raw.id()) + ", " + (operation.signed ? "private" : "public")
                        + ". Documented statuses: " + String.join(", ", operation.statuses) + ".");
        shape.put("params", docs(arguments));
        shape.put(
                "returns",
                operation.response.isPresent()
                        ? "a call that has not been sent yet"
                        : "a call that has not been sent yet; its answer has no content");
        shape.put("overloads", overloads);
        paging(operation, path, imports, modelPackage).ifPresent(paging -> shape.put("paging", paging));
        return shape;
    }

    /** A string literal, over as many lines as its words need. */
    private static String literal(String text) {
        List<String> lines = new ArrayList<>(List.of(""));
        for (String word : ModelShapes.escaped(text).split(" ", -1)) {
            int last = lines.size() - 1;
            if (lines.get(last).length() + word.length() < 90) {
                lines.set(last, lines.get(last) + word + " ");
            } else {
                lines.add(word + " ");
            }
        }
        return "\"" + String.join("\"\n            + \"", lines).stripTrailing() + "\"";
    }

    private List<Argument> pathArguments(Operation operation, String modelPackage, Set<String> imports) {
        List<Argument> arguments = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> parameter : operation.path.entrySet()) {
            String wire = parameter.getKey();
            String place = operation.raw.id() + "(" + wire + ")";
            TypeRef type = contract.type(parameter.getValue().path("schema"), wire, place);
            if (!IN_PATHS.contains(type) && !(type instanceof TypeRef.Enumeration)) {
                throw new ContractException(place + ": a path parameter of type " + type.java() + " is not understood");
            }
            imports(type, modelPackage, imports);
            arguments.add(new Argument(
                    "@Path(\"" + wire + "\") ",
                    ModelShapes.primitive(type),
                    JavaNames.member(wire, parameter.getValue(), place),
                    ModelShapes.words(parameter.getValue(), place)));
        }
        return arguments;
    }

    /** Adds what a type needs outside of the model package. */
    private static void imports(TypeRef type, String modelPackage, Set<String> imports) {
        type.imports(imports);
        if (type instanceof TypeRef.Model || type instanceof TypeRef.Enumeration) {
            imports.add(modelPackage + "." + type.java());
        }
    }

    /** An argument of a method. */
    private record Argument(String annotation, String type, String java, String words) {}

    private static List<Argument> without(List<Argument> arguments, String java) {
        return arguments.stream()
                .filter(argument -> !argument.java().equals(java))
                .toList();
    }

    private static String declared(List<Argument> arguments, boolean annotated) {
        return arguments.stream()
                .map(argument -> (annotated ? argument.annotation() : "") + argument.type() + " " + argument.java())
                .collect(Collectors.joining(", "));
    }

    private static List<Map<String, Object>> docs(List<Argument> arguments) {
        List<Map<String, Object>> docs = new ArrayList<>();
        for (Argument argument : arguments) {
            docs.add(Map.of("java", argument.java(), "doc", phrase(argument.words())));
        }
        return docs;
    }

    /** Words for a Javadoc tag, where a single sentence is written without capital and full stop. */
    private static String phrase(String words) {
        String text = firstLower(Javadoc.text(words));
        boolean single =
                text.endsWith(".") && !text.substring(0, text.length() - 1).contains(". ");
        return single ? text.substring(0, text.length() - 1) : text;
    }

    private static String firstLower(String text) {
        boolean word =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }

    /** A method with one argument less, for which it passes a default. */
    private static Map<String, Object> overload(
            Operation operation, List<Argument> arguments, String left, String value, String difference) {
        List<Argument> rest = without(arguments, left);
        Map<String, Object> overload = new LinkedHashMap<>();
        overload.put("java", operation.method);
        overload.put("response", operation.response.orElse("NoContent"));
        overload.put("arguments", declared(rest, false));
        overload.put(
                "call",
                arguments.stream()
                        .map(argument -> argument.java().equals(left) ? value : argument.java())
                        .collect(Collectors.joining(", ")));
        overload.put("doc", Javadoc.text(summary(operation.raw)) + " This overload " + difference + ".");
        overload.put("params", docs(rest));
        return overload;
    }

    private static String summary(Contract.RawOperation raw) {
        String summary = raw.node().path("summary").asText();
        return summary.isBlank() ? "`" + raw.id() + "` of the contract; not described yet." : summary;
    }

    /** What says of a parameter which type it has. */
    private static JsonNode typed(JsonNode parameter) {
        return parameter.has("x-kalshi-type") ? parameter : parameter.path("schema");
    }

    private void requireText(String place, JsonNode cursor) {
        String type = contract.type(cursor, "cursor", place).java();
        if (!type.equals("String")) {
            throw new ContractException(place + ": a cursor of type " + type
                    + " is not understood, only a plain text; say x-kalshi-type: string in types.overlay.yaml");
        }
    }

    /** A list operation with a cursor in its query and in its answer can be followed to the end. */
    private Optional<Map<String, Object>> paging(
            Operation operation, List<Argument> path, Set<String> imports, String modelPackage) {
        Optional<ObjectNode> asked = operation.query.stream()
                .filter(parameter -> parameter.path("name").asText().equals("cursor"))
                .findFirst();
        if (asked.isEmpty() || operation.response.isEmpty()) {
            return Optional.empty();
        }
        JsonNode properties = contract.schema(operation.response.get()).path("properties");
        List<Map.Entry<String, JsonNode>> lists = new ArrayList<>();
        properties.properties().stream()
                .filter(property -> property.getValue().path("type").asText().equals("array"))
                .forEach(lists::add);
        if (!properties.has("cursor") || lists.size() != 1) {
            return Optional.empty();
        }
        requireText(operation.raw.id() + "(cursor)", typed(asked.get()));
        requireText(operation.response.get() + ".cursor", properties.get("cursor"));
        String wire = lists.get(0).getKey();
        String place = operation.response.get() + "." + wire;
        TypeRef type = contract.type(lists.get(0).getValue(), wire, place);
        TypeRef element = ((TypeRef.ListOf) type).element();
        imports(element, modelPackage, imports);
        String before = path.isEmpty() ? "" : ", ";
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("method", operation.method);
        paging.put("all", operation.method + "All");
        paging.put("element", element.java());
        paging.put("items", JavaNames.member(wire, lists.get(0).getValue(), place));
        paging.put("pathDeclared", declared(path, false) + before);
        paging.put("pathOnly", declared(path, false));
        paging.put(
                "pathPassed",
                path.stream().map(argument -> argument.java() + ", ").collect(Collectors.joining()));
        paging.put("pathDocs", docs(path));
        paging.put("optionalParams", operation.hasOptionalParams());
        paging.put("paramsName", operation.paramsName());
        paging.put("response", operation.response.get());
        return Optional.of(paging);
    }

    private Map<String, Object> paramsShape(Operation operation) {
        Set<String> imports = new TreeSet<>();
        List<Map<String, Object>> members = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        Set<String> javaNames = new HashSet<>();
        String name = operation.paramsName();
        for (ObjectNode parameter : operation.query) {
            String wire = parameter.path("name").asText();
            String place = name + "." + wire;
            ObjectNode schema = contract.resolve(parameter.path("schema"));
            JsonNode typed = typed(parameter);
            TypeRef type = contract.type(typed, wire, place);
            type.imports(imports);
            String java = JavaNames.member(wire, parameter, place);
            if (!javaNames.add(java)) {
                throw new ContractException(place + ": the Java name '" + java
                        + "' is taken; give it another x-java-name in types.overlay.yaml");
            }
            boolean must = parameter.path("required").asBoolean();
            ModelShapes.Checks checks = ModelShapes.checks(place, java, schema, type, patterns);
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("wire", ModelShapes.escaped(wire));
            member.put("java", java);
            member.put("type", must ? ModelShapes.primitive(type) : type.java());
            member.put("required", must);
            member.put("text", text(type, must, checks, place));
            member.put("doc", Javadoc.text(ModelShapes.words(parameter, place)));
            member.put("facts", ModelShapes.facts(wire, schema, must, false) + cutOff(type));
            member.put("checks", checks.statements(must && !ModelShapes.isPrimitive(type), place));
            member.put("refuses", !checks.statements().isEmpty() || checks.conversion() != null);
            members.add(member);
        }
        Map<String, String> values = new LinkedHashMap<>();
        members.forEach(member -> values.put((String) member.get("wire"), "query.get(\"" + member.get("wire") + "\")"));
        List<String> groups = ModelShapes.groups(name, operation.raw.node(), values);
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("interface", interfaceName(operation.family));
        shape.put("method", operation.method);
        shape.put("imports", imports);
        shape.put("members", members);
        shape.put("patterns", patterns);
        shape.put("groups", groups);
        List<Map<String, Object>> mandatory = members.stream()
                .filter(member -> Boolean.TRUE.equals(member.get("required")))
                .toList();
        ModelShapes.mandatory(shape, mandatory, groups);
        return shape;
    }

    /** Bounds in time are often made of {@code Instant.now()}; the fraction that the wire has no room for is no mistake. */
    private static String cutOff(TypeRef type) {
        return type == TypeRef.Scalar.EPOCH_SECONDS
                ? " Sent as Unix seconds; fractions are cut off."
                : type == TypeRef.Scalar.EPOCH_MILLIS ? " Sent as epoch milliseconds; fractions are cut off." : "";
    }

    /** How a query parameter is printed. */
    private static String text(TypeRef type, boolean must, ModelShapes.Checks checks, String place) {
        String value = checks.conversion() == null ? "value" : checks.conversion();
        if (type == TypeRef.Scalar.STRING) {
            return must && checks.statements().isEmpty()
                    ? "Objects.requireNonNull(value, \"" + ModelShapes.escaped(place) + "\")"
                    : value;
        }
        if (type == TypeRef.Scalar.EPOCH_SECONDS) {
            return "Long.toString(value.getEpochSecond())";
        }
        if (type == TypeRef.Scalar.EPOCH_MILLIS) {
            return "Long.toString(value.toEpochMilli())";
        }
        if (type == TypeRef.Scalar.NUMBER || type == TypeRef.Scalar.DECIMAL) {
            return "value.toPlainString()";
        }
        if (must && ModelShapes.isPrimitive(type)) {
            return type.java() + ".toString(value)";
        }
        if (type instanceof TypeRef.Scalar || type instanceof TypeRef.Enumeration) {
            return value + ".toString()";
        }
        throw new ContractException(place + ": a query parameter of type " + type.java() + " is not understood");
    }

    /** The resource family of an operation, the overlay's or the contract's. */
    static String family(Contract.RawOperation operation) {
        return operation
                .node()
                .path("x-kalshi-family")
                .asText(JavaNames.member(operation.node().path("tags").path(0).asText("default")));
    }

    /** The Java method of an operation, the overlay's or the contract's. */
    static String method(Contract.RawOperation operation) {
        return operation.node().path("x-kalshi-method").asText(JavaNames.member(operation.id()));
    }

    /** An operation with what the overlay says of it. */
    private final class Operation {
        final Contract.RawOperation raw;
        final String family;
        final String method;
        final boolean signed;
        final Map<String, ObjectNode> path = new LinkedHashMap<>();
        final List<ObjectNode> query = new ArrayList<>();
        final Optional<String> body;
        final boolean bodyRequired;
        final int status;
        final Optional<String> response;
        final List<String> statuses = new ArrayList<>();

        Operation(Contract.RawOperation raw) {
            this.raw = raw;
            ObjectNode node = raw.node();
            this.family = family(raw);
            this.method = method(raw);
            JsonNode security = node.has("security")
                    ? node.get("security")
                    : contract.root().path("security");
            this.signed = !security.isEmpty();
            Matcher names = PATH_PARAMETER.matcher(raw.path());
            while (names.find()) {
                path.put(names.group(1), declaration(names.group(1)));
            }
            for (ObjectNode parameter : raw.parameters()) {
                String name = parameter.path("name").asText();
                String in = parameter.path("in").asText();
                if (in.equals("query")) {
                    query.add(parameter);
                } else if (!in.equals("path")) {
                    throw new ContractException(
                            raw.id() + ": the parameter '" + name + "' in '" + in + "' is not understood");
                } else if (!path.containsKey(name)) {
                    throw new ContractException(
                            raw.id() + ": the path parameter '" + name + "' is not in the path " + raw.path());
                }
            }
            this.body =
                    node.has("requestBody") ? Optional.of(json(node.get("requestBody"), "request")) : Optional.empty();
            if (body.isPresent() && (raw.method().equals("GET") || raw.method().equals("DELETE"))) {
                throw new ContractException(raw.id() + ": a " + raw.method() + " with a body is not understood");
            }
            this.bodyRequired = node.path("requestBody").path("required").asBoolean();
            int success = 0;
            for (Map.Entry<String, JsonNode> entry : node.path("responses").properties()) {
                statuses.add(entry.getKey());
                if (entry.getKey().startsWith("2")) {
                    if (success != 0) {
                        throw new ContractException(raw.id() + ": more than one success status");
                    }
                    success = Integer.parseInt(entry.getKey());
                }
            }
            if (success == 0) {
                throw new ContractException(raw.id() + ": no success status");
            }
            this.status = success;
            JsonNode answer = contract.resolve(node.path("responses").get(String.valueOf(success)));
            this.response = answer.has("content") ? Optional.of(json(answer, "response")) : Optional.empty();
        }

        private ObjectNode declaration(String pathParameter) {
            return raw.parameters().stream()
                    .filter(p -> p.path("in").asText().equals("path")
                            && p.path("name").asText().equals(pathParameter))
                    .findFirst()
                    .orElseThrow(() -> new ContractException(
                            raw.id() + ": the path parameter '" + pathParameter + "' is not declared"));
        }

        boolean hasOptionalParams() {
            return !query.isEmpty()
                    && query.stream().noneMatch(p -> p.path("required").asBoolean());
        }

        String paramsName() {
            return JavaNames.type(family) + JavaNames.type(method) + "Params";
        }

        private String json(JsonNode holder, String what) {
            JsonNode schema = holder.path("content").path("application/json").path("schema");
            return Contract.referenced(schema)
                    .filter(name -> Contract.isModel(contract.schema(name)))
                    .orElseThrow(() -> new ContractException(
                            raw.id() + ": the " + what + " is not a named JSON object: " + schema));
        }
    }
}
