package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

/** Compares what operations send and answer: bodies, statuses and media types. */
final class ContentComparison {
    private static final String JSON = "application/json";

    private final Edition before;
    private final Edition after;
    private final SchemaComparison schemas;
    private final Changes changes;

    ContentComparison(Edition before, Edition after, SchemaComparison schemas, Changes changes) {
        this.before = before;
        this.after = after;
        this.schemas = schemas;
        this.changes = changes;
    }

    /** Compares the body of an operation; a shared one is compared once, for all who send it. */
    void body(Place operation, Operation old, Operation now) {
        Pair listed = new Pair(old.node(), now.node()).at("requestBody");
        Pair body = listed.resolved(before, after);
        Place at = Place.used(
                Category.BODY,
                now.label() + " body",
                operation.before() + "/requestBody",
                operation.after() + "/requestBody",
                new Use(now.label(), Use.Direction.REQUEST));
        if (listed.isAdded()) {
            boolean required = body.after().path("required").asBoolean();
            changes.added(at, required ? "required" : "optional")
                    .signature(additive("an overload more; whether the old one stays is told at the operation"))
                    .requests(
                            required
                                    ? breaking("old code sends none, and the exchange demands it")
                                    : additive("old code sends none"));
        } else if (listed.isRemoved()) {
            changes.removed(at)
                    .signature(breaking("its method takes no body any more"))
                    .requests(breaking("old code sends one"));
        } else if (!isSameReference(listed)) {
            body(at, body);
        }
    }

    private static boolean isSameReference(Pair things) {
        return things.before().has("$ref") && !things.at("$ref").differs();
    }

    void body(Place at, Pair bodies) {
        changes.words(at, bodies);
        Pair required = bodies.at("required");
        if (required.differsAsMark()) {
            boolean must = required.after().asBoolean();
            changes.changed(at, "required", !must, must)
                    .signature(
                            must
                                    ? breaking("the overload without it is gone")
                                    : additive("one overload more, without it"))
                    .requests(
                            must
                                    ? breaking("old code may leave it out, and the exchange demands it")
                                    : additive("old code sends it, which is still allowed"));
        }
        content(at, bodies);
    }

    /** Compares the answers of an operation by their status; a shared one is compared once, for all who give it. */
    void responses(Operation old, Operation now) {
        Pair operations = new Pair(old.node(), now.node());
        operations.at("responses").children().forEach((status, listed) -> {
            Place at = Place.used(
                    Category.RESPONSE,
                    now.label() + " " + status,
                    Pointers.child(old.pointer(), "responses", status),
                    Pointers.child(now.pointer(), "responses", status),
                    new Use(now.label(), Use.Direction.RESPONSE));
            if (listed.isAdded()) {
                added(at, isSuccess(status));
            } else if (listed.isRemoved()) {
                removed(at, isSuccess(status));
            } else if (!isSameReference(listed)) {
                response(at, listed.resolved(before, after));
            }
        });
    }

    private static boolean isSuccess(String status) {
        return status.startsWith("2");
    }

    private void added(Place at, boolean success) {
        Effects effects = changes.added(at);
        if (success) {
            effects.signature(documentation("the result is told at the operation"))
                    .behaviour(additive("any status of success is read"))
                    .responses(additive("old code takes any status of success"));
        } else {
            effects.callers(documentation("errors are read by their status, documented or not"))
                    .responses(additive("old code throws the exception of that status"));
        }
    }

    private void removed(Place at, boolean success) {
        Effects effects = changes.removed(at);
        if (success) {
            effects.signature(documentation("the result is told at the operation"))
                    .behaviour(breaking("the status that callers may look at no longer comes"))
                    .responses(breaking("the answer that old code expects no longer comes"));
        } else {
            effects.callers(documentation("errors are read by their status, documented or not"))
                    .responses(documentation("an error that is no longer documented"));
        }
    }

    void response(Place at, Pair responses) {
        changes.words(at, responses);
        content(at, responses);
    }

    private void content(Place at, Pair things) {
        things.at("content").children().forEach((type, media) -> {
            Place here = at.child(at.category(), at.name() + " " + type, "content", type);
            if (media.isAdded()) {
                changes.added(here)
                        .callers(documentation("the client speaks JSON; a result is told at the operation"))
                        .wire(additive("one form more"));
            } else if (media.isRemoved() && type.equals(JSON)) {
                changes.removed(here)
                        .callers(breaking("the client speaks JSON only"))
                        .wire(breaking("old code speaks JSON only"));
            } else if (media.isRemoved()) {
                changes.removed(here)
                        .callers(documentation("the client speaks JSON"))
                        .wire(documentation("old code speaks JSON"));
            } else {
                changes.words(here, media);
                Pair schema = media.at("schema");
                schemas.value(
                        here.child(at.category(), here.name(), "schema"),
                        Slot.of(schema.before(), at.name(), "body"),
                        Slot.of(schema.after(), at.name(), "body"));
            }
        });
    }
}
