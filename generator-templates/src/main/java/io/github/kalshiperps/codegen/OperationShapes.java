package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
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

/** What the templates of Retrofit interfaces, parameter objects and the operation table are filled with. */
final class OperationShapes {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");

    private final Contract contract;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    OperationShapes(Contract contract) {
        this.contract = contract;
        for (Contract.RawOperation raw : contract.operations()) {
            if (raw.id().isEmpty()) {
                throw new ContractException(raw.method() + " " + raw.path() + ": no operationId");
            }
            if (operations.put(raw.id(), new Operation(raw)) != null) {
                throw new ContractException("Two operations are called " + raw.id());
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
                params.put(operation.paramsName(), paramsShape(operation));
            }
        }
        return params;
    }

    /** The interface of one family. */
    Map<String, Object> family(String family, String modelPackage) {
        Set<String> imports = new TreeSet<>();
        List<Map<String, Object>> methods = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String id : idsByFamily().getOrDefault(family, List.of())) {
            Operation operation = Objects.requireNonNull(operations.get(id), id);
            if (!names.add(operation.method)) {
                throw new ContractException("Two operations of the family '" + family + "' are called '"
                        + operation.method + "'; rename one in types.overlay.yaml (x-kalshi-method)");
            }
            methods.add(method(operation, modelPackage, imports));
        }
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", interfaceName(family));
        shape.put("doc", Javadoc.lines(Javadoc.text(familyWords(family))));
        shape.put("imports", imports);
        shape.put("methods", methods);
        return shape;
    }

    static String interfaceName(String family) {
        return JavaNames.type(family) + "Api";
    }

    /** The rows of the operation table, as arguments of {@code List.of}. */
    List<String> table() {
        List<String> rows = new ArrayList<>();
        for (Operation operation : operations.values()) {
            rows.add(String.format(
                    Locale.ROOT,
                    "new ApiOperation(\"%s\", \"%s\", \"%s\", %s, %s.class, \"%s\", %s, %d, %s.class)%s",
                    operation.raw.id(),
                    operation.raw.method(),
                    operation.raw.path(),
                    operation.signed,
                    interfaceName(operation.family),
                    operation.method,
                    operation.body.map(body -> body + ".class").orElse("null"),
                    operation.status,
                    operation.response.orElse("NoContent"),
                    rows.size() + 1 < operations.size() ? "," : ""));
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
                    "doc", Javadoc.lines(Javadoc.text(ModelShapes.words(server, name)))));
        }
        return servers;
    }

    private String familyWords(String family) {
        return contract.root().path("x-kalshi-families").path(family).asText("Operations of `" + family + "`.");
    }

    private Map<String, Object> method(Operation operation, String modelPackage, Set<String> imports) {
        Contract.RawOperation raw = operation.raw;
        String http = raw.method();
        String response = operation.response.orElse("NoContent");
        imports.add("retrofit2.http." + http);
        imports.add("io.github.kalshiperps.core.http.ApiCall");
        imports.add(
                operation.response.isPresent()
                        ? modelPackage + "." + response
                        : "io.github.kalshiperps.core.http.NoContent");
        if (operation.signed) {
            imports.add("io.github.kalshiperps.core.http.RequiresAuth");
        }

        List<String> declared = new ArrayList<>();
        List<String> pathArguments = new ArrayList<>();
        List<String> pathDeclared = new ArrayList<>();
        List<Map<String, Object>> docs = new ArrayList<>();
        Matcher names = PATH_PARAMETER.matcher(raw.path());
        while (names.find()) {
            String wire = names.group(1);
            ObjectNode parameter = raw.parameters().stream()
                    .filter(p -> p.path("in").asText().equals("path")
                            && p.path("name").asText().equals(wire))
                    .findFirst()
                    .orElseThrow(() ->
                            new ContractException(raw.id() + ": the path parameter '" + wire + "' is not declared"));
            TypeRef type = contract.type(parameter.path("schema"), wire, raw.id() + "(" + wire + ")");
            type.imports(imports);
            String java = JavaNames.member(wire);
            imports.add("retrofit2.http.Path");
            declared.add("@Path(\"" + wire + "\") " + type.java() + " " + java);
            pathDeclared.add(type.java() + " " + java);
            pathArguments.add(java);
            docs.add(doc(java, ModelShapes.words(parameter, wire)));
        }
        List<String> callDeclared = new ArrayList<>(pathDeclared);
        List<String> callArguments = new ArrayList<>(pathArguments);
        List<Map<String, Object>> docsBeforeParams = new ArrayList<>(docs);
        boolean optionalParams = false;
        if (!operation.query.isEmpty()) {
            imports.add("retrofit2.http.QueryMap");
            imports.add(modelPackage + "." + operation.paramsName());
            declared.add("@QueryMap " + operation.paramsName() + " params");
            callDeclared.add(operation.paramsName() + " params");
            callArguments.add("params");
            docs.add(doc("params", "The query parameters."));
            optionalParams =
                    operation.query.stream().noneMatch(p -> p.path("required").asBoolean());
        }
        operation.body.ifPresent(body -> {
            imports.add("retrofit2.http.Body");
            imports.add(modelPackage + "." + body);
            declared.add("@Body " + body + " body");
            docs.add(doc("body", "The request body."));
        });

        List<Map<String, Object>> overloads = new ArrayList<>();
        boolean optionalBody = operation.body.isPresent() && !operation.bodyRequired;
        String emptyBody =
                operation.body.map(body -> body + ".builder().build()").orElse("");
        String emptyParams = operation.paramsName() + ".builder().build()";
        if (optionalBody) {
            overloads.add(overload(
                    operation,
                    callDeclared,
                    with(callArguments, emptyBody),
                    docs.subList(0, docs.size() - 1),
                    "sends an empty object as the body"));
        }
        if (optionalParams) {
            List<String> declaredRest = new ArrayList<>(pathDeclared);
            List<String> argumentsRest = with(pathArguments, emptyParams);
            List<Map<String, Object>> docsRest = new ArrayList<>(docsBeforeParams);
            if (operation.body.isPresent() && operation.bodyRequired) {
                declaredRest.add(operation.body.get() + " body");
                argumentsRest.add("body");
                docsRest.add(doc("body", "The request body."));
            }
            overloads.add(overload(
                    operation,
                    declaredRest,
                    argumentsRest,
                    docsRest,
                    "uses the exchange's defaults for every query parameter"));
        }

        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("id", raw.id());
        shape.put("java", operation.method);
        shape.put("http", http);
        shape.put("relativePath", raw.path().substring(1));
        shape.put("signed", operation.signed);
        shape.put("response", response);
        shape.put("arguments", String.join(", ", declared));
        shape.put("doc", Javadoc.lines(Javadoc.text(summary(raw))));
        shape.put(
                "details",
                Javadoc.lines(
                        "<p>" + Javadoc.text(raw.node().path("description").asText())));
        shape.put("hasDetails", !raw.node().path("description").asText().isBlank());
        shape.put(
                "contractDoc",
                Javadoc.lines("<p>Contract: " + Javadoc.code(http + " " + raw.path()) + ", operation "
                        + Javadoc.code(raw.id()) + ", " + (operation.signed ? "signed" : "public")
                        + ". Documented statuses: "
                        + String.join(", ", operation.statuses) + "."));
        shape.put("params", docs);
        shape.put(
                "returns",
                operation.response.isPresent()
                        ? "a call that has not been sent yet"
                        : "a call that has not been sent yet; its answer has no content");
        shape.put("overloads", overloads);
        paging(operation, imports, modelPackage).ifPresent(paging -> {
            paging.put("pathArguments", String.join(", ", with(pathArguments, "")));
            paging.put(
                    "optionalParams",
                    operation.query.stream().noneMatch(p -> p.path("required").asBoolean()));
            shape.put("paging", paging);
        });
        return shape;
    }

    private static Map<String, Object> doc(String java, String words) {
        List<String> lines = Javadoc.lines(firstLower(Javadoc.text(words)));
        Map<String, Object> doc = new LinkedHashMap<>();
        doc.put("java", java);
        doc.put("first", lines.isEmpty() ? "" : lines.get(0));
        doc.put("rest", lines.subList(Math.min(1, lines.size()), lines.size()));
        return doc;
    }

    private static String firstLower(String text) {
        boolean word =
                text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
        return word ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }

    private static Map<String, Object> overload(
            Operation operation,
            List<String> declared,
            List<String> arguments,
            List<Map<String, Object>> docs,
            String difference) {
        Map<String, Object> overload = new LinkedHashMap<>();
        overload.put("java", operation.method);
        overload.put("response", operation.response.orElse("NoContent"));
        overload.put("arguments", String.join(", ", declared));
        overload.put("call", String.join(", ", arguments));
        overload.put("doc", Javadoc.lines(Javadoc.text(summary(operation.raw)) + " This overload " + difference + "."));
        overload.put("params", docs);
        return overload;
    }

    private static List<String> with(List<String> list, String more) {
        List<String> longer = new ArrayList<>(list);
        if (!more.isEmpty()) {
            longer.add(more);
        }
        return longer;
    }

    private static String summary(Contract.RawOperation raw) {
        String summary = raw.node().path("summary").asText();
        return summary.isBlank() ? "`" + raw.id() + "` of the contract; not described yet." : summary;
    }

    /** A list operation with a cursor in its query and in its answer can be followed to the end. */
    private Optional<Map<String, Object>> paging(Operation operation, Set<String> imports, String modelPackage) {
        boolean asks =
                operation.query.stream().anyMatch(p -> p.path("name").asText().equals("cursor"));
        if (!asks || operation.response.isEmpty()) {
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
        String wire = lists.get(0).getKey();
        TypeRef type = contract.type(lists.get(0).getValue(), wire, operation.response.get() + "." + wire);
        TypeRef element = ((TypeRef.ListOf) type).element();
        element.imports(imports);
        if (element instanceof TypeRef.Model) {
            imports.add(modelPackage + "." + element.java());
        }
        imports.add("io.github.kalshiperps.core.http.Paged");
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("method", operation.method);
        paging.put("all", operation.method + "All");
        paging.put("element", element.java());
        paging.put("items", JavaNames.member(wire));
        paging.put("paramsName", operation.paramsName());
        paging.put("response", operation.response.get());
        return Optional.of(paging);
    }

    private Map<String, Object> paramsShape(Operation operation) {
        Set<String> imports = new TreeSet<>(Set.of(
                "io.github.kalshiperps.core.http.QueryParams",
                "java.util.LinkedHashMap",
                "java.util.Map",
                "org.jspecify.annotations.Nullable"));
        List<Map<String, Object>> members = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        String name = operation.paramsName();
        for (ObjectNode parameter : operation.query) {
            String wire = parameter.path("name").asText();
            ObjectNode schema = contract.resolve(parameter.path("schema"));
            String place = operation.raw.id() + "(" + wire + ")";
            ObjectNode typed = parameter.has("x-kalshi-type") ? parameter : (ObjectNode) parameter.path("schema");
            TypeRef type = contract.type(typed, wire, place);
            type.imports(imports);
            boolean must = parameter.path("required").asBoolean();
            Map<String, Object> member = new LinkedHashMap<>();
            member.put("wire", wire);
            member.put("java", JavaNames.member(wire));
            member.put("type", type.java());
            member.put("required", must);
            member.put("setterType", must ? ModelShapes.primitive(type) : "@Nullable " + type.java());
            member.put("text", text(type));
            member.put("doc", Javadoc.lines(Javadoc.text(ModelShapes.words(parameter, place))));
            member.put("facts", Javadoc.lines(ModelShapes.facts(wire, schema, must, false)));
            member.put(
                    "checks", ModelShapes.checks(name, wire, JavaNames.member(wire), schema, type, patterns, imports));
            members.add(member);
        }
        Map<String, String> values = new LinkedHashMap<>();
        members.forEach(member -> values.put((String) member.get("wire"), "query.get(\"" + member.get("wire") + "\")"));
        List<String> groups = ModelShapes.groups(name, operation.raw.node(), values);
        boolean mandatory = members.stream().anyMatch(member -> Boolean.TRUE.equals(member.get("required")));
        if (mandatory || !groups.isEmpty()) {
            imports.add("io.github.kalshiperps.core.json.RequestChecks");
        }
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("interface", interfaceName(operation.family));
        shape.put("method", operation.method);
        shape.put("imports", imports);
        shape.put("members", members);
        shape.put("patterns", patterns);
        shape.put("groups", groups);
        shape.put("hasChecks", mandatory || !groups.isEmpty());
        return shape;
    }

    /** How a query parameter is printed: {@code value} is never null there. */
    private static String text(TypeRef type) {
        if (type == TypeRef.Scalar.EPOCH_SECONDS) {
            return "Long.toString(value.getEpochSecond())";
        }
        if (type == TypeRef.Scalar.EPOCH_MILLIS) {
            return "Long.toString(value.toEpochMilli())";
        }
        if (type == TypeRef.Scalar.NUMBER || type == TypeRef.Scalar.DECIMAL) {
            return "value.toPlainString()";
        }
        if (type instanceof TypeRef.Scalar || type instanceof TypeRef.Enumeration) {
            return "value.toString()";
        }
        throw new ContractException("A query parameter of type " + type.java() + " is not understood");
    }

    /** An operation with what the overlay says of it. */
    private final class Operation {
        final Contract.RawOperation raw;
        final String family;
        final String method;
        final boolean signed;
        final List<ObjectNode> query = new ArrayList<>();
        final Optional<String> body;
        final boolean bodyRequired;
        final int status;
        final Optional<String> response;
        final List<String> statuses = new ArrayList<>();

        Operation(Contract.RawOperation raw) {
            this.raw = raw;
            ObjectNode node = raw.node();
            this.family = node.path("x-kalshi-family")
                    .asText(JavaNames.member(node.path("tags").path(0).asText("default")));
            this.method = node.path("x-kalshi-method").asText(JavaNames.member(raw.id()));
            JsonNode security = node.has("security")
                    ? node.get("security")
                    : contract.root().path("security");
            this.signed = !security.isEmpty();
            for (ObjectNode parameter : raw.parameters()) {
                switch (parameter.path("in").asText()) {
                    case "query" -> query.add(parameter);
                    case "path" -> {}
                    default ->
                        throw new ContractException(raw.id() + ": a parameter in '"
                                + parameter.path("in").asText() + "' is not understood: "
                                + parameter.path("name").asText());
                }
            }
            this.body =
                    node.has("requestBody") ? Optional.of(json(node.get("requestBody"), "request")) : Optional.empty();
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
