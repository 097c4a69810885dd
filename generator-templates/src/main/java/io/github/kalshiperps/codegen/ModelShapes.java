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

/** What the templates of models and open enums are filled with. */
final class ModelShapes {
    private static final String CORE_JSON = "io.github.kalshiperps.core.json.";

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
        Set<String> imports = new TreeSet<>(Set.of(
                "com.squareup.moshi.JsonAdapter",
                "com.squareup.moshi.JsonReader",
                "com.squareup.moshi.JsonWriter",
                "java.io.IOException",
                "java.util.Map",
                "java.util.Objects",
                CORE_JSON + "MemberReader",
                CORE_JSON + "MemberWriter",
                CORE_JSON + "ModelExtras",
                CORE_JSON + "RawJson",
                "org.jspecify.annotations.Nullable"));
        List<Map<String, Object>> members = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        Set<String> javaNames = new HashSet<>();
        int index = 0;
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String wire = property.getKey();
            JsonNode node = property.getValue();
            TypeRef type = contract.type(node, wire, name + "." + wire);
            String javaName = node.path("x-java-name").asText(JavaNames.member(wire));
            if (!javaNames.add(javaName)) {
                throw new ContractException(name + "." + wire + ": the Java name '" + javaName
                        + "' is taken; give it another x-java-name in types.overlay.yaml");
            }
            boolean must = required.contains(wire);
            boolean nullable = contract.isNullable(node);
            boolean present =
                    must && !nullable && !node.path("x-kalshi-optional").asBoolean();
            boolean collection = type instanceof TypeRef.ListOf || type instanceof TypeRef.MapOf;
            type.imports(imports);
            if (type instanceof TypeRef.MapOf) {
                imports.add("java.util.Collections");
                imports.add("java.util.LinkedHashMap");
            }
            if (type.codec().contains("Codecs.")) {
                imports.add(CORE_JSON + "Codecs");
            }
            if (node.path("deprecated").asBoolean()) {
                throw new ContractException(name + "." + wire + ": deprecated members are not supported yet");
            }

            Map<String, Object> member = new LinkedHashMap<>();
            member.put("wire", wire);
            member.put("java", javaName);
            member.put("type", type.java());
            member.put("accessorType", present ? primitive(type) : type.java());
            member.put("index", index++);
            member.put("codec", type.codec());
            member.put("composed", collection);
            member.put("constant", JavaNames.constant(wire));
            member.put("reader", type.reader());
            member.put("requiredOnWire", must);
            // A list or map that callers must give is checked like any other; one that is received may be null for
            // empty.
            member.put("present", present);
            member.put(
                    "orEmpty",
                    !present && collection ? (type instanceof TypeRef.ListOf ? "List.of()" : "Map.of()") : "");
            member.put("hasEmpty", !present && collection);
            member.put("optional", !present && !collection);
            member.put("nullable", nullable || !must);
            member.put("nullAllowed", nullable);
            member.put("value", setterValue(type, javaName));
            member.put("doc", Javadoc.lines(Javadoc.text(words(node, name + "." + wire))));
            member.put("setterDoc", Javadoc.lines(facts(wire, node, must, nullable)));
            member.put("checks", request ? checks(name, wire, javaName, node, type, patterns, imports) : List.of());
            members.add(member);
        }
        List<String> groups = request ? groups(name, schema, javaNamesByWire(members)) : List.of();
        List<Map<String, Object>> mandatory = new ArrayList<>();
        if (request) {
            members.stream().filter(m -> Boolean.TRUE.equals(m.get("present"))).forEach(mandatory::add);
        }
        if (!mandatory.isEmpty() || !groups.isEmpty()) {
            imports.add(CORE_JSON + "RequestChecks");
        }

        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("doc", Javadoc.lines(Javadoc.text(words(schema, name))));
        shape.put("request", request);
        shape.put("imports", imports);
        shape.put("members", members);
        shape.put("hasMembers", !members.isEmpty());
        shape.put("optionNames", optionNames(members));
        shape.put("patterns", patterns);
        shape.put("mandatory", mandatory);
        shape.put("hasMandatory", !mandatory.isEmpty());
        shape.put("mandatoryDoc", Javadoc.lines(mandatoryWords(mandatory)));
        shape.put("groups", groups);
        shape.put("hasChecks", !mandatory.isEmpty() || !groups.isEmpty());
        return shape;
    }

    /** What a setter stores of a value that may not be null: collections are copied, so that the model stays immutable. */
    private static String setterValue(TypeRef type, String javaName) {
        if (type instanceof TypeRef.ListOf) {
            return "List.copyOf(value)";
        }
        if (type instanceof TypeRef.MapOf) {
            return "Collections.unmodifiableMap(new LinkedHashMap<>(value))";
        }
        return primitive(type).equals(type.java()) ? "Objects.requireNonNull(value, \"" + javaName + "\")" : "value";
    }

    private static String mandatoryWords(List<Map<String, Object>> mandatory) {
        List<String> names = new ArrayList<>();
        mandatory.forEach(member -> names.add("{@code " + member.get("java") + "}"));
        return "<p>Required: " + String.join(", ", names) + ".";
    }

    private static List<String> optionNames(List<Map<String, Object>> members) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            names.add("\"" + members.get(i).get("wire") + "\"" + (i + 1 < members.size() ? "," : ""));
        }
        return names;
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
        if (node.has("default")) {
            facts.add("default " + Javadoc.code(node.get("default").asText()));
        }
        for (String bound : List.of("minimum", "maximum", "minLength", "maxLength", "pattern")) {
            if (node.has(bound)) {
                facts.add(bound + " " + Javadoc.code(node.get(bound).asText()));
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

    /** Statements that check {@code value} in a setter; each refuses what the exchange would refuse. */
    static List<String> checks(
            String owner,
            String wire,
            String javaName,
            JsonNode node,
            TypeRef type,
            List<String> patterns,
            Set<String> imports) {
        List<String> checks = new ArrayList<>();
        String at = "\"" + owner + "." + wire + "\", ";
        if (type == TypeRef.Scalar.DOLLARS) {
            checks.add("value = RequestChecks.dollars(" + at + "value);");
        } else if (type == TypeRef.Scalar.COUNT) {
            checks.add("value = RequestChecks.count(" + at + "value);");
        }
        if (node.has("minimum") || node.has("maximum")) {
            if (type != TypeRef.Scalar.INT32 && type != TypeRef.Scalar.INT64) {
                throw new ContractException(owner + "." + wire + ": bounds are understood on integers only");
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
        if (node.has("pattern")) {
            String constant = "PATTERN_" + JavaNames.constant(javaName);
            imports.add("java.util.regex.Pattern");
            patterns.add("private static final Pattern " + constant + " = Pattern.compile(\""
                    + node.get("pattern").asText().replace("\\", "\\\\").replace("\"", "\\\"") + "\");");
            checks.add("RequestChecks.pattern(" + at + "value, " + constant + ");");
        }
        if (!checks.isEmpty()) {
            imports.add(CORE_JSON + "RequestChecks");
        }
        return checks;
    }

    /** Statements that check which members are given together. */
    static List<String> groups(String owner, JsonNode schema, Map<String, String> javaNames) {
        List<String> statements = new ArrayList<>();
        Map<String, String> kinds = Map.of(
                "x-exactly-one-of", "exactlyOne", "x-at-most-one-of", "atMostOne", "x-at-least-one-of", "atLeastOne");
        for (String key : List.of("x-exactly-one-of", "x-at-most-one-of", "x-at-least-one-of")) {
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

    private Map<String, Object> enumShape(String name, ObjectNode schema) {
        boolean numeric = schema.path("type").asText().equals("integer");
        JsonNode names = schema.path("x-enum-names");
        JsonNode words = schema.path("x-enum-words");
        Set<String> wireValues = new LinkedHashSet<>();
        Set<String> constants = new HashSet<>(Set.of("UNRECOGNIZED", "CODEC"));
        List<Map<String, Object>> values = new ArrayList<>();
        for (JsonNode value : schema.get("enum")) {
            String wire = value.asText();
            wireValues.add(wire);
            String constant = names.path(wire).asText(JavaNames.constant(wire));
            if (!constants.add(constant)) {
                throw new ContractException(name + ": two values want the constant '" + constant
                        + "'; give one another name in x-enum-names of types.overlay.yaml");
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("constant", constant);
            entry.put("literal", numeric ? wire : "\"" + wire + "\"");
            entry.put(
                    "doc",
                    Javadoc.lines(
                            words.has(wire)
                                    ? Javadoc.text(words.get(wire).asText())
                                    : Javadoc.code(wire) + " on the wire."));
            values.add(entry);
        }
        for (String key : List.of("x-enum-names", "x-enum-words")) {
            schema.path(key).fieldNames().forEachRemaining(wire -> {
                if (!wireValues.contains(wire)) {
                    throw new ContractException(
                            name + ": " + key + " names '" + wire + "', which is no value of the enum");
                }
            });
        }
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("name", name);
        shape.put("doc", Javadoc.lines(Javadoc.text(words(schema, name))));
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
