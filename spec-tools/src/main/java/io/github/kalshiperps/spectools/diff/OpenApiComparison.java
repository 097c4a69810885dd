package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Verdict.ADDITIVE;
import static io.github.kalshiperps.spectools.diff.Verdict.BREAKING;
import static io.github.kalshiperps.spectools.diff.Verdict.DOCUMENTATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Compares what OpenAPI documents have beside schemas. */
final class OpenApiComparison {
    private static final String JSON = "application/json";

    private final Edition before;
    private final Edition after;
    private final SchemaComparison schemas;
    private final Changes changes;

    OpenApiComparison(Edition before, Edition after, SchemaComparison schemas, Changes changes) {
        this.before = before;
        this.after = after;
        this.schemas = schemas;
        this.changes = changes;
    }

    void compare() {
        servers();
        operations();
        sharedParameters();
        sharedBodies();
        sharedResponses();
    }

    private static Place place(Category category, String name, String before, String after, Use... uses) {
        Effects directions = Effects.of(List.of(uses));
        boolean built = category == Category.PARAMETER || category == Category.BODY;
        return new Place(
                category,
                name,
                before,
                after,
                List.of(uses),
                directions.isSent(),
                directions.isReceived(),
                built,
                built);
    }

    // --- servers
    // --------------------------------------------------------------------------------------------------------

    private void servers() {
        Map<String, Integer> old = servers(before);
        Map<String, Integer> now = servers(after);
        old.forEach((url, index) -> {
            if (!now.containsKey(url)) {
                changes.removed(
                        document(Category.SERVER, url, "#/servers/" + index),
                        null,
                        Effects.of(true, false)
                                .signature(BREAKING, "its constant is gone")
                                .requests(BREAKING, "old code connects to it"));
            }
        });
        now.forEach((url, index) -> {
            if (!old.containsKey(url)) {
                changes.added(
                        document(Category.SERVER, url, "#/servers/" + index),
                        null,
                        Effects.of(true, false)
                                .callers(ADDITIVE, "one constant more, as soon as types.overlay.yaml names it")
                                .requests(ADDITIVE, "old code does not connect to it"));
            } else {
                changes.words(
                        document(Category.SERVER, url, "#/servers/" + index),
                        before.root().path("servers").path(old.getOrDefault(url, 0)),
                        after.root().path("servers").path(index));
            }
        });
    }

    private static Place document(Category category, String name, String pointer) {
        return new Place(category, name, pointer, pointer, List.of(), true, true, false, false);
    }

    private static Map<String, Integer> servers(Edition edition) {
        Map<String, Integer> servers = new LinkedHashMap<>();
        edition.root()
                .path("servers")
                .forEach(server -> servers.put(server.path("url").asText(), servers.size()));
        return servers;
    }

    // --- operations
    // -----------------------------------------------------------------------------------------------------

    private void operations() {
        Map<String, Operation> old = byKey(before);
        Map<String, Operation> now = byKey(after);
        Map<String, String> moved = new LinkedHashMap<>();
        Set<String> certain = new TreeSet<>();
        findMoved(old, now, moved, certain);
        old.forEach((key, operation) -> {
            Operation partner = now.get(moved.getOrDefault(key, key));
            if (partner == null) {
                removed(operation);
            } else {
                operation(operation, partner, certain.contains(key));
            }
        });
        now.forEach((key, operation) -> {
            if (!old.containsKey(key) && !moved.containsValue(key)) {
                added(operation, now.values());
            }
        });
    }

    private static Map<String, Operation> byKey(Edition edition) {
        Map<String, Operation> byKey = new TreeMap<>();
        Operation.all(edition).forEach(operation -> byKey.put(operation.key(), operation));
        return byKey;
    }

    /** An operation that keeps its operationId is the same; one that only looks alike may be. */
    private void findMoved(
            Map<String, Operation> old, Map<String, Operation> now, Map<String, String> moved, Set<String> certain) {
        Set<String> gone = new TreeSet<>(old.keySet());
        gone.removeAll(now.keySet());
        Set<String> come = new TreeSet<>(now.keySet());
        come.removeAll(old.keySet());
        moved.putAll(Likeness.pairs(
                gone,
                come,
                (left, right) -> get(old, left).id().equals(get(now, right).id()) ? 1 : 0,
                1));
        certain.addAll(moved.keySet());
        gone.removeAll(moved.keySet());
        come.removeAll(moved.values());
        moved.putAll(Likeness.pairs(gone, come, (left, right) -> likeness(get(old, left), get(now, right)), 0.75));
    }

    private static Operation get(Map<String, Operation> operations, String key) {
        Operation operation = operations.get(key);
        if (operation == null) {
            throw new IllegalStateException("no operation " + key);
        }
        return operation;
    }

    private double likeness(Operation left, Operation right) {
        CallForms old = CallForms.of(left, schemas.typesBefore());
        CallForms now = CallForms.of(right, schemas.typesAfter());
        if (!left.method().equals(right.method())) {
            return 0;
        }
        return 0.35 * Likeness.ofNames(left.path(), right.path())
                + 0.35 * Likeness.ofNames(left.id(), right.id())
                + 0.2 * Likeness.ofNames(old.result(), now.result())
                + 0.1
                        * Likeness.ofSets(
                                left.parametersByName().keySet(),
                                right.parametersByName().keySet());
    }

    private void removed(Operation operation) {
        changes.removed(
                place(
                        Category.OPERATION,
                        operation.label(),
                        operation.pointer(),
                        operation.pointer(),
                        new Use(operation.label(), Use.Direction.REQUEST)),
                operation.id(),
                Effects.of(true, false)
                        .signature(BREAKING, "its method is gone")
                        .requests(BREAKING, "old code gets an error for it"));
    }

    private void added(Operation operation, Iterable<Operation> all) {
        CallForms forms = CallForms.of(operation, schemas.typesAfter());
        Effects effects = Effects.of(true, false).requests(ADDITIVE, "old code does not call it");
        Optional<String> stop = forms.refusal().or(() -> clash(operation, forms, all));
        if (stop.isPresent()) {
            effects.signature(BREAKING, "the generator stops at it: " + stop.get());
        } else {
            effects.callers(ADDITIVE, "one method more, of an interface that only the client implements");
        }
        changes.added(
                place(
                        Category.OPERATION,
                        operation.label(),
                        operation.pointer(),
                        operation.pointer(),
                        new Use(operation.label(), Use.Direction.REQUEST)),
                operation.id(),
                effects);
    }

    private Optional<String> clash(Operation operation, CallForms forms, Iterable<Operation> all) {
        for (Operation other : all) {
            if (!other.key().equals(operation.key())
                    && (other.id().equals(operation.id())
                            || CallForms.of(other, schemas.typesAfter())
                                    .method()
                                    .equals(forms.method()))) {
                return Optional.of("it has the name of " + other.label());
            }
        }
        return Optional.empty();
    }

    private void operation(Operation old, Operation now, boolean certain) {
        Place at = place(
                Category.OPERATION,
                now.label(),
                old.pointer(),
                now.pointer(),
                new Use(now.label(), Use.Direction.REQUEST),
                new Use(now.label(), Use.Direction.RESPONSE));
        CallForms oldForms = CallForms.of(old, schemas.typesBefore());
        CallForms forms = CallForms.of(now, schemas.typesAfter());
        moved(at, old, now, certain);
        changes.words(at, old.node(), now.node());
        names(at, old, now, oldForms, forms);
        calls(at, oldForms, forms);
        security(at, old, now);
        JsonNode wasDeprecated = old.node().path("deprecated");
        JsonNode deprecated = now.node().path("deprecated");
        if (wasDeprecated.asBoolean() != deprecated.asBoolean()) {
            changes.changed(
                    at,
                    "deprecated",
                    wasDeprecated,
                    deprecated,
                    Effects.everywhere(DOCUMENTATION, "a mark for people, which our Javadoc does not show"));
        }
        parameters(at, old, now);
        body(at, old, now);
        responses(old, now);
    }

    private void moved(Place at, Operation old, Operation now, boolean certain) {
        if (!old.key().equals(now.key())) {
            changes.renamed(
                    at,
                    "path",
                    old.label(),
                    now.label(),
                    !certain,
                    Effects.of(true, false)
                            .callers(DOCUMENTATION, "method and path are annotations of its method")
                            .requests(BREAKING, "old code calls it where it no longer is"));
        } else if (!old.path().equals(now.path())) {
            changes.changed(
                    at,
                    "path",
                    old.path(),
                    now.path(),
                    Effects.of(true, false)
                            .callers(DOCUMENTATION, "the names of arguments are in no signature")
                            .requests(DOCUMENTATION, "names within braces are not on the wire"));
        }
    }

    private void names(Place at, Operation old, Operation now, CallForms oldForms, CallForms forms) {
        boolean sameMethod = oldForms.method().equals(forms.method());
        List<String> aspects = new ArrayList<>();
        if (!old.id().equals(now.id())) {
            aspects.add("operationId");
        }
        if (!old.node().path("tags").equals(now.node().path("tags"))) {
            aspects.add("tags");
        }
        for (String aspect : aspects) {
            changes.changed(
                    at,
                    aspect,
                    old.node().path(aspect),
                    now.node().path(aspect),
                    Effects.of(true, false)
                            .signature(
                                    sameMethod ? DOCUMENTATION : BREAKING,
                                    sameMethod
                                            ? "types.overlay.yaml names interface and method"
                                            : "interface or method are named after it: " + oldForms.method()
                                                    + " becomes " + forms.method())
                            .requests(DOCUMENTATION, "it is not on the wire"));
        }
        if (!sameMethod && aspects.isEmpty()) {
            changes.changed(
                    at,
                    "names",
                    oldForms.method(),
                    forms.method(),
                    Effects.of(true, false)
                            .signature(
                                    BREAKING,
                                    "types.overlay.yaml names its interface and method at the old place only"));
        }
    }

    private void calls(Place at, CallForms old, CallForms now) {
        if (now.refusal().isPresent() && old.refusal().isEmpty()) {
            changes.changed(
                    at,
                    "generator",
                    (String) null,
                    now.refusal().get(),
                    Effects.of(true, true)
                            .signature(
                                    BREAKING,
                                    "the generator stops at it: "
                                            + now.refusal().get()));
        }
        // Parameter objects are named after the method, whose change is told already.
        Set<List<String>> was = renamed(old.arguments(), old.method(), now.method());
        if (!now.arguments().containsAll(was)) {
            changes.changed(
                    at,
                    "arguments",
                    inWords(old.arguments()),
                    inWords(now.arguments()),
                    Effects.of(true, false)
                            .signature(BREAKING, "it can no longer be called with the arguments that it took"));
        }
        if (!old.result().equals(now.result())) {
            Effects effects = Effects.of(false, true);
            SchemaComparison.otherType(effects, true, "its call gives another class");
            changes.changed(at, "result", old.result(), now.result(), effects);
        }
        if (!old.pages().isEmpty() && !old.pages().equals(now.pages())) {
            changes.changed(
                    at,
                    "pages",
                    old.pages(),
                    now.pages(),
                    Effects.of(false, true)
                            .signature(BREAKING, "its method that follows all pages is gone or gives other elements"));
        } else if (!old.pages().equals(now.pages())) {
            changes.changed(
                    at,
                    "pages",
                    null,
                    now.pages(),
                    Effects.of(false, true).callers(ADDITIVE, "one method more, which follows all pages"));
        }
    }

    private static Set<List<String>> renamed(Set<List<String>> arguments, String oldMethod, String method) {
        return arguments.stream()
                .map(list -> list.stream()
                        .map(type -> type.equals(oldMethod + " parameters") ? method + " parameters" : type)
                        .toList())
                .collect(Collectors.toSet());
    }

    private static String inWords(Set<List<String>> overloads) {
        return overloads.stream()
                .map(list -> "(" + String.join(", ", list) + ")")
                .collect(Collectors.joining(" "));
    }

    // --- security
    // -------------------------------------------------------------------------------------------------------

    private void security(Place at, Operation old, Operation now) {
        JsonNode was = old.security();
        JsonNode is = now.security();
        if (was.equals(is)) {
            return;
        }
        Effects effects = Effects.of(true, false);
        if (was.isEmpty()) {
            effects.signature(DOCUMENTATION, "an annotation of its method")
                    .behaviour(BREAKING, "it fails without a key, which it did not need")
                    .requests(BREAKING, "old code does not sign it");
        } else if (is.isEmpty()) {
            effects.signature(DOCUMENTATION, "an annotation of its method")
                    .behaviour(ADDITIVE, "it needs no key any more")
                    .requests(ADDITIVE, "old code signs it, which does no harm");
        } else if (alternatives(is).containsAll(alternatives(was))) {
            effects.callers(DOCUMENTATION, "the way in which the client signs is still one of them")
                    .requests(ADDITIVE, "one way more, beside the one in which old code signs");
        } else if (schemes(was).equals(schemes(is))) {
            effects.callers(DOCUMENTATION, "the client sends all headers of the key either way")
                    .requests(DOCUMENTATION, "the same schemes, in another combination");
        } else {
            effects.callers(BREAKING, "the client signs in one way, which may not be this one")
                    .requests(BREAKING, "old code signs in another way");
        }
        changes.changed(at.child(Category.SECURITY, at.name(), "security"), "security", was, is, effects);
    }

    private static Set<String> alternatives(JsonNode security) {
        Set<String> alternatives = new TreeSet<>();
        security.forEach(requirement -> alternatives.add(children(requirement).toString()));
        return alternatives;
    }

    private static Set<String> schemes(JsonNode alternatives) {
        Set<String> schemes = new TreeSet<>();
        alternatives.forEach(requirement -> requirement.fieldNames().forEachRemaining(schemes::add));
        return schemes;
    }

    // --- parameters
    // -----------------------------------------------------------------------------------------------------

    private void parameters(Place at, Operation old, Operation now) {
        Map<String, JsonNode> oldParameters = parameters(old);
        Map<String, JsonNode> parameters = parameters(now);
        Use use = new Use(now.label(), Use.Direction.REQUEST);
        oldParameters.forEach((key, listed) -> {
            JsonNode partner = parameters.get(key);
            JsonNode parameter = before.resolve(listed);
            String name = now.label() + " ?" + parameter.path("name").asText();
            if (partner == null) {
                changes.removed(
                        place(Category.PARAMETER, name, at.before() + "/parameters", at.after() + "/parameters", use),
                        null,
                        Effects.of(true, false)
                                .signature(BREAKING, "the method of its parameter object that sets it is gone")
                                .requests(
                                        BREAKING, "old code sends it, and nothing says that the exchange ignores it"));
            } else if (!listed.path("$ref").equals(partner.path("$ref")) || !listed.has("$ref")) {
                Place here = place(
                        Category.PARAMETER,
                        name,
                        pointer(at.before(), old, listed),
                        pointer(at.after(), now, partner),
                        use);
                parameter(here, parameter, after.resolve(partner), now.id());
            }
        });
        parameters.forEach((key, listed) -> {
            if (!oldParameters.containsKey(key)) {
                addedParameter(at, now, after.resolve(listed), use);
            }
        });
    }

    /** Of the path only those whose names the path does not show otherwise: a template's names may change freely. */
    private static Map<String, JsonNode> parameters(Operation operation) {
        Map<String, JsonNode> parameters = new TreeMap<>();
        List<String> path = operation.pathParameters();
        operation.parametersByName().forEach((key, parameter) -> {
            String name = operation.edition().resolve(parameter).path("name").asText();
            boolean inPath = key.startsWith("path ") && path.contains(name);
            parameters.put(inPath ? "path " + path.indexOf(name) : key, parameter);
        });
        return parameters;
    }

    private static String pointer(String operation, Operation of, JsonNode listed) {
        List<JsonNode> own = new ArrayList<>();
        of.node().path("parameters").forEach(own::add);
        return own.contains(listed) ? operation + "/parameters/" + own.indexOf(listed) : operation + "/parameters";
    }

    private void addedParameter(Place at, Operation now, JsonNode parameter, Use use) {
        String name = parameter.path("name").asText();
        boolean must = parameter.path("required").asBoolean();
        String type = schemas.typesAfter().of(parameter.path("schema"), parameter, now.id(), name);
        Effects effects = Effects.of(true, false);
        if (!Set.of("query", "path").contains(parameter.path("in").asText())) {
            effects.signature(BREAKING, "the generator has no place for it and stops");
        } else if (type.equals(JavaTypes.NONE)) {
            effects.signature(BREAKING, SchemaComparison.NO_TYPE);
        } else {
            effects.signature(ADDITIVE, "one method more, of a parameter object");
        }
        effects.behaviour(
                        must ? BREAKING : ADDITIVE,
                        must ? "build() refuses parameters without it" : "nothing demands it of callers")
                .requests(
                        must ? BREAKING : ADDITIVE,
                        must ? "old code does not send it, and the exchange demands it" : "old code leaves it out");
        changes.added(
                place(
                        Category.PARAMETER,
                        now.label() + " ?" + name,
                        at.before() + "/parameters",
                        at.after() + "/parameters",
                        use),
                (must ? "required " : "optional ") + type,
                effects);
    }

    private void parameter(Place at, JsonNode old, JsonNode now, String owner) {
        changes.words(at, old, now);
        String name = now.path("name").asText();
        String oldType = schemas.typesBefore().of(old.path("schema"), old, owner, name);
        String type = schemas.typesAfter().of(now.path("schema"), now, owner, name);
        boolean wasMust = old.path("required").asBoolean();
        boolean must = now.path("required").asBoolean();
        if (wasMust != must) {
            String given = must ? JavaTypes.unboxed(type) : type;
            String oldGiven = wasMust ? JavaTypes.unboxed(oldType) : oldType;
            boolean sameSetter = given.equals(oldGiven) || !oldType.equals(type);
            changes.changed(
                    at,
                    "required",
                    String.valueOf(wasMust),
                    String.valueOf(must),
                    at.effects()
                            .signature(
                                    sameSetter ? DOCUMENTATION : BREAKING,
                                    sameSetter
                                            ? "only annotations change"
                                            : "what sets it takes " + given + " in place of " + oldGiven)
                            .behaviour(
                                    must ? BREAKING : ADDITIVE,
                                    must ? "build() refuses parameters without it" : "build() no longer demands it")
                            .requests(
                                    must ? BREAKING : ADDITIVE,
                                    must
                                            ? "old code may leave it out, and the exchange demands it"
                                            : "old code sends it, which is still allowed"));
        }
        if (old.path("deprecated").asBoolean() != now.path("deprecated").asBoolean()) {
            changes.changed(
                    at,
                    "deprecated",
                    old.path("deprecated"),
                    now.path("deprecated"),
                    at.effects().callers(DOCUMENTATION, "a mark for people").wire(DOCUMENTATION, "a mark for people"));
        }
        schemas.value(
                at.child(Category.PARAMETER, at.name(), "schema"),
                old.path("schema"),
                now.path("schema"),
                old,
                now,
                owner,
                name);
    }

    private void sharedParameters() {
        both(
                "/components/parameters",
                (place, pair) -> parameter(place, pair.before(), pair.after(), place.name()),
                Category.PARAMETER);
    }

    private record Pair(JsonNode before, JsonNode after) {}

    private void both(String pointer, BiConsumer<Place, Pair> comparison, Category category) {
        Map<String, JsonNode> now = after.named(pointer);
        before.named(pointer).forEach((name, old) -> {
            JsonNode partner = now.get(name);
            if (partner != null) {
                String place = Pointers.child("#" + pointer, name);
                Place shared = schemas.shared(category, name, place, place);
                // What nothing refers to is not compared: neither the wire nor Java has it.
                if (!shared.uses().isEmpty()) {
                    comparison.accept(asBuilt(shared, category), new Pair(before.resolve(old), after.resolve(partner)));
                }
            }
        });
    }

    private static Place asBuilt(Place shared, Category category) {
        boolean built = category != Category.RESPONSE;
        return new Place(
                shared.category(),
                shared.name(),
                shared.before(),
                shared.after(),
                shared.uses(),
                shared.sent(),
                shared.received(),
                built,
                built);
    }

    // --- bodies and answers
    // ---------------------------------------------------------------------------------------------

    private void body(Place operation, Operation old, Operation now) {
        JsonNode oldBody = old.node().path("requestBody");
        JsonNode body = now.node().path("requestBody");
        if (oldBody.has("$ref") && oldBody.path("$ref").equals(body.path("$ref"))) {
            return;
        }
        Place at = place(
                Category.BODY,
                now.label() + " body",
                operation.before() + "/requestBody",
                operation.after() + "/requestBody",
                new Use(now.label(), Use.Direction.REQUEST));
        if (oldBody.isMissingNode() && !body.isMissingNode()) {
            boolean must = after.resolve(body).path("required").asBoolean();
            changes.added(
                    at,
                    must ? "required" : "optional",
                    at.effects()
                            .signature(ADDITIVE, "an overload more; whether the old one stays is told at the operation")
                            .requests(
                                    must ? BREAKING : ADDITIVE,
                                    must ? "old code sends none, and the exchange demands it" : "old code sends none"));
        } else if (body.isMissingNode() && !oldBody.isMissingNode()) {
            changes.removed(
                    at,
                    null,
                    at.effects()
                            .signature(BREAKING, "its method takes no body any more")
                            .requests(BREAKING, "old code sends one"));
        } else if (!body.isMissingNode()) {
            body(at, before.resolve(oldBody), after.resolve(body));
        }
    }

    private void body(Place at, JsonNode old, JsonNode now) {
        changes.words(at, old, now);
        boolean wasMust = old.path("required").asBoolean();
        boolean must = now.path("required").asBoolean();
        if (wasMust != must) {
            changes.changed(
                    at,
                    "required",
                    String.valueOf(wasMust),
                    String.valueOf(must),
                    at.effects()
                            .signature(
                                    must ? BREAKING : ADDITIVE,
                                    must ? "the overload without it is gone" : "one overload more, without it")
                            .requests(
                                    must ? BREAKING : ADDITIVE,
                                    must
                                            ? "old code may leave it out, and the exchange demands it"
                                            : "old code sends it, which is still allowed"));
        }
        content(at, old, now);
    }

    private void sharedBodies() {
        both("/components/requestBodies", (place, pair) -> body(place, pair.before(), pair.after()), Category.BODY);
    }

    private void responses(Operation old, Operation now) {
        Map<String, JsonNode> oldResponses = children(old.node().path("responses"));
        Map<String, JsonNode> responses = children(now.node().path("responses"));
        Set<String> statuses = new TreeSet<>(oldResponses.keySet());
        statuses.addAll(responses.keySet());
        for (String status : statuses) {
            JsonNode was = oldResponses.get(status);
            JsonNode is = responses.get(status);
            Place at = place(
                    Category.RESPONSE,
                    now.label() + " " + status,
                    Pointers.child(old.pointer(), "responses", status),
                    Pointers.child(now.pointer(), "responses", status),
                    new Use(now.label(), Use.Direction.RESPONSE));
            if (was == null) {
                status(at, status, true);
            } else if (is == null) {
                status(at, status, false);
            } else if (!was.has("$ref") || !was.path("$ref").equals(is.path("$ref"))) {
                response(at, before.resolve(was), after.resolve(is));
            }
        }
    }

    private static Map<String, JsonNode> children(JsonNode object) {
        Map<String, JsonNode> children = new TreeMap<>();
        object.properties().forEach(child -> children.put(child.getKey(), child.getValue()));
        return children;
    }

    private void status(Place at, String status, boolean added) {
        boolean success = status.startsWith("2");
        Effects effects = at.effects();
        if (success && added) {
            effects.signature(DOCUMENTATION, "the result is told at the operation")
                    .behaviour(ADDITIVE, "any status of success is read")
                    .responses(ADDITIVE, "old code takes any status of success");
        } else if (success) {
            effects.signature(DOCUMENTATION, "the result is told at the operation")
                    .behaviour(BREAKING, "the status that callers may look at no longer comes")
                    .responses(BREAKING, "the answer that old code expects no longer comes");
        } else {
            effects.callers(DOCUMENTATION, "errors are read by their status, documented or not")
                    .responses(
                            added ? ADDITIVE : DOCUMENTATION,
                            added
                                    ? "old code throws the exception of that status"
                                    : "an error that is no longer documented");
        }
        if (added) {
            changes.added(at, null, effects);
        } else {
            changes.removed(at, null, effects);
        }
    }

    private void response(Place at, JsonNode old, JsonNode now) {
        changes.words(at, old, now);
        content(at, old, now);
    }

    private void sharedResponses() {
        both("/components/responses", (place, pair) -> response(place, pair.before(), pair.after()), Category.RESPONSE);
    }

    private void content(Place at, JsonNode old, JsonNode now) {
        Map<String, JsonNode> oldMedia = children(old.path("content"));
        Map<String, JsonNode> media = children(now.path("content"));
        Set<String> types = new TreeSet<>(oldMedia.keySet());
        types.addAll(media.keySet());
        for (String type : types) {
            Place here = at.child(at.category(), at.name() + " " + type, "content", type);
            JsonNode was = oldMedia.get(type);
            JsonNode is = media.get(type);
            if (was == null) {
                changes.added(
                        here,
                        null,
                        here.effects()
                                .callers(DOCUMENTATION, "the client speaks JSON; a result is told at the operation")
                                .wire(ADDITIVE, "one form more"));
            } else if (is == null) {
                boolean json = type.equals(JSON);
                changes.removed(
                        here,
                        null,
                        here.effects()
                                .callers(
                                        json ? BREAKING : DOCUMENTATION,
                                        json ? "the client speaks JSON only" : "the client speaks JSON")
                                .wire(
                                        json ? BREAKING : DOCUMENTATION,
                                        json ? "old code speaks JSON only" : "old code speaks JSON"));
            } else {
                changes.words(here, was, is);
                schemas.value(
                        here.child(at.category(), here.name(), "schema"),
                        was.path("schema"),
                        is.path("schema"),
                        was.path("schema"),
                        is.path("schema"),
                        at.name(),
                        "body");
            }
        }
    }
}
