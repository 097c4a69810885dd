package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares operations of OpenAPI documents: where and how they are called, and how they are signed. */
final class OperationComparison {
    private final JavaTypes before;
    private final JavaTypes after;
    private final Changes changes;

    OperationComparison(JavaTypes before, JavaTypes after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    void removed(Operation operation) {
        changes.removed(requested(operation), operation.id())
                .signature(breaking("its method is gone"))
                .requests(breaking("old code gets an error for it"));
    }

    /** @param all the operations of the new edition */
    void added(Operation operation, Collection<Operation> all) {
        CallForms forms = CallForms.of(operation, after);
        Effects effects =
                changes.added(requested(operation), operation.id()).requests(additive("old code does not call it"));
        forms.refusal()
                .or(() -> clash(operation, forms, all))
                .ifPresentOrElse(
                        stop -> effects.signature(breaking("the generator stops at it: " + stop)),
                        () -> effects.callers(
                                additive("one method more, of an interface that only the client implements")));
    }

    private static Place requested(Operation operation) {
        return Place.used(
                Category.OPERATION,
                operation.label(),
                operation.pointer(),
                operation.pointer(),
                new Use(operation.label(), Use.Direction.REQUEST));
    }

    private Optional<String> clash(Operation operation, CallForms forms, Collection<Operation> all) {
        return all.stream()
                .filter(other -> !other.key().equals(operation.key()))
                .filter(other -> other.id().equals(operation.id())
                        || CallForms.of(other, after).method().equals(forms.method()))
                .findFirst()
                .map(other -> "it has the name of " + other.label());
    }

    /**
     * Compares an operation but for what is sent.
     *
     * @param sameId whether it kept its operationId, wherever it is now
     * @return its place
     */
    Place compare(Operation old, Operation now, boolean sameId) {
        Place at = Place.used(
                Category.OPERATION,
                now.label(),
                old.pointer(),
                now.pointer(),
                new Use(now.label(), Use.Direction.REQUEST),
                new Use(now.label(), Use.Direction.RESPONSE));
        Pair nodes = new Pair(old.node(), now.node());
        CallForms oldForms = CallForms.of(old, before);
        CallForms forms = CallForms.of(now, after);
        path(at, old, now, sameId);
        changes.words(at, nodes);
        names(at, nodes, oldForms.method(), forms.method());
        calls(at, oldForms, forms);
        security(at, new Pair(old.security(), now.security()));
        if (nodes.at("deprecated").differsAsMark()) {
            changes.changed(at, "deprecated", nodes.at("deprecated"))
                    .everywhere(documentation("a mark for people, which our Javadoc does not show"));
        }
        return at;
    }

    private void path(Place at, Operation old, Operation now, boolean sameId) {
        if (!old.key().equals(now.key())) {
            changes.renamed(at, "path", old.label(), now.label(), !sameId)
                    .callers(documentation("method and path are annotations of its method"))
                    .requests(breaking("old code calls it where it no longer is"));
        } else if (!old.path().equals(now.path())) {
            changes.changed(at, "path", old.path(), now.path())
                    .callers(documentation("the names of arguments are in no signature"))
                    .requests(documentation("names within braces are not on the wire"));
        }
    }

    private void names(Place at, Pair nodes, String oldMethod, String method) {
        boolean sameMethod = oldMethod.equals(method);
        List<String> aspects = List.of("operationId", "tags").stream()
                .filter(aspect -> nodes.at(aspect).differs())
                .toList();
        for (String aspect : aspects) {
            changes.changed(at, aspect, nodes.at(aspect))
                    .signature(
                            sameMethod
                                    ? documentation("types.overlay.yaml names interface and method")
                                    : breaking("interface or method are named after it: " + oldMethod + " becomes "
                                            + method))
                    .requests(documentation("it is not on the wire"));
        }
        if (!sameMethod && aspects.isEmpty()) {
            changes.changed(at, "names", oldMethod, method)
                    .signature(breaking("types.overlay.yaml names its interface and method at the old place only"));
        }
    }

    private void calls(Place at, CallForms old, CallForms now) {
        if (old.refusal().isEmpty()) {
            now.refusal()
                    .ifPresent(stop -> changes.changed(at, "generator", null, stop)
                            .signature(breaking("the generator stops at it: " + stop)));
        }
        // Parameter objects are named after the method, whose change is told already.
        if (!now.arguments().containsAll(renamed(old.arguments(), old.method(), now.method()))) {
            changes.changed(at, "arguments", inWords(old.arguments()), inWords(now.arguments()))
                    .signature(breaking("it can no longer be called with the arguments that it took"));
        }
        if (!old.result().equals(now.result())) {
            changes.changed(at, "result", old.result(), now.result()).otherType(true, "its call gives another class");
        }
        if (old.pages().equals(now.pages())) {
            return;
        }
        if (old.pages().isEmpty()) {
            changes.changed(at, "pages", null, now.pages())
                    .callers(additive("one method more, which follows all pages"));
        } else {
            changes.changed(at, "pages", old.pages(), now.pages())
                    .signature(breaking("its method that follows all pages is gone or gives other elements"));
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

    private void security(Place operation, Pair security) {
        if (!security.differs()) {
            return;
        }
        JsonNode was = security.before();
        JsonNode is = security.after();
        Place at = operation.child(Category.SECURITY, operation.name(), "security");
        Effects effects = changes.changed(at, "security", security);
        if (was.isEmpty()) {
            effects.signature(documentation("an annotation of its method"))
                    .behaviour(breaking("it fails without a key, which it did not need"))
                    .requests(breaking("old code does not sign it"));
        } else if (is.isEmpty()) {
            effects.signature(documentation("an annotation of its method"))
                    .behaviour(additive("it needs no key any more"))
                    .requests(additive("old code signs it, which does no harm"));
        } else if (alternatives(is).containsAll(alternatives(was))) {
            effects.callers(documentation("the way in which the client signs is still one of them"))
                    .requests(additive("one way more, beside the one in which old code signs"));
        } else if (schemes(was).equals(schemes(is)) && schemes(is).stream().allMatch(this::isHeaderKey)) {
            effects.callers(documentation("the client sends all headers of the key either way"))
                    .requests(documentation("the same schemes, in another combination"));
        } else {
            effects.callers(breaking("the client signs in one way, which may not be this one"))
                    .requests(breaking("old code signs in another way"));
        }
    }

    private boolean isHeaderKey(String scheme) {
        JsonNode node = after.edition().root().at("/components/securitySchemes").path(scheme);
        return node.path("type").asText().equals("apiKey")
                && node.path("in").asText().equals("header");
    }

    private static Set<JsonNode> alternatives(JsonNode security) {
        Set<JsonNode> alternatives = new HashSet<>();
        security.forEach(alternatives::add);
        return alternatives;
    }

    private static Set<String> schemes(JsonNode security) {
        Set<String> schemes = new HashSet<>();
        security.forEach(requirement -> requirement.fieldNames().forEachRemaining(schemes::add));
        return schemes;
    }
}
