package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what AsyncAPI documents have beside schemas. */
final class AsyncApiComparison {
    private static final String JSON = "application/json";

    private final Pair documents;
    private final SharedPlaces places;
    private final SchemaComparison schemas;
    private final Changes changes;

    AsyncApiComparison(Pair documents, SharedPlaces places, SchemaComparison schemas, Changes changes) {
        this.documents = documents;
        this.places = places;
        this.schemas = schemas;
        this.changes = changes;
    }

    void compare() {
        documents.at("servers").children().forEach(this::server);
        documents.at("channels").children().forEach(this::channel);
        documents.at("operations").children().forEach(this::operation);
        documents.at("components").at("messages").children().forEach(this::message);
    }

    private void server(String name, Pair server) {
        Place at = Place.whole(Category.SERVER, name, Pointers.child("#/servers", name));
        if (server.isRemoved()) {
            changes.removed(at)
                    .signature(breaking("its constant is gone"))
                    .requests(breaking("old code connects to it"));
        } else if (server.isAdded()) {
            changes.added(at)
                    .callers(additive("one constant more"))
                    .requests(additive("old code does not connect to it"));
        } else {
            changes.words(at, server);
            for (String key : List.of("host", "pathname", "protocol")) {
                if (server.at(key).differsInFacts()) {
                    changes.changed(at, key, server.at(key))
                            .signature(documentation("its constant keeps its name"))
                            .behaviour(additive("its constant leads to the new address"))
                            .requests(breaking("old code connects to the old address"));
                }
            }
            if (server.at("security").differsInFacts()) {
                changes.changed(at, "security", server.at("security"))
                        .callers(breaking("the session signs in one way, which may not be this one"))
                        .requests(breaking("old code signs in another way"));
            }
        }
    }

    private void channel(String name, Pair channel) {
        Place used = places.of(Category.CHANNEL, name, "channels", name);
        Place at = used.inBothDirections();
        if (channel.isRemoved()) {
            changes.removed(at)
                    .callers(breaking("what the session offers for it never gets anything"))
                    .wire(breaking("old code subscribes to it"));
        } else if (channel.isAdded()) {
            changes.added(at)
                    .callers(additive("nothing is subscribed to by itself"))
                    .wire(additive("old code does not subscribe to it"));
        } else {
            changes.words(used, channel);
            if (channel.at("address").differsInFacts()) {
                changes.changed(at, "address", channel.at("address"))
                        .callers(breaking("the session subscribes under the old name"))
                        .wire(breaking("old code subscribes under the old name"));
            }
            if (channel.at("bindings").differsInFacts()) {
                changes.changed(at, "bindings", channel.at("bindings"))
                        .everywhere(breaking("the handshake is another"));
            }
            channel.at("messages").children().forEach((key, message) -> messageOfChannel(name, key, message));
        }
    }

    private void messageOfChannel(String channel, String key, Pair message) {
        Place used = places.of(Category.CHANNEL, channel, "channels", channel, "messages", key);
        Place at = used.uses().isEmpty() ? used.inBothDirections() : used.asUsed();
        Judgement callers = documentation("messages are told apart by their type, on any channel");
        if (message.isRemoved()) {
            changes.changed(at, "messages", key, null)
                    .callers(callers)
                    .wire(breaking("old code waits for it there, or sends it there"));
        } else if (message.isAdded()) {
            changes.changed(at, "messages", null, key)
                    .callers(callers)
                    .wire(additive("old code reads what it does not know as Unrecognized"));
        } else if (message.differs()) {
            changes.changed(at, "messages", message).everywhere(breaking("another message goes by that name"));
        }
    }

    private void operation(String name, Pair operation) {
        Place at = operationPlace(name, operation);
        if (operation.isRemoved()) {
            changes.removed(at)
                    .callers(breaking("its messages may be gone with it"))
                    .requests(breaking("old code may send it"))
                    .responses(breaking("old code may wait for it"));
        } else if (operation.isAdded()) {
            changes.added(at)
                    .callers(additive("its messages are told on their own"))
                    .requests(additive("old code does not send it"))
                    .responses(additive("old code reads what it does not know as Unrecognized"));
        } else {
            changes.words(at, operation);
            if (operation.at("action").differsInFacts()) {
                changes.changed(at, "action", operation.at("action"))
                        .everywhere(breaking("who sends it changes, and with it what its classes implement"));
            }
            if (operation.at("channel").differsInFacts()) {
                changes.changed(at, "channel", operation.at("channel"))
                        .callers(documentation("messages are told apart by their type, on any channel"))
                        .wire(breaking("it goes over another channel than old code thinks"));
            }
            messagesOfOperation(at, operation.at("messages"));
            if (operation.at("tags").differsInFacts()) {
                changes.changed(at, "tags", operation.at("tags"))
                        .everywhere(documentation("nothing is named after tags of messages"));
            }
        }
    }

    /** By the edition that has it; by both when they do. */
    private static Place operationPlace(String name, Pair operation) {
        Use was = Use.ofMessages(name, operation.isAdded() ? operation.after() : operation.before());
        Use is = Use.ofMessages(name, operation.isRemoved() ? operation.before() : operation.after());
        String pointer = Pointers.child("#/operations", name);
        return new Place(
                Category.OPERATION,
                name,
                pointer,
                pointer,
                List.of(is),
                was.isRequest(),
                !was.isRequest(),
                was.isRequest(),
                is.isRequest());
    }

    private void messagesOfOperation(Place at, Pair messages) {
        if (!messages.differs()) {
            return;
        }
        Effects effects = changes.changed(at, "messages", messages);
        if (references(messages.after()).containsAll(references(messages.before()))) {
            effects.callers(additive("messages of it are told on their own"))
                    .wire(additive("what old code knows is still among them"));
        } else {
            effects.callers(breaking("a message of it may be none any more"))
                    .wire(breaking("what old code knows is no longer among them"));
        }
    }

    private static Set<String> references(JsonNode list) {
        Set<String> references = new HashSet<>();
        list.forEach(item -> references.add(item.path("$ref").asText()));
        return references;
    }

    private void message(String name, Pair message) {
        Place at = messagePlace(name);
        if (message.isRemoved()) {
            changes.removed(at)
                    .signature(breaking("its class is none of ServerMessage or ClientCommand any more"))
                    .requests(breaking("old code may send it"))
                    .responses(breaking("old code waits for it in vain"));
        } else if (message.isAdded()) {
            changes.added(at.asUsed())
                    .callers(classOfAdded(at, message.after()))
                    .requests(additive("old code does not send it"))
                    .responses(additive("old code reads it as Unrecognized and keeps it"));
        } else {
            changes.words(at, message);
            if (message.at("name").differsInFacts()) {
                changes.changed(at, "name", message.at("name"))
                        .callers(documentation("classes are named after payloads"))
                        .wire(documentation("it is not on the wire"));
            }
            if (message.at("contentType").differsInFacts()) {
                changes.changed(at, "contentType", message.at("contentType"))
                        .callers(breaking("only messages in JSON have classes"))
                        .wire(breaking("it is written in another form"));
            }
            schemas.value(
                    at.child(at.category(), at.name() + " payload", "payload"),
                    Slot.of(message.before().path("payload"), at.name(), "payload"),
                    Slot.of(message.after().path("payload"), at.name(), "payload"));
        }
    }

    private Place messagePlace(String name) {
        Place message = places.of(Category.MESSAGE, name, "components", "messages", name);
        return message.asUsed().sent() ? places.of(Category.COMMAND, name, "components", "messages", name) : message;
    }

    private static Judgement classOfAdded(Place at, JsonNode message) {
        if (at.uses().isEmpty()) {
            return documentation("no operation sends it");
        }
        if (!message.path("contentType").asText(JSON).equals(JSON)) {
            return documentation("what is not JSON has no class");
        }
        return additive(
                at.category() == Category.COMMAND
                        ? "one class more that implements ClientCommand"
                        : "one class more that implements ServerMessage; a switch over it has a default, as its Javadoc asks");
    }
}
