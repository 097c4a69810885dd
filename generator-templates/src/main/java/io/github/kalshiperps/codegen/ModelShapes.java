package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.jspecify.annotations.Nullable;

/** What the templates of models and open enums are filled with. */
final class ModelShapes {
    /** What a generated adapter declares beside the codecs of its lists and maps. */
    private static final Set<String> ADAPTER_CONSTANTS = Set.of("INSTANCE", "NAMES");

    /** Types of amounts that can be asked to be more than nothing. */
    private static final Set<TypeRef> POSITIVE =
            Set.of(TypeRef.Scalar.DOLLARS, TypeRef.Scalar.COUNT, TypeRef.Scalar.CENTICENTS);

    private final Contract contract;
    private final Set<String> requests;

    ModelShapes(Contract contract) {
        this.contract = contract;
        this.requests = requestSchemas(contract);
    }

    /** Whether a named schema becomes a class of its own. */
    boolean hasFile(String name) {
        ObjectNode schema = contract.schema(name);
        return schema.has("enum") || Contract.isModel(schema);
    }

    /** The shape of a named schema: under {@code objectShape} or {@code enumShape}, so that the template can choose. */
    Map<String, Object> shape(String name) {
        ObjectNode schema = contract.schema(name);
        if (!SourceVersion.isName(name)) {
            throw new ContractException("The schema '" + name + "' makes no Java class name");
        }
        return schema.has("enum")
                ? Map.of("enumShape", enumShape(name, schema))
                : Map.of("objectShape", objectShape(name, schema));
    }

    /** The schemas that callers fill: what a request body reaches. Their builders check; what is only received is not checked. */
    private static Set<String> requestSchemas(Contract contract) {
        Set<String> reached = new LinkedHashSet<>();
        for (Contract.RawOperation operation : contract.operations()) {
            reach(contract, operation.node().path("requestBody"), reached);
        }
        for (Message message : contract.messages()) {
            if (message.isCommand() && reached.add(message.payload())) {
                reach(contract, contract.schema(message.payload()), reached);
            }
        }
        return reached;
    }

    private static void reach(Contract contract, JsonNode node, Set<String> reached) {
        Contract.referenced(node).ifPresent(name -> {
            if (reached.add(name)) {
                reach(contract, contract.schema(name), reached);
            }
        });
        for (JsonNode child : node) {
            reach(contract, child, reached);
        }
    }

    private Map<String, Object> objectShape(String name, ObjectNode schema) {
        boolean request = requests.contains(name);
        Set<String> required = strings(schema.path("required"));
        Set<String> imports = new TreeSet<>();
        List<Map<String, Object>> members = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        Set<String> javaNames = new HashSet<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean must = required.contains(property.getKey());
            Map<String, Object> member = member(name, property, must, request, imports, patterns);
            if (!javaNames.add((String) member.get("java"))) {
                throw new ContractException(name + "." + property.getKey() + ": the Java name '" + member.get("java")
                        + "' is taken; give it another x-java-name in types.overlay.yaml");
            }
            member.put("index", members.size());
            members.add(member);
        }
        List<String> groups = request ? groups(name, schema, javaNamesByWire(members)) : List.of();
        List<Map<String, Object>> mandatory = request
                ? members.stream()
                        .filter(m -> Boolean.TRUE.equals(m.get("present")) && m.get("constant") == null)
                        .toList()
                : List.of();

        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("doc", Javadoc.text(words(schema, name)));
        shape.put("request", request);
        shape.put(
                "implemented",
                contract.messages().stream()
                        .filter(message -> message.payload().equals(name))
                        .findFirst()
                        .map(message -> message.isCommand() ? "ClientCommand" : "ServerMessage")
                        .orElse(null));
        shape.put("imports", imports);
        shape.put("members", members);
        shape.put("hasMembers", !members.isEmpty());
        shape.put("patterns", patterns);
        shape.put("groups", groups);
        mandatory(shape, mandatory, groups);
        return shape;
    }

    private static String constantCodec(JsonNode node) {
        return "Codecs.constant(\"" + escaped(node.get("x-const").asText()) + "\")";
    }

    private Map<String, Object> member(
            String owner,
            Map.Entry<String, JsonNode> property,
            boolean must,
            boolean request,
            Set<String> imports,
            List<String> patterns) {
        String wire = property.getKey();
        JsonNode node = property.getValue();
        String place = owner + "." + wire;
        boolean nullable = contract.isNullable(node);
        if (request && must && nullable) {
            // An absent member and a null one are the same to a builder, but would not be to the exchange.
            throw new ContractException(
                    place + ": a request that must have a member which may be null is not understood");
        }
        boolean present = must && !nullable && !node.path("x-kalshi-optional").asBoolean();
        TypeRef type = contract.type(node, wire, place);
        type.imports(imports);
        boolean collection = type instanceof TypeRef.ListOf || type instanceof TypeRef.MapOf;
        String javaName = JavaNames.member(wire, node, place);
        Checks checks = request ? checks(place, javaName, node, type, patterns) : Checks.NONE;

        Map<String, Object> member = new LinkedHashMap<>();
        member.put("wire", escaped(wire));
        member.put("java", javaName);
        boolean constant = node.has("x-const");
        member.put("constant", constant ? "\"" + escaped(node.get("x-const").asText()) + "\"" : null);
        member.put("printed", node.path("x-kalshi-secret").asBoolean() ? "\"██\"" : javaName);
        member.put("type", type.java());
        member.put("accessorType", present ? primitive(type) : type.java());
        member.put("primitive", isPrimitive(type));
        member.put("reader", type.reader(place));
        // The adapter of a list, a map or a constant text is put together once and kept.
        member.put("codec", collection || constant ? codecConstant(wire) : type.codec());
        member.put("composed", collection ? type.codec() : constant ? constantCodec(node) : null);
        member.put("codecType", collection ? "JsonAdapter" : "ScalarCodec");
        member.put("requiredOnWire", must);
        member.put("present", present);
        member.put("optional", !present && !collection);
        member.put("optionalCollection", !present && collection);
        member.put("orEmpty", type instanceof TypeRef.ListOf ? "List.of()" : "Map.of()");
        member.put("nullAllowed", nullable);
        member.put("doc", Javadoc.text(words(node, place)));
        member.put("facts", facts(wire, node, must, nullable));
        member.put("checks", checks.statements(present && !isPrimitive(type), place));
        member.put("hasChecks", !checks.statements.isEmpty());
        member.put("refuses", !checks.statements.isEmpty() || checks.conversion != null);
        member.put("stored", stored(type, place, present, checks));
        return member;
    }

    private static String codecConstant(String wire) {
        String name = JavaNames.constant(wire);
        return ADAPTER_CONSTANTS.contains(name) ? name + "_" : name;
    }

    /** What the Javadoc and the body of {@code build()} say. */
    static void mandatory(Map<String, Object> shape, List<Map<String, Object>> mandatory, List<String> groups) {
        shape.put("mandatory", mandatory);
        shape.put("hasMandatory", !mandatory.isEmpty());
        shape.put(
                "mandatoryNames",
                mandatory.stream()
                        .map(member -> "{@code " + member.get("java") + "}")
                        .collect(Collectors.joining(", ")));
        shape.put("hasGroups", !groups.isEmpty());
        shape.put("hasChecks", !mandatory.isEmpty() || !groups.isEmpty());
    }

    /** What a setter stores of its argument: collections are copied, so that the model stays immutable. */
    private static String stored(TypeRef type, String place, boolean present, Checks checks) {
        String stored = "value";
        if (type instanceof TypeRef.ListOf) {
            stored = "List.copyOf(value)";
        } else if (type instanceof TypeRef.MapOf) {
            stored = "Collections.unmodifiableMap(new LinkedHashMap<>(value))";
        } else if (checks.conversion != null) {
            stored = checks.conversion;
        } else if (present && checks.statements.isEmpty() && !isPrimitive(type)) {
            stored = "Objects.requireNonNull(value, \"" + escaped(place) + "\")";
        }
        return present || stored.equals("value") ? stored : "value == null ? null : " + stored;
    }

    private static Map<String, String> javaNamesByWire(List<Map<String, Object>> members) {
        Map<String, String> names = new LinkedHashMap<>();
        members.forEach(member -> names.put((String) member.get("wire"), (String) member.get("java")));
        return names;
    }

    /** The words of the overlay; a contract without them is refused by a test, not here, so that a bump can be looked at. */
    static String words(JsonNode node, String place) {
        String words = node.path("description").asText();
        return words.isBlank() ? "`" + place + "` of the contract; not described yet." : words;
    }

    /** What the contract says about a member, for the Javadoc of its setter. */
    static String facts(String wire, JsonNode node, boolean required, boolean nullable) {
        List<String> facts = new ArrayList<>();
        facts.add(required ? "required" : "optional");
        if (nullable) {
            facts.add("may be null");
        }
        if (node.path("deprecated").asBoolean()) {
            // No @Deprecated: whoever compiles with -Werror would be stopped by a mark for people.
            facts.add("deprecated by the exchange");
        }
        if (node.has("default")) {
            facts.add("default " + Javadoc.code(node.get("default").asText()));
        }
        for (String bound :
                List.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern")) {
            if (node.has(bound)) {
                boolean exclusive = bound.equals("minimum") && isPositive(node);
                facts.add((exclusive ? "more than" : bound) + " "
                        + Javadoc.code(node.get(bound).asText()));
            }
        }
        return "<p>Wire name " + Javadoc.code(wire) + "; " + String.join(", ", facts) + ".";
    }

    static String primitive(TypeRef type) {
        return switch (type.java()) {
            case "Boolean" -> "boolean";
            case "Integer" -> "int";
            case "Long" -> "long";
            default -> type.java();
        };
    }

    static boolean isPrimitive(TypeRef type) {
        return !primitive(type).equals(type.java());
    }

    /**
     * How a setter refuses what the exchange would refuse: statements that look at {@code value}, and an expression that
     * takes its place.
     */
    record Checks(List<String> statements, @Nullable String conversion) {
        static final Checks NONE = new Checks(List.of(), null);

        /** The statements; a null is refused by name before a check trips over it. */
        List<String> statements(boolean mustNotBeNull, String place) {
            if (!mustNotBeNull || statements.isEmpty()) {
                return statements;
            }
            List<String> all = new ArrayList<>(List.of("Objects.requireNonNull(value, \"" + escaped(place) + "\");"));
            all.addAll(statements);
            return all;
        }
    }

    static Checks checks(String place, String javaName, JsonNode node, TypeRef type, List<String> patterns) {
        List<String> checks = new ArrayList<>();
        String at = "\"" + escaped(place) + "\", ";
        if (POSITIVE.contains(type) && isPositive(node)) {
            checks.add("RequestChecks.positive(" + at + "value);");
        } else if (node.has("minimum") || node.has("maximum")) {
            if (type != TypeRef.Scalar.INT32 && type != TypeRef.Scalar.INT64) {
                throw new ContractException(place
                        + ": bounds are understood on integers, and 'more than 0' on dollars, counts and centicents");
            }
            String min = node.has("minimum") ? node.get("minimum").asText() + "L" : "Long.MIN_VALUE";
            String max = node.has("maximum") ? node.get("maximum").asText() + "L" : "Long.MAX_VALUE";
            checks.add("RequestChecks.range(" + at + "value, " + min + ", " + max + ");");
        }
        if (node.has("minLength") || node.has("maxLength")) {
            String min = node.path("minLength").asText("0");
            String max = node.path("maxLength").asText("Integer.MAX_VALUE");
            checks.add("RequestChecks.length(" + at + "value, " + min + ", " + max + ");");
        }
        if (node.has("minItems") || node.has("maxItems")) {
            String min = node.path("minItems").asText("0");
            String max = node.path("maxItems").asText("Integer.MAX_VALUE");
            checks.add("RequestChecks.size(" + at + "value.size(), " + min + ", " + max + ");");
        }
        if (node.has("pattern")) {
            String constant = "PATTERN_" + JavaNames.constant(javaName);
            patterns.add("private static final Pattern " + constant + " = Pattern.compile(\""
                    + escaped(node.get("pattern").asText()) + "\");");
            checks.add("RequestChecks.pattern(" + at + "value, " + constant + ");");
        }
        String conversion = null;
        if (type == TypeRef.Scalar.DOLLARS) {
            conversion = "RequestChecks.dollars(" + at + "value)";
        } else if (type == TypeRef.Scalar.COUNT) {
            conversion = "RequestChecks.count(" + at + "value)";
        }
        return new Checks(checks, conversion);
    }

    private static boolean isPositive(JsonNode node) {
        return node.path("exclusiveMinimum").asBoolean()
                && node.path("minimum").asText().equals("0")
                && !node.has("maximum");
    }

    /** A text as it stands between the quotes of a Java string. */
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** Statements that check which members are given together. */
    static List<String> groups(String owner, JsonNode schema, Map<String, String> javaNames) {
        List<String> statements = new ArrayList<>();
        Map<String, String> kinds = Map.of(
                "x-exactly-one-of", "exactlyOne", "x-at-most-one-of", "atMostOne", "x-at-least-one-of", "atLeastOne");
        for (String key : Contract.GROUPS) {
            for (JsonNode group : schema.path(key)) {
                List<String> wires = new ArrayList<>();
                List<String> values = new ArrayList<>();
                for (JsonNode wire : group) {
                    String javaName = javaNames.get(wire.asText());
                    if (javaName == null) {
                        throw new ContractException(
                                owner + ": " + key + " names '" + wire.asText() + "', which is no member");
                    }
                    wires.add(wire.asText());
                    values.add(javaName);
                }
                statements.add("RequestChecks." + kinds.get(key) + "(\"" + owner + "\", \"" + String.join(", ", wires)
                        + "\", " + String.join(", ", values) + ");");
            }
        }
        return statements;
    }

    /** The constant of an enum value, the overlay's or one made of the value. */
    static String constant(String wire, JsonNode schema) {
        return schema.path("x-enum-names").path(wire).asText(JavaNames.constant(wire));
    }

    private Map<String, Object> enumShape(String name, ObjectNode schema) {
        boolean numeric = schema.path("type").asText().equals("integer");
        JsonNode words = schema.path("x-enum-words");
        Set<String> constants = new HashSet<>(Set.of("UNRECOGNIZED", "CODEC", "VALUES"));
        List<Map<String, Object>> values = new ArrayList<>();
        for (JsonNode value : schema.get("enum")) {
            String wire = value.asText();
            String constant = constant(wire, schema);
            if (!SourceVersion.isName(constant) || !constants.add(constant)) {
                throw new ContractException(name + ": the value '" + wire + "' wants the constant '" + constant
                        + "', which is taken or no Java name; give it another in x-enum-names of types.overlay.yaml");
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("constant", constant);
            entry.put("literal", numeric ? wire : '"' + escaped(wire) + '"');
            entry.put(
                    "doc",
                    words.has(wire) ? Javadoc.text(words.get(wire).asText()) : Javadoc.code(wire) + " on the wire.");
            values.add(entry);
        }
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("doc", Javadoc.text(words(schema, name)));
        shape.put("numeric", numeric);
        shape.put("valueType", numeric ? "int" : "String");
        shape.put("values", values);
        return shape;
    }

    static Set<String> strings(JsonNode array) {
        Set<String> strings = new LinkedHashSet<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
