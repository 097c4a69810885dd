package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Verdict.ADDITIVE;
import static io.github.kalshiperps.spectools.diff.Verdict.BREAKING;
import static io.github.kalshiperps.spectools.diff.Verdict.DOCUMENTATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares what AsyncAPI documents have beside schemas. */
final class AsyncApiComparison {
    private static final String REF = "$ref";

    private final Edition before;
    private final Edition after;
    private final SchemaComparison schemas;
    private final Changes changes;

    AsyncApiComparison(Edition before, Edition after, SchemaComparison schemas, Changes changes) {
        this.before = before;
        this.after = after;
        this.schemas = schemas;
        this.changes = changes;
    }

    void compare() {
        servers();
        channels();
        operations();
        messages();
    }

    /** Compares one key of a thing that both have, when it differs. */
    private void key(Place at, JsonNode old, JsonNode now, String key, Effects effects) {
        if (!Keywords.schemaFacts(old.path(key)).equals(Keywords.schemaFacts(now.path(key)))) {
            changes.changed(at, key, old.path(key), now.path(key), effects);
        }
    }

    // --- servers and channels
    // -------------------------------------------------------------------------------------------

    private void servers() {
        Map<String, JsonNode> old = before.named("/servers");
        Map<String, JsonNode> now = after.named("/servers");
        for (String name : union(old.keySet(), now.keySet())) {
            Place at = whole(Category.SERVER, name, Pointers.child("#/servers", name));
            JsonNode was = old.get(name);
            JsonNode is = now.get(name);
            if (is == null) {
                changes.removed(
                        at,
                        null,
                        at.effects()
                                .signature(BREAKING, "its constant is gone")
                                .requests(BREAKING, "old code connects to it"));
            } else if (was == null) {
                changes.added(
                        at,
                        null,
                        at.effects()
                                .callers(ADDITIVE, "one constant more")
                                .requests(ADDITIVE, "old code does not connect to it"));
            } else {
                changes.words(at, was, is);
                for (String key : List.of("host", "pathname", "protocol")) {
                    key(
                            at,
                            was,
                            is,
                            key,
                            at.effects()
                                    .signature(DOCUMENTATION, "its constant keeps its name")
                                    .behaviour(ADDITIVE, "its constant leads to the new address")
                                    .requests(BREAKING, "old code connects to the old address"));
                }
                key(
                        at,
                        was,
                        is,
                        "security",
                        at.effects()
                                .callers(BREAKING, "the session signs in one way, which may not be this one")
                                .requests(BREAKING, "old code signs in another way"));
            }
        }
    }

    private static Place whole(Category category, String name, String pointer) {
        return new Place(category, name, pointer, pointer, List.of(), true, true, false, false);
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        Set<String> all = new TreeSet<>(left);
        all.addAll(right);
        return all;
    }

    private void channels() {
        Map<String, JsonNode> old = before.named("/channels");
        Map<String, JsonNode> now = after.named("/channels");
        for (String name : union(old.keySet(), now.keySet())) {
            String pointer = Pointers.child("#/channels", name);
            Place at = schemas.shared(Category.CHANNEL, name, pointer, pointer);
            JsonNode was = old.get(name);
            JsonNode is = now.get(name);
            if (is == null) {
                changes.removed(
                        at,
                        null,
                        Effects.of(true, true)
                                .callers(BREAKING, "what the session offers for it never gets anything")
                                .wire(BREAKING, "old code subscribes to it"));
            } else if (was == null) {
                changes.added(
                        at,
                        null,
                        Effects.of(true, true)
                                .callers(ADDITIVE, "nothing is subscribed to by itself")
                                .wire(ADDITIVE, "old code does not subscribe to it"));
            } else {
                channel(at, was, is);
            }
        }
    }

    private void channel(Place at, JsonNode was, JsonNode is) {
        changes.words(at, was, is);
        key(
                at,
                was,
                is,
                "address",
                Effects.of(true, true)
                        .callers(BREAKING, "the session subscribes under the old name")
                        .wire(BREAKING, "old code subscribes under the old name"));
        key(at, was, is, "bindings", Effects.everywhere(BREAKING, "the handshake is another"));
        for (String message : union(children(was.path("messages")), children(is.path("messages")))) {
            Place within = schemas.shared(
                    Category.CHANNEL,
                    at.name(),
                    Pointers.child(at.before(), "messages", message),
                    Pointers.child(at.after(), "messages", message));
            Effects effects = within.uses().isEmpty() ? Effects.of(true, true) : Effects.of(within.uses());
            JsonNode old = was.path("messages").path(message);
            JsonNode now = is.path("messages").path(message);
            if (now.isMissingNode()) {
                changes.changed(
                        within,
                        "messages",
                        message,
                        null,
                        effects.callers(DOCUMENTATION, "messages are told apart by their type, on any channel")
                                .wire(BREAKING, "old code waits for it there, or sends it there"));
            } else if (old.isMissingNode()) {
                changes.changed(
                        within,
                        "messages",
                        null,
                        message,
                        effects.callers(DOCUMENTATION, "messages are told apart by their type, on any channel")
                                .wire(ADDITIVE, "old code reads what it does not know as Unrecognized"));
            } else if (!old.equals(now)) {
                changes.changed(
                        within,
                        "messages",
                        old,
                        now,
                        Effects.everywhere(BREAKING, "another message goes by that name"));
            }
        }
    }

    private static Set<String> children(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    // --- operations
    // -----------------------------------------------------------------------------------------------------

    private void operations() {
        Map<String, JsonNode> old = before.named("/operations");
        Map<String, JsonNode> now = after.named("/operations");
        for (String name : union(old.keySet(), now.keySet())) {
            JsonNode was = old.get(name);
            JsonNode is = now.get(name);
            Place at = operationPlace(name, action(before, after, name), action(after, before, name));
            if (is == null) {
                changes.removed(
                        at,
                        null,
                        at.effects()
                                .callers(BREAKING, "its messages may be gone with it")
                                .requests(BREAKING, "old code may send it")
                                .responses(BREAKING, "old code may wait for it"));
            } else if (was == null) {
                changes.added(
                        at,
                        null,
                        at.effects()
                                .callers(ADDITIVE, "its messages are told on their own")
                                .requests(ADDITIVE, "old code does not send it")
                                .responses(ADDITIVE, "old code reads what it does not know as Unrecognized"));
            } else {
                operation(at, was, is);
            }
        }
    }

    /** An operation of one edition, or of the other when the one does not have it. */
    private static JsonNode action(Edition edition, Edition other, String name) {
        JsonNode operation = edition.root().path("operations").path(name);
        return operation.isMissingNode() ? other.root().path("operations").path(name) : operation;
    }

    private static Place operationPlace(String name, JsonNode was, JsonNode is) {
        boolean sent = Messages.isCommand(was);
        String pointer = Pointers.child("#/operations", name);
        return new Place(
                Category.OPERATION,
                name,
                pointer,
                pointer,
                List.of(new Use(name, Messages.isCommand(is) ? Use.Direction.REQUEST : Use.Direction.RESPONSE)),
                sent,
                !sent,
                sent,
                Messages.isCommand(is));
    }

    private void operation(Place at, JsonNode was, JsonNode is) {
        changes.words(at, was, is);
        key(
                at,
                was,
                is,
                "action",
                Effects.everywhere(BREAKING, "who sends it changes, and with it what its classes implement"));
        key(
                at,
                was,
                is,
                "channel",
                at.effects()
                        .callers(DOCUMENTATION, "messages are told apart by their type, on any channel")
                        .wire(BREAKING, "it goes over another channel than old code thinks"));
        if (!was.path("messages").equals(is.path("messages"))) {
            Set<String> old = references(was.path("messages"));
            Set<String> now = references(is.path("messages"));
            boolean kept = now.containsAll(old);
            changes.changed(
                    at,
                    "messages",
                    was.path("messages"),
                    is.path("messages"),
                    at.effects()
                            .callers(
                                    kept ? ADDITIVE : BREAKING,
                                    kept
                                            ? "messages of it are told on their own"
                                            : "a message of it may be none any more")
                            .wire(
                                    kept ? ADDITIVE : BREAKING,
                                    kept
                                            ? "what old code knows is still among them"
                                            : "what old code knows is no longer among them"));
        }
        key(at, was, is, "tags", Effects.everywhere(DOCUMENTATION, "nothing is named after tags of messages"));
    }

    private static Set<String> references(JsonNode list) {
        Set<String> references = new TreeSet<>();
        list.forEach(item -> references.add(item.path(REF).asText()));
        return references;
    }

    // --- messages
    // -------------------------------------------------------------------------------------------------------

    private void messages() {
        Map<String, JsonNode> old = before.named("/components/messages");
        Map<String, JsonNode> now = after.named("/components/messages");
        for (String name : union(old.keySet(), now.keySet())) {
            JsonNode was = old.get(name);
            JsonNode is = now.get(name);
            Place at = messagePlace(name);
            if (is == null) {
                changes.removed(
                        at,
                        null,
                        at.effects()
                                .signature(BREAKING, "its class is none of ServerMessage or ClientCommand any more")
                                .requests(BREAKING, "old code may send it")
                                .responses(BREAKING, "old code waits for it in vain"));
            } else if (was == null) {
                addedMessage(at, is);
            } else {
                message(at, was, is);
            }
        }
    }

    private Place messagePlace(String name) {
        String pointer = Pointers.child("#/components/messages", name);
        Place shared = schemas.shared(Category.MESSAGE, name, pointer, pointer);
        boolean command = shared.uses().stream().anyMatch(use -> use.direction() == Use.Direction.REQUEST);
        return command ? schemas.shared(Category.COMMAND, name, pointer, pointer) : shared;
    }

    private void addedMessage(Place at, JsonNode message) {
        boolean used = !at.uses().isEmpty();
        boolean json = message.path("contentType").asText("application/json").equals("application/json");
        Effects directions = Effects.of(at.uses());
        if (!used || !json) {
            directions.callers(DOCUMENTATION, used ? "what is not JSON has no class" : "no operation sends it");
        } else if (directions.isSent()) {
            directions.callers(ADDITIVE, "one class more that implements ClientCommand");
        } else {
            directions.callers(
                    ADDITIVE,
                    "one class more that implements ServerMessage; a switch over it has a default, as its Javadoc asks");
        }
        changes.added(
                at,
                null,
                directions
                        .requests(ADDITIVE, "old code does not send it")
                        .responses(ADDITIVE, "old code reads it as Unrecognized and keeps it"));
    }

    private void message(Place at, JsonNode was, JsonNode is) {
        changes.words(at, was, is);
        key(
                at,
                was,
                is,
                "name",
                at.effects()
                        .callers(DOCUMENTATION, "classes are named after payloads")
                        .wire(DOCUMENTATION, "it is not on the wire"));
        key(
                at,
                was,
                is,
                "contentType",
                at.effects()
                        .callers(BREAKING, "only messages in JSON have classes")
                        .wire(BREAKING, "it is written in another form"));
        schemas.value(
                at.child(at.category(), at.name() + " payload", "payload"),
                was.path("payload"),
                is.path("payload"),
                was.path("payload"),
                is.path("payload"),
                at.name(),
                "payload");
    }
}
