package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Verdict.ADDITIVE;
import static io.github.kalshiperps.spectools.diff.Verdict.BREAKING;
import static io.github.kalshiperps.spectools.diff.Verdict.DOCUMENTATION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares schemas. A named one is compared once, for all who refer to it; in a place that refers to it before and after,
 * only what stands beside the reference is looked at.
 */
final class SchemaComparison {
    private static final String OBJECT = "type \"object\"";
    private static final String ELEMENTS = "[]";
    private static final String VALUES = ".*";

    private static final String POINTER_ROOT = "#/components/schemas";

    /** What a request has to keep to; kept to itself, each of them has a rule below. */
    private static final Set<String> LOWER = Set.of("minimum", "minLength", "minItems");

    private static final Set<String> UPPER = Set.of("maximum", "maxLength", "maxItems");
    private static final Set<String> CONDITIONS =
            Set.of("exclusiveMinimum", "exclusiveMaximum", "pattern", "multipleOf", "uniqueItems");

    /** What builders and parameter objects check. */
    private static final Set<String> CHECKED = Set.of(
            "minimum", "maximum", "exclusiveMinimum", "minLength", "maxLength", "minItems", "maxItems", "pattern");

    /** Keywords that hold schemas. */
    private static final Set<String> SCHEMAS = Set.of("anyOf", "oneOf", "items", "properties", "additionalProperties");

    /** Keywords that are looked at where they belong; any other one is compared as it is, and has no rule. */
    private static final Set<String> RULED = Set.of(
            "$ref",
            "allOf",
            "type",
            "format",
            "nullable",
            "const",
            "enum",
            "default",
            "deprecated",
            "required",
            "properties",
            "additionalProperties",
            "items");

    private final Edition before;
    private final Edition after;
    private final Uses usesBefore;
    private final Uses usesAfter;
    private final Changes changes;
    private final Map<String, String> renames;
    private final JavaTypes typesBefore;
    private final JavaTypes typesAfter;

    SchemaComparison(Edition before, Edition after, Uses usesBefore, Uses usesAfter, Changes changes) {
        this.before = before;
        this.after = after;
        this.usesBefore = usesBefore;
        this.usesAfter = usesAfter;
        this.changes = changes;
        this.renames = guessedRenames();
        this.typesBefore = new JavaTypes(before, name -> renames.getOrDefault(name, name));
        this.typesAfter = new JavaTypes(after, name -> name);
        noteEnums(before, typesBefore);
        noteEnums(after, typesAfter);
    }

    JavaTypes typesBefore() {
        return typesBefore;
    }

    JavaTypes typesAfter() {
        return typesAfter;
    }

    /** The name that a schema of the old edition has in the new one. */
    String renamed(String schema) {
        return renames.getOrDefault(schema, schema);
    }

    // --- named schemas
    // --------------------------------------------------------------------------------------------------

    void compare() {
        Map<String, JsonNode> old = before.named("/components/schemas");
        Map<String, JsonNode> now = after.named("/components/schemas");
        old.forEach((name, schema) -> {
            JsonNode partner = now.get(renamed(name));
            if (partner == null) {
                removed(name, schema);
            } else {
                named(name, renamed(name), schema, partner);
            }
        });
        now.keySet().stream()
                .filter(name -> !old.containsKey(name) && !renames.containsValue(name))
                .forEach(name -> added(name, after.schema(name)));
    }

    /** A shared thing that goes by a name before and after. */
    Place shared(Category category, String name, String beforePointer, String afterPointer) {
        List<Use> old = usesBefore.of(beforePointer);
        List<Use> now = usesAfter.of(afterPointer);
        Effects directions = Effects.of(old);
        return new Place(
                category,
                name,
                beforePointer,
                afterPointer,
                Uses.union(old, now),
                directions.isSent(),
                directions.isReceived(),
                usesBefore.isBuilt(beforePointer),
                usesAfter.isBuilt(afterPointer));
    }

    private void named(String oldName, String name, JsonNode old, JsonNode now) {
        Place place = shared(
                Category.SCHEMA, name, Pointers.child(POINTER_ROOT, oldName), Pointers.child(POINTER_ROOT, name));
        if (!oldName.equals(name)) {
            renamedSchema(place, oldName, old);
        }
        changes.words(place, old, now);
        String oldShape = shape(old);
        String shape = shape(now);
        if (!oldShape.equals(shape)) {
            changes.changed(
                    place,
                    "shape",
                    oldShape,
                    shape,
                    place.effects()
                            .callers(BREAKING, "what stands for it in Java is another kind of type")
                            .wire(BREAKING, "another kind of value is on the wire"));
            return;
        }
        if (JavaTypes.isModel(old)) {
            role(place, old, now);
            members(place, old, now, name);
            additional(place, old, now, name, "*");
            facets(place, old, now);
        } else {
            value(place, old, now, old, now, name, name);
        }
    }

    private static String shape(JsonNode schema) {
        return schema.has("enum") ? "enum" : JavaTypes.isModel(schema) ? "object" : "value";
    }

    private void renamedSchema(Place place, String oldName, JsonNode old) {
        boolean hasClass = hasClass(old);
        changes.renamed(
                place,
                "name",
                oldName,
                place.name(),
                true,
                place.effects()
                        .signature(
                                hasClass ? BREAKING : DOCUMENTATION,
                                hasClass
                                        ? "its class is named after it, so callers find no class of the old name"
                                        : "it has no class of its own")
                        .wire(DOCUMENTATION, "the names of schemas are not on the wire"));
    }

    private static boolean hasClass(JsonNode schema) {
        return schema.has("enum") || JavaTypes.isModel(schema);
    }

    /** Builders of what callers fill demand what must be there; those of what is only received do not. */
    private void role(Place place, JsonNode old, JsonNode now) {
        if (place.builtBefore() == place.builtAfter()) {
            return;
        }
        String demands = "its builder refuses now what lacks a required member or is out of bounds";
        Effects effects = place.effects().signature(DOCUMENTATION, "its class keeps its methods");
        if (place.builtAfter()) {
            boolean checks = isChecked(after, now);
            effects.behaviour(checks ? BREAKING : DOCUMENTATION, checks ? demands : "its builder has nothing to check");
        } else {
            effects.behaviour(isChecked(before, old) ? ADDITIVE : DOCUMENTATION, "its builder checks no longer");
        }
        changes.changed(place, "direction", sentOrNot(place.builtBefore()), sentOrNot(place.builtAfter()), effects);
    }

    private static String sentOrNot(boolean built) {
        return built ? "sent by callers" : "not sent by callers";
    }

    private static boolean isChecked(Edition edition, JsonNode schema) {
        JsonNode object = flat(edition, schema, false);
        return !object.path("required").isEmpty()
                || object.path("properties").properties().stream()
                        .anyMatch(member -> CHECKED.stream().anyMatch(member.getValue()::has));
    }

    private void removed(String name, JsonNode schema) {
        Place place =
                shared(Category.SCHEMA, name, Pointers.child(POINTER_ROOT, name), Pointers.child(POINTER_ROOT, name));
        boolean hasClass = hasClass(schema);
        changes.removed(
                place,
                null,
                place.effects()
                        .signature(
                                hasClass ? BREAKING : DOCUMENTATION,
                                hasClass ? "its class is gone" : "it has no class of its own")
                        .wire(DOCUMENTATION, "what no longer refers to it is told there"));
    }

    private void added(String name, JsonNode schema) {
        Place place =
                shared(Category.SCHEMA, name, Pointers.child(POINTER_ROOT, name), Pointers.child(POINTER_ROOT, name));
        changes.added(
                place,
                null,
                place.effects()
                        .callers(
                                hasClass(schema) ? ADDITIVE : DOCUMENTATION,
                                hasClass(schema) ? "one class more" : "it has no class of its own"));
    }

    private Map<String, String> guessedRenames() {
        Map<String, JsonNode> old = before.named("/components/schemas");
        Map<String, JsonNode> now = after.named("/components/schemas");
        Set<String> gone = new TreeSet<>(old.keySet());
        gone.removeAll(now.keySet());
        Set<String> come = new TreeSet<>(now.keySet());
        come.removeAll(old.keySet());
        return Likeness.pairs(
                gone, come, (left, right) -> likeness(left, before.schema(left), right, after.schema(right)), 0.75);
    }

    private static double likeness(String leftName, JsonNode left, String rightName, JsonNode right) {
        if (!shape(left).equals(shape(right))) {
            return 0;
        }
        double content = Likeness.ofSets(content(left), content(right));
        // Many lists have one member and a cursor: such little content says less than a name.
        return content < 0.6 ? 0 : 0.7 * content + 0.3 * Likeness.ofNames(leftName, rightName);
    }

    private static Set<String> content(JsonNode schema) {
        Set<String> content = new TreeSet<>();
        schema.path("enum").forEach(value -> content.add(value.toString()));
        schema.path("properties")
                .properties()
                .forEach(member -> content.add(member.getKey() + " "
                        + Keywords.schemaFacts(member.getValue()).toString()));
        return content.isEmpty() ? Set.of(Keywords.schemaFacts(schema).toString()) : content;
    }

    // --- enums of one class
    // ---------------------------------------------------------------------------------------------

    private void noteEnums(Edition edition, JavaTypes types) {
        edition.named("/components/schemas").forEach((name, schema) -> {
            String owner = edition == before ? renamed(name) : name;
            noteEnums(types, schema, schema, owner, owner, true);
        });
        for (Operation operation : Operation.all(edition)) {
            for (JsonNode listed : operation.parameters()) {
                JsonNode parameter = edition.resolve(listed);
                noteEnums(
                        types,
                        parameter.path("schema"),
                        parameter,
                        operation.id(),
                        parameter.path("name").asText(),
                        false);
            }
        }
    }

    private void noteEnums(
            JavaTypes types, JsonNode schema, JsonNode described, String owner, String wire, boolean named) {
        if (schema.has("enum")) {
            types.noteEnum(named ? owner : JavaTypes.inlineName(schema, described, owner, wire), schema.get("enum"));
        }
        String within = named ? owner : JavaTypes.inlineName(schema, described, owner, wire);
        schema.path("properties")
                .properties()
                .forEach(member ->
                        noteEnums(types, member.getValue(), member.getValue(), within, member.getKey(), false));
        for (String key : List.of("items", "additionalProperties")) {
            if (schema.path(key).isObject()) {
                noteEnums(types, schema.get(key), described, owner, wire, false);
            }
        }
        schema.path("allOf").forEach(part -> noteEnums(types, part, described, owner, wire, named));
    }

    // --- members
    // --------------------------------------------------------------------------------------------------------

    /** Compares the members of two objects; {@code owner} is the class they are members of. */
    private void members(Place place, JsonNode old, JsonNode now, String owner) {
        boolean sameParts = parts(old, true).equals(parts(now, false));
        JsonNode oldObject = flat(before, old, sameParts);
        JsonNode object = flat(after, now, sameParts);
        Map<String, JsonNode> oldMembers = sorted(oldObject);
        Map<String, JsonNode> members = sorted(object);
        Set<String> gone = new TreeSet<>(oldMembers.keySet());
        gone.removeAll(members.keySet());
        Set<String> come = new TreeSet<>(members.keySet());
        come.removeAll(oldMembers.keySet());
        Map<String, String> renamed = Likeness.pairs(
                gone,
                come,
                (left, right) -> memberLikeness(
                        left,
                        oldObject.path("properties").path(left),
                        right,
                        object.path("properties").path(right)),
                0.5);

        for (Map.Entry<String, JsonNode> member : oldMembers.entrySet()) {
            String name = renamed.getOrDefault(member.getKey(), member.getKey());
            JsonNode partner = members.get(name);
            Place at = place.renamedChild(
                    Category.MEMBER,
                    place.name() + "." + name,
                    Pointers.child(place.before(), "properties", member.getKey()),
                    Pointers.child(place.after(), "properties", name));
            boolean must = names(oldObject, member.getKey());
            if (partner == null) {
                removedMember(at, must);
                continue;
            }
            if (!name.equals(member.getKey())) {
                renamedMember(at, member.getKey(), name);
            }
            member(at, member.getValue(), partner, must, names(object, name), owner, name);
        }
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            if (come.contains(member.getKey()) && !renamed.containsValue(member.getKey())) {
                Place at = place.child(
                        Category.MEMBER, place.name() + "." + member.getKey(), "properties", member.getKey());
                addedMember(at, member.getValue(), names(object, member.getKey()), owner, member.getKey());
            }
        }
        strayRequired(place, oldObject, object);
        otherFactsOfParts(place, old, now);
    }

    /** The schemas that an {@code allOf} is put together of, by their new names. */
    private Set<String> parts(JsonNode schema, boolean old) {
        Set<String> parts = new TreeSet<>();
        if (JavaTypes.isComposition(schema)) {
            schema.path("allOf")
                    .forEach(part -> Edition.reference(part).ifPresent(name -> parts.add(old ? renamed(name) : name)));
        }
        return parts;
    }

    /** What else the parts of an {@code allOf} say that stand in it. */
    private void otherFactsOfParts(Place place, JsonNode old, JsonNode now) {
        Set<String> before = otherFactsOfParts(old);
        Set<String> after = otherFactsOfParts(now);
        Set<String> differing = new TreeSet<>(before);
        differing.addAll(after);
        differing.removeIf(fact -> before.contains(fact) && after.contains(fact));
        if (differing.isEmpty()) {
            return;
        }
        if (differing.equals(Set.of(OBJECT))) {
            changes.changed(
                    place,
                    "allOf",
                    String.join(", ", before),
                    String.join(", ", after),
                    place.effects()
                            .callers(DOCUMENTATION, "its members show that it is an object")
                            .wire(DOCUMENTATION, "its members show that it is an object"));
        } else {
            noRule(place, "allOf", old.path("allOf"), now.path("allOf"));
        }
    }

    private static Set<String> otherFactsOfParts(JsonNode schema) {
        Set<String> facts = new TreeSet<>();
        if (JavaTypes.isComposition(schema)) {
            for (JsonNode part : schema.path("allOf")) {
                Keywords.schemaFacts(part).properties().stream()
                        .filter(fact ->
                                !Set.of("$ref", "properties", "required").contains(fact.getKey()))
                        .forEach(fact -> facts.add(fact.getKey() + " " + fact.getValue()));
            }
        }
        return facts;
    }

    /** One object of the parts of an {@code allOf}; without those that are named and compared under their names. */
    private static JsonNode flat(Edition edition, JsonNode schema, boolean withoutNamed) {
        if (!JavaTypes.isComposition(schema)) {
            return schema;
        }
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        ObjectNode properties = flat.putObject("properties");
        ArrayNode required = flat.putArray("required");
        List<JsonNode> parts = new ArrayList<>();
        schema.path("allOf").forEach(part -> {
            if (!withoutNamed || Edition.reference(part).isEmpty()) {
                parts.add(flat(edition, edition.resolve(part), withoutNamed));
            }
        });
        parts.add(schema);
        for (JsonNode part : parts) {
            part.path("properties").properties().forEach(member -> properties.set(member.getKey(), member.getValue()));
            part.path("required").forEach(required::add);
        }
        return flat;
    }

    private static Map<String, JsonNode> sorted(JsonNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.path("properties").properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static boolean names(JsonNode object, String member) {
        for (JsonNode name : object.path("required")) {
            if (name.asText().equals(member)) {
                return true;
            }
        }
        return false;
    }

    private static double memberLikeness(String leftName, JsonNode left, String rightName, JsonNode right) {
        return Keywords.schemaFacts(left).equals(Keywords.schemaFacts(right))
                ? Likeness.ofNames(leftName, rightName)
                : 0;
    }

    private void removedMember(Place at, boolean must) {
        changes.removed(
                at,
                must ? "required" : "optional",
                at.effects()
                        .signature(BREAKING, "its accessor and its setter are gone")
                        .requests(BREAKING, "old code sends it, and nothing says that the exchange ignores it")
                        .responses(
                                BREAKING,
                                must
                                        ? "old code's accessor throws MissingMemberException"
                                        : "old code never gets a value there any more"));
    }

    private void renamedMember(Place at, String oldName, String name) {
        changes.renamed(
                at,
                "name",
                oldName,
                name,
                true,
                at.effects()
                        .signature(BREAKING, "accessor and setter are named after it")
                        .requests(BREAKING, "old code sends the old name")
                        .responses(BREAKING, "old code looks for the old name"));
    }

    private void addedMember(Place at, JsonNode schema, boolean must, String owner, String wire) {
        String type = typesAfter.of(schema, schema, owner, wire);
        boolean demanded = must && at.builtAfter();
        Effects effects = at.effects();
        if (type.equals(JavaTypes.NONE)) {
            effects.signature(BREAKING, NO_TYPE);
        } else {
            effects.signature(ADDITIVE, "one accessor and one setter more, and no constructor is public");
        }
        if (demanded) {
            effects.behaviour(BREAKING, "build() refuses a request without it, which old callers do not set");
        } else {
            effects.behaviour(ADDITIVE, "nothing demands it of callers");
        }
        effects.requests(
                        must ? BREAKING : ADDITIVE,
                        must ? "old code does not send it, and the exchange demands it" : "old code leaves it out")
                .responses(ADDITIVE, "old code keeps it as an unknown member");
        changes.added(at, (must ? "required " : "optional ") + type, effects);
    }

    static final String NO_TYPE =
            "the generator has no Java type for it and stops, until types.overlay.yaml names one; what it is then is not known";

    private void member(
            Place at, JsonNode old, JsonNode now, boolean mustBefore, boolean mustAfter, String owner, String wire) {
        String oldType = typesBefore.of(old, old, owner, wire);
        String type = typesAfter.of(now, now, owner, wire);
        boolean oldNull = isNullable(before, old);
        boolean isNull = isNullable(after, now);
        boolean oldPresent =
                mustBefore && !oldNull && !old.path("x-kalshi-optional").asBoolean();
        boolean present = mustAfter && !isNull && !now.path("x-kalshi-optional").asBoolean();
        if (mustBefore != mustAfter) {
            Effects effects = presence(at, oldType, type, oldPresent, present, now.has("const"));
            if (mustAfter) {
                effects.requests(BREAKING, "old code may leave it out, and the exchange demands it")
                        .responses(ADDITIVE, "the exchange promises to send it");
            } else {
                effects.requests(ADDITIVE, "old code sends it, which is still allowed")
                        .responses(
                                oldPresent ? BREAKING : ADDITIVE,
                                oldPresent
                                        ? "old code's accessor throws MissingMemberException when it is left out"
                                        : "old code reads it as one that may be left out");
            }
            changes.changed(at, "required", String.valueOf(mustBefore), String.valueOf(mustAfter), effects);
        }
        // A null that comes with another schema, by reference, is told with that schema.
        if (nullableHere(before, after, old, now)) {
            Effects effects = presence(at, oldType, type, oldPresent, present, now.has("const"));
            nullOnWire(effects, isNull, type);
            if (isNull && mustAfter && at.builtAfter()) {
                effects.signature(
                        BREAKING, "the generator refuses a required member of a request that may be null, and stops");
            }
            changes.changed(at, "nullable", String.valueOf(oldNull), String.valueOf(isNull), effects);
        }
        content(at, old, now, old, now, owner, wire);
    }

    private boolean nullableHere(Edition left, Edition right, JsonNode old, JsonNode now) {
        return sameReference(old, now)
                ? JavaTypes.isNullable(old) != JavaTypes.isNullable(now)
                : isNullable(left, old) != isNullable(right, now);
    }

    private static boolean isNullable(Edition edition, JsonNode schema) {
        return JavaTypes.isNullable(edition.resolve(schema));
    }

    private static void nullOnWire(Effects effects, boolean isNull, String type) {
        if (isNull) {
            boolean collection = JavaTypes.isCollection(type);
            effects.requests(ADDITIVE, "old code never sends null")
                    .responses(
                            collection ? ADDITIVE : BREAKING,
                            collection
                                    ? "old code reads null as empty"
                                    : "old code takes null for a fault, and its accessor throws");
        } else {
            effects.requests(DOCUMENTATION, "builders never write null")
                    .responses(ADDITIVE, "null comes no more, which old code was ready for");
        }
    }

    /** What callers feel when a member has to be there, or no longer has to. */
    private static Effects presence(
            Place at, String oldType, String type, boolean oldPresent, boolean present, boolean constant) {
        Effects effects = at.effects();
        String oldGiven = oldPresent ? JavaTypes.unboxed(oldType) : oldType;
        String given = present ? JavaTypes.unboxed(type) : type;
        if (oldType.equals(type) && !oldGiven.equals(given)) {
            effects.signature(BREAKING, "accessor and setter change from " + oldGiven + " to " + given);
        } else {
            effects.signature(DOCUMENTATION, "only annotations of accessor and setter change");
        }
        if (oldPresent == present) {
            return effects.behaviour(
                    DOCUMENTATION, "only Javadoc changes: the overlay or null makes it optional anyway");
        }
        if (present && at.builtAfter() && !constant) {
            return effects.behaviour(BREAKING, "build() refuses a request without it");
        }
        if (present) {
            return effects.behaviour(
                    BREAKING,
                    "the accessor throws when it was not sent, where it gave null or nothing, and the setter refuses null");
        }
        return at.received()
                ? effects.behaviour(BREAKING, "the accessor may give null or nothing where callers got a value")
                : effects.behaviour(ADDITIVE, "build() no longer demands it");
    }

    /** A list may demand members that no object describes. */
    private void strayRequired(Place place, JsonNode old, JsonNode now) {
        Set<String> before = stray(old);
        Set<String> after = stray(now);
        if (!before.equals(after)) {
            changes.changed(
                    place,
                    "required",
                    String.join(", ", before),
                    String.join(", ", after),
                    place.effects()
                            .callers(DOCUMENTATION, "no member of that name is described, so Java has none")
                            .requests(BREAKING, "a member is demanded that is not described")
                            .responses(DOCUMENTATION, "old code keeps what it does not know"));
        }
    }

    private static Set<String> stray(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.path("required").forEach(name -> names.add(name.asText()));
        names.removeAll(sorted(object).keySet());
        return names;
    }

    // --- values
    // ---------------------------------------------------------------------------------------------------------

    private boolean sameReference(JsonNode old, JsonNode now) {
        Optional<String> reference = Edition.reference(old).map(this::renamed);
        return reference.isPresent() && reference.equals(Edition.reference(now));
    }

    /**
     * Compares what stands in a place.
     *
     * @param oldDescribed what an overlay may have named an inline type on
     * @param owner the class or operation around it
     * @param wire its name there
     */
    void value(
            Place at,
            JsonNode old,
            JsonNode now,
            JsonNode oldDescribed,
            JsonNode described,
            String owner,
            String wire) {
        if (nullableHere(before, after, old, now)) {
            boolean isNull = isNullable(after, now);
            Effects effects = at.effects()
                    .callers(
                            BREAKING,
                            "accessors may give null where they did not, or throw where they gave null, and builders"
                                    + " demand accordingly");
            nullOnWire(effects, isNull, typesAfter.of(now, described, owner, wire));
            changes.changed(at, "nullable", String.valueOf(!isNull), String.valueOf(isNull), effects);
        }
        content(at, old, now, oldDescribed, described, owner, wire);
    }

    /** Compares a value but for null, which members look at together with being required. */
    private void content(
            Place at,
            JsonNode old,
            JsonNode now,
            JsonNode oldDescribed,
            JsonNode described,
            String owner,
            String wire) {
        boolean named = at.category() == Category.SCHEMA;
        if (!named) {
            changes.words(at, old, now);
        }
        if (sameReference(old, now)) {
            facets(at, old, now);
            besideReference(at, old, now);
            return;
        }
        JsonNode oldValue = before.resolve(old);
        JsonNode value = after.resolve(now);
        String oldType = typesBefore.of(old, oldDescribed, owner, wire);
        String type = typesAfter.of(now, described, owner, wire);
        String oldKind = JavaTypes.isModel(oldValue) ? "object" : JavaTypes.type(oldValue);
        String kind = JavaTypes.isModel(value) ? "object" : JavaTypes.type(value);
        // The type of a list or map is that of what it holds, which is compared below.
        boolean container = oldKind.equals(kind) && isContainer(oldValue) && isContainer(value);
        String oldFormat = oldValue.path("format").asText();
        String format = value.path("format").asText();
        boolean sameWire = oldKind.equals(kind) && oldFormat.equals(format);
        // An enum that comes or goes is told with its values.
        boolean enumTold = oldValue.has("enum") != value.has("enum") || (named && value.has("enum"));
        if (!sameWire || (!container && !enumTold && !oldType.equals(type))) {
            Effects effects = at.effects();
            javaType(effects, isTypeArgument(at), oldType, type);
            if (JavaTypes.isModel(oldValue) && JavaTypes.isModel(value)) {
                objectOnWire(effects, old, now, oldValue, value);
            } else {
                wireType(effects, oldKind, oldFormat, kind, format);
            }
            changes.changed(at, "type", inWords(old, oldKind, oldFormat), inWords(now, kind, format), effects);
        }
        boolean bothNamed =
                Edition.reference(old).isPresent() && Edition.reference(now).isPresent();
        if (JavaTypes.isModel(oldValue) && JavaTypes.isModel(value)) {
            if (!bothNamed) {
                members(at, oldValue, value, JavaTypes.inlineName(value, described, owner, wire));
            }
        } else if (oldValue.has("items") && value.has("items")) {
            value(
                    at.child(at.category(), at.name() + ELEMENTS, "items"),
                    oldValue.get("items"),
                    value.get("items"),
                    oldValue.get("items"),
                    value.get("items"),
                    owner,
                    wire);
        }
        if (oldValue.has("items") != value.has("items") && oldKind.equals(kind)) {
            noRule(at, "items", oldValue.path("items"), value.path("items"));
        }
        additional(at, oldValue, value, owner, wire);
        values(at, oldValue, value, named ? owner : JavaTypes.inlineName(oldValue, oldDescribed, owner, wire));
        facets(at, oldValue, value);
    }

    /** A type beside a reference means nothing to the generator, and to others what they make of it. */
    private void besideReference(Place at, JsonNode old, JsonNode now) {
        for (String keyword : List.of("type", "format", "enum", "items", "properties", "additionalProperties")) {
            if (!sameFacts(keyword, old.path(keyword), now.path(keyword))) {
                noRule(at, keyword + " beside $ref", old.path(keyword), now.path(keyword));
            }
        }
    }

    /** What an enum or a default holds is data, in which nothing is prose. */
    private static boolean sameFacts(String keyword, JsonNode was, JsonNode is) {
        return SCHEMAS.contains(keyword) ? Keywords.schemaFacts(was).equals(Keywords.schemaFacts(is)) : was.equals(is);
    }

    private void noRule(Place at, String keyword, JsonNode was, JsonNode is) {
        changes.changed(
                at,
                keyword,
                was,
                is,
                Effects.everywhere(BREAKING, "there is no rule for " + keyword + ", so it may break anything"));
    }

    private static boolean isContainer(JsonNode schema) {
        return schema.has("items")
                || (!JavaTypes.isModel(schema)
                        && schema.path("additionalProperties").isObject());
    }

    private String inWords(JsonNode schema, String kind, String format) {
        String name = Edition.reference(schema).orElse("");
        String wire = format.isEmpty() ? kind : kind + " (" + format + ")";
        return name.isEmpty() ? wire : name + ": " + wire;
    }

    /** What stands in a list or a map, or is what a call gives, is a type argument in Java, which classes do not show. */
    private static boolean isTypeArgument(Place at) {
        return at.name().endsWith(ELEMENTS) || at.name().endsWith(VALUES) || at.category() == Category.RESPONSE;
    }

    /** Another type: of an accessor, or as the argument of a type. */
    static void otherType(Effects effects, boolean typeArgument, String reason) {
        if (typeArgument) {
            effects.source(BREAKING, reason)
                    .binary(DOCUMENTATION, "type arguments are erased")
                    .behaviour(BREAKING, "classes that were compiled before meet objects of another class");
        } else {
            effects.signature(BREAKING, reason);
        }
    }

    private static void javaType(Effects effects, boolean typeArgument, String oldType, String type) {
        if (type.equals(JavaTypes.NONE)) {
            effects.signature(BREAKING, NO_TYPE);
        } else if (oldType.equals(JavaTypes.NONE)) {
            effects.signature(BREAKING, "its Java type is " + type + ", and nothing says what it was");
        } else if (oldType.equals(type)) {
            effects.callers(DOCUMENTATION, "its Java type stays " + type);
        } else {
            otherType(effects, typeArgument, "its Java type changes from " + oldType + " to " + type);
        }
    }

    private void objectOnWire(Effects effects, JsonNode old, JsonNode now, JsonNode oldValue, JsonNode value) {
        boolean bothNamed =
                Edition.reference(old).isPresent() && Edition.reference(now).isPresent();
        if (bothNamed && !Keywords.schemaFacts(oldValue).equals(Keywords.schemaFacts(value))) {
            effects.wire(BREAKING, "another object stands there");
        } else {
            effects.wire(DOCUMENTATION, "the object is described elsewhere");
        }
    }

    /** Whether every value of one type is one of another, or the other way around. */
    private static void wireType(Effects effects, String oldKind, String oldFormat, String kind, String format) {
        String was = oldFormat.isEmpty() ? oldKind : oldKind + " (" + oldFormat + ")";
        String is = format.isEmpty() ? kind : kind + " (" + format + ")";
        if (was.equals(is) || (isLong(was) && isLong(is)) || (oldKind.equals("number") && kind.equals("number"))) {
            effects.wire(DOCUMENTATION, "the same values are on the wire");
        } else if (includes(is, kind, was, oldKind)) {
            effects.requests(ADDITIVE, "every " + was + " is still taken")
                    .responses(BREAKING, "not every " + is + " is a " + was + ", which old code reads");
        } else if (includes(was, oldKind, is, kind)) {
            effects.requests(BREAKING, "not every " + was + ", which old code sends, is a " + is)
                    .responses(ADDITIVE, "every " + is + " is a " + was + ", which old code reads");
        } else {
            effects.requests(BREAKING, "old code sends " + was).responses(BREAKING, "old code reads " + was);
        }
    }

    private static boolean isLong(String type) {
        return type.equals("integer") || type.equals("integer (int64)");
    }

    private static boolean includes(String wide, String wideKind, String narrow, String narrowKind) {
        return (wide.equals("string") && narrowKind.equals("string"))
                || (wideKind.equals("number") && narrowKind.equals("integer"))
                || (isLong(wide) && narrow.equals("integer (int32)"));
    }

    private void additional(Place at, JsonNode old, JsonNode now, String owner, String wire) {
        JsonNode oldValues = old.path("additionalProperties");
        JsonNode values = now.path("additionalProperties");
        if (oldValues.isObject() && values.isObject()) {
            value(
                    at.child(
                            at.category() == Category.SCHEMA ? Category.MEMBER : at.category(),
                            at.name() + VALUES,
                            "additionalProperties"),
                    oldValues,
                    values,
                    oldValues,
                    values,
                    owner,
                    wire);
        } else if (!oldValues.equals(values)) {
            boolean closed = values.isBoolean() && !values.asBoolean();
            boolean map = !JavaTypes.isModel(old) || !JavaTypes.isModel(now);
            Effects effects = at.effects();
            if (map) {
                effects.signature(BREAKING, "the Java type of a map is that of its values")
                        .wire(BREAKING, "other values may stand in the map");
            } else {
                effects.callers(DOCUMENTATION, "models keep members that they do not know, whatever the contract says")
                        .requests(
                                closed ? BREAKING : ADDITIVE,
                                closed ? "members added with putUnknownMember are refused" : "more members are taken")
                        .responses(closed ? DOCUMENTATION : ADDITIVE, "old code keeps members that it does not know");
            }
            changes.changed(at, "additionalProperties", oldValues, values, effects);
        }
    }

    // --- enums
    // ----------------------------------------------------------------------------------------------------------

    private void values(Place at, JsonNode old, JsonNode now, String enumClass) {
        if (old.has("enum") != now.has("enum")) {
            boolean closed = now.has("enum");
            Effects effects = at.effects()
                    .requests(
                            closed ? BREAKING : ADDITIVE,
                            closed ? "old code may send other values" : "every value is taken")
                    .responses(ADDITIVE, "old code reads every value");
            otherType(effects, isTypeArgument(at), "a class stands for an enum, and a plain type for what is none");
            changes.changed(at, "enum", old.get("enum"), now.get("enum"), effects);
            return;
        }
        Map<String, JsonNode> oldValues = byText(old.path("enum"));
        Map<String, JsonNode> values = byText(now.path("enum"));
        oldValues.forEach((text, value) -> {
            if (!values.containsKey(text)) {
                removedValue(at, enumClass, value);
            }
        });
        values.forEach((text, value) -> {
            if (!oldValues.containsKey(text)) {
                addedValue(at, enumClass, value);
            }
        });
    }

    private static Map<String, JsonNode> byText(JsonNode values) {
        Map<String, JsonNode> byText = new TreeMap<>();
        values.forEach(value -> byText.put(value.toString(), value));
        return byText;
    }

    private static Place valuePlace(Place at, JsonNode value) {
        return at.child(Category.VALUE, at.name() + " = " + Changes.shown(value), "enum");
    }

    private void addedValue(Place at, String enumClass, JsonNode value) {
        boolean known = typesBefore.enumHas(enumClass, value.asText());
        changes.added(
                valuePlace(at, value),
                null,
                at.effects()
                        .callers(
                                known ? DOCUMENTATION : ADDITIVE,
                                known
                                        ? "the class has its constant already, from another place"
                                        : "one constant more; a switch over known() has a default, as its Javadoc asks")
                        .requests(ADDITIVE, "old code does not send it")
                        .responses(ADDITIVE, "old code reads it as UNRECOGNIZED and keeps it"));
    }

    private void removedValue(Place at, String enumClass, JsonNode value) {
        boolean kept = typesAfter.enumHas(enumClass, value.asText());
        changes.removed(
                valuePlace(at, value),
                null,
                at.effects()
                        .signature(
                                kept ? DOCUMENTATION : BREAKING,
                                kept ? "the class keeps its constant, for another place" : "its constant is gone")
                        .requests(BREAKING, "old code may send it")
                        .responses(DOCUMENTATION, "it comes no more"));
    }

    // --- what stands beside a type
    // --------------------------------------------------------------------------------------

    private void facets(Place at, JsonNode old, JsonNode now) {
        Set<String> keywords = new TreeSet<>();
        old.fieldNames().forEachRemaining(keywords::add);
        now.fieldNames().forEachRemaining(keywords::add);
        for (String keyword : keywords) {
            JsonNode was = old.path(keyword);
            JsonNode is = now.path(keyword);
            if (!Keywords.isFact(keyword) || sameFacts(keyword, was, is)) {
                continue;
            }
            if (keyword.equals("const")) {
                constant(at, was, is);
            } else if (keyword.equals("default")) {
                defaultValue(at, was, is);
            } else if (keyword.equals("deprecated")) {
                deprecated(at, was, is);
            } else if (keyword.equals("nullable") && at.category() == Category.SCHEMA && JavaTypes.isModel(old)) {
                changes.changed(
                        at,
                        keyword,
                        was,
                        is,
                        at.effects()
                                .callers(
                                        BREAKING,
                                        "accessors of it may give null where they did not, or the other way around")
                                .wire(BREAKING, "null may stand where it did not, or may no longer"));
            } else if (LOWER.contains(keyword) || UPPER.contains(keyword) || CONDITIONS.contains(keyword)) {
                bound(at, keyword, was, is);
            } else if (!RULED.contains(keyword)) {
                noRule(at, keyword, was, is);
            }
        }
    }

    private void constant(Place at, JsonNode was, JsonNode is) {
        Effects effects = at.effects();
        if (was.isMissingNode()) {
            effects.signature(BREAKING, "what is constant has no setter")
                    .requests(BREAKING, "old code may send other values")
                    .responses(DOCUMENTATION, "fewer values come");
        } else if (is.isMissingNode()) {
            effects.signature(ADDITIVE, "what is not constant has a setter")
                    .behaviour(BREAKING, "builders no longer fill it in")
                    .requests(ADDITIVE, "old code sends the constant")
                    .responses(BREAKING, "other values come, by which old code tells messages apart");
        } else {
            effects.behaviour(BREAKING, "builders fill in another value, and messages are told apart by it")
                    .signature(DOCUMENTATION, "no signature shows it")
                    .requests(BREAKING, "old code sends the old value")
                    .responses(BREAKING, "old code does not know the new value");
        }
        changes.changed(at, "const", was, is, effects);
    }

    private void defaultValue(Place at, JsonNode was, JsonNode is) {
        boolean told = was.isMissingNode();
        String reason = is.isMissingNode()
                ? "nothing says any more what leaving it out means"
                : "what is left out means something else to the exchange";
        changes.changed(
                at,
                "default",
                was,
                is,
                at.effects()
                        .signature(DOCUMENTATION, "Javadoc names the default, and no signature shows it")
                        .behaviour(
                                told || !at.sent() ? DOCUMENTATION : BREAKING,
                                told || !at.sent() ? "only Javadoc changes" : reason)
                        .requests(
                                told ? DOCUMENTATION : BREAKING,
                                told ? "it says now what leaving it out means" : reason)
                        .responses(DOCUMENTATION, "no model fills in a default"));
    }

    private void deprecated(Place at, JsonNode was, JsonNode is) {
        if (was.asBoolean() != is.asBoolean()) {
            changes.changed(
                    at,
                    "deprecated",
                    was,
                    is,
                    at.effects()
                            .callers(DOCUMENTATION, "a mark for people, in Javadoc only")
                            .wire(DOCUMENTATION, "a mark for people"));
        }
    }

    private void bound(Place at, String keyword, JsonNode was, JsonNode is) {
        boolean looser = isLooser(keyword, was, is);
        boolean checked = CHECKED.contains(keyword)
                && (at.builtBefore() || at.builtAfter() || at.category() == Category.PARAMETER);
        Effects effects = at.effects().signature(DOCUMENTATION, "Javadoc names the bound, and no signature shows it");
        if (!checked) {
            effects.behaviour(DOCUMENTATION, "no code of ours checks it");
        } else {
            effects.behaviour(
                    looser ? ADDITIVE : BREAKING,
                    looser ? "more values are taken" : "values are refused that were taken before");
        }
        effects.requests(
                        looser ? ADDITIVE : BREAKING,
                        looser ? "all that old code may send is still taken" : "old code may send what is refused now")
                .responses(
                        looser ? ADDITIVE : DOCUMENTATION,
                        looser ? "more values come; nothing that is read is checked" : "fewer values come");
        changes.changed(at, keyword, was, is, effects);
    }

    /** Whether all that was allowed still is; when unsure, no. */
    private static boolean isLooser(String keyword, JsonNode was, JsonNode is) {
        if (is.isMissingNode() || (is.isBoolean() && !is.asBoolean())) {
            return true;
        }
        if (was.isMissingNode() || !was.isNumber() || !is.isNumber()) {
            return false;
        }
        int direction = is.decimalValue().compareTo(was.decimalValue());
        boolean lower = LOWER.contains(keyword) || keyword.equals("exclusiveMinimum");
        boolean upper = UPPER.contains(keyword) || keyword.equals("exclusiveMaximum");
        return lower ? direction <= 0 : upper && direction >= 0;
    }
}
