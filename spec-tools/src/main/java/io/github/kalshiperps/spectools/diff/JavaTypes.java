package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What the generator makes of the schemas of one edition: the same rules as in its {@code Contract.type}, but by the
 * contract's names and without refusing anything, for an edition that cannot be generated yet can still be compared.
 */
final class JavaTypes {
    /** Where the generator knows no type and asks for an overlay entry. */
    static final String NONE = "no type";

    /** What a place without a type does to callers. */
    static final Judgement STOPS = Judgement.breaking(
            "the generator has no Java type for it and stops, until types.overlay.yaml names one; what it is then is not known");

    private static final Map<String, String> OVERLAID = Map.ofEntries(
            Map.entry("string", "String"),
            Map.entry("boolean", "Boolean"),
            Map.entry("int32", "Integer"),
            Map.entry("int64", "Long"),
            Map.entry("number", "BigDecimal"),
            Map.entry("decimal", "BigDecimal (text)"),
            Map.entry("dollars", "FixedPointDollars"),
            Map.entry("count", "FixedPointCount"),
            Map.entry("centicents", "Centicents"),
            Map.entry("instant", "Instant"),
            Map.entry("epoch-millis", "Instant (milliseconds)"),
            Map.entry("epoch-seconds", "Instant (seconds)"),
            Map.entry("date", "LocalDate"),
            Map.entry("uuid", "UUID"),
            Map.entry("price-level", "PriceLevel"));

    private static final Map<String, String> PRIMITIVES =
            Map.of("Boolean", "boolean", "Integer", "int", "Long", "long");

    private final Edition edition;
    private final UnaryOperator<String> names;
    private final Set<String> within = new TreeSet<>();

    /**
     * The types of an edition.
     *
     * @param names gives the name that a schema is compared under: its own, or its new one when it was renamed
     */
    JavaTypes(Edition edition, UnaryOperator<String> names) {
        this.edition = edition;
        this.names = names;
    }

    /** A type as an accessor of something that is always there gives it. */
    static String unboxed(String type) {
        return PRIMITIVES.getOrDefault(type, type);
    }

    static boolean isCollection(String type) {
        return type.startsWith("List<") || type.startsWith("Map<");
    }

    Edition edition() {
        return edition;
    }

    /** The name that a schema is compared under. */
    String name(String schema) {
        return names.apply(schema);
    }

    /** The name that the schema is compared under which a schema is nothing but a reference to. */
    Optional<String> reference(JsonNode schema) {
        return Edition.reference(schema).map(names);
    }

    boolean mayBeNull(JsonNode schema) {
        return isNullable(edition.resolve(schema));
    }

    /** The type of what stands in a place. */
    String of(Slot slot) {
        JsonNode schema = slot.schema();
        JsonNode overlaid = slot.described().has("x-kalshi-type") ? slot.described() : schema;
        if (overlaid.has("x-kalshi-type")) {
            String name = overlaid.path("x-kalshi-type").asText();
            return OVERLAID.getOrDefault(name, name);
        }
        Optional<String> reference = Edition.reference(schema);
        if (reference.isPresent()) {
            return ofNamed(reference.get(), slot.wire());
        }
        if (schema.has("enum") || schema.has("properties") || isComposition(schema)) {
            return slot.inlineName();
        }
        String format = schema.path("format").asText();
        return switch (type(schema)) {
            case "string" ->
                switch (format) {
                    case "" -> "String";
                    case "date-time" -> "Instant";
                    case "date" -> "LocalDate";
                    case "uuid" -> "UUID";
                    default -> NONE;
                };
            case "integer" ->
                switch (format) {
                    case "int32" -> "Integer";
                    case "", "int64" -> slot.wire().endsWith("_ms") ? "Instant (milliseconds)" : "Long";
                    default -> NONE;
                };
            case "number" -> Set.of("", "double", "float").contains(format) ? "BigDecimal" : NONE;
            case "boolean" -> "Boolean";
            case "array" -> schema.has("items") && !isTuple(schema) ? around("List<", of(slot.inner("items"))) : NONE;
            case "object" -> map(slot);
            default -> NONE;
        };
    }

    private String ofNamed(String name, String wire) {
        JsonNode target = edition.schema(name);
        if (hasClass(target) && !target.has("x-kalshi-type")) {
            return names.apply(name);
        }
        if (!within.add(name)) {
            return NONE; // a list of itself
        }
        try {
            return of(Slot.of(target, names.apply(name), wire));
        } finally {
            within.remove(name);
        }
    }

    private String map(Slot slot) {
        JsonNode values = slot.schema().path("additionalProperties");
        if (values.isObject()) {
            return around("Map<String, ", of(slot.inner("additionalProperties")));
        }
        return values.asBoolean(false) ? "Map<String, RawJson>" : NONE;
    }

    private static String around(String container, String element) {
        return element.equals(NONE) ? NONE : container + element + ">";
    }

    /** The type keyword; of a type that may be null, the other one. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return type.asText();
        }
        Set<String> types = new TreeSet<>();
        type.forEach(one -> types.add(one.asText()));
        types.remove("null");
        return String.join(" or ", types);
    }

    static boolean isNullable(JsonNode schema) {
        for (JsonNode one : schema.path("type")) {
            if (one.asText().equals("null")) {
                return true;
            }
        }
        return schema.path("nullable").asBoolean();
    }

    /** Whether a named schema becomes a class of members. */
    static boolean isModel(JsonNode schema) {
        boolean object = schema.path("type").asText().equals("object")
                && (schema.has("properties") || !schema.has("additionalProperties"));
        return object || isComposition(schema);
    }

    /** Whether both say which members they have, be it without saying that they are objects. */
    static boolean haveMembers(Pair schemas) {
        return hasMembers(schemas.before()) && hasMembers(schemas.after());
    }

    /** Whether one of two does. */
    static boolean hasMembers(Pair schemas) {
        return hasMembers(schemas.before()) || hasMembers(schemas.after());
    }

    private static boolean hasMembers(JsonNode schema) {
        return isModel(schema) || schema.has("properties") || schema.has("allOf");
    }

    /** Whether both are nothing but references. */
    static boolean areReferences(Pair schemas) {
        return Edition.reference(schemas.before()).isPresent()
                && Edition.reference(schemas.after()).isPresent();
    }

    /** Whether a named schema becomes a class. */
    static boolean hasClass(JsonNode schema) {
        return schema.has("enum") || isModel(schema);
    }

    /** Whether it holds other values: its Java type is that of what it holds. */
    static boolean isContainer(JsonNode schema) {
        return schema.has("items")
                || (!isModel(schema) && schema.path("additionalProperties").isObject());
    }

    static boolean isComposition(JsonNode schema) {
        return schema.path("allOf").size() > 1 || (schema.has("allOf") && schema.has("properties"));
    }

    private static boolean isTuple(JsonNode array) {
        return array.path("maxItems").asInt() > 1 && array.path("maxItems").equals(array.path("minItems"));
    }
}
