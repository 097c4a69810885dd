package io.github.kalshiperps.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.spectools.contract.Api;
import java.util.function.Consumer;

/**
 * One edit of a pinned contract, of one kind, and what is to be said of it.
 *
 * @param name what is edited
 * @param api whose contract
 * @param effect what it does to the jar
 * @param verdicts the worst verdict for source, binary and behaviour of callers, and for requests and responses on the wire:
 *     {@code b}, {@code a}, {@code d}, or {@code -} for a side that it does not meet
 * @param shows for {@link Effect#SIGNATURE}, a pattern of what japicmp finds; for {@link Effect#SOURCE}, an expression that no
 *     longer compiles; for {@link Effect#BEHAVIOUR}, one whose outcome differs between the jars; for {@link Effect#STOPS}, a
 *     pattern of what the generator says
 * @param edit what is done to the contract
 */
record ContractEdit(String name, Api api, Effect effect, String verdicts, String shows, Consumer<ObjectNode> edit) {
    /** What an edit does to the jar, and by that, what bears witness to its verdict. */
    enum Effect {
        /**
         * Callers of the old jar compile, link and run with the new one. Witnesses: japicmp finds nothing, and the programs of the
         * module {@code examples} compile and do what their tests expect.
         */
        NONE,
        /** Callers may not compile or link. Witness: japicmp. */
        SIGNATURE,
        /** Callers do not compile, but link: a type argument is another. Witness: the compiler. */
        SOURCE,
        /** Callers compile and link, and something does another thing. Witness: a program of old that runs on the new jar. */
        BEHAVIOUR,
        /** There is no new jar until the generator or an overlay is changed. Witness: the generator, which names the place. */
        STOPS,
        /**
         * The edit is one of the exchange's behaviour alone: the exchange does another thing with the same request. Nothing is
         * generated of it, so neither japicmp nor a compiler can agree. Witness: the generated sources are the same.
         */
        UNSEEN
    }

    static ContractEdit quiet(String name, Api api, String verdicts, Consumer<ObjectNode> edit) {
        return new ContractEdit(name, api, Effect.NONE, verdicts, "", edit);
    }

    static ContractEdit signature(String name, Api api, String verdicts, String shows, Consumer<ObjectNode> edit) {
        return new ContractEdit(name, api, Effect.SIGNATURE, verdicts, shows, edit);
    }

    static ContractEdit source(String name, Api api, String verdicts, String shows, Consumer<ObjectNode> edit) {
        return new ContractEdit(name, api, Effect.SOURCE, verdicts, shows, edit);
    }

    static ContractEdit behaviour(String name, Api api, String verdicts, String shows, Consumer<ObjectNode> edit) {
        return new ContractEdit(name, api, Effect.BEHAVIOUR, verdicts, shows, edit);
    }

    static ContractEdit stops(String name, Api api, String verdicts, String shows, Consumer<ObjectNode> edit) {
        return new ContractEdit(name, api, Effect.STOPS, verdicts, shows, edit);
    }

    static ContractEdit unseen(String name, Api api, String verdicts, Consumer<ObjectNode> edit) {
        return new ContractEdit(name, api, Effect.UNSEEN, verdicts, "", edit);
    }

    /** The verdicts for callers alone: source, binary, behaviour. */
    String callersVerdicts() {
        return verdicts.replace(" ", "").substring(0, 3);
    }

    boolean breaksCallers() {
        return callersVerdicts().contains("b");
    }

    @Override
    public String toString() {
        return api.id() + ": " + name;
    }

    // --- what edits are made of
    // -----------------------------------------------------------------------------------------

    static ObjectNode schema(ObjectNode contract, String name) {
        return (ObjectNode) contract.at("/components/schemas/" + name);
    }

    static ObjectNode schemas(ObjectNode contract) {
        return (ObjectNode) contract.at("/components/schemas");
    }

    static ObjectNode member(ObjectNode object, String name) {
        return (ObjectNode) object.get("properties").get(name);
    }

    /** A new member of a type; an existing one is replaced. */
    static ObjectNode putMember(ObjectNode object, String name, String type) {
        return ((ObjectNode) object.get("properties")).putObject(name).put("type", type);
    }

    static void require(ObjectNode object, String name) {
        object.withArray("required").add(name);
    }

    static void release(ObjectNode object, String name) {
        remove(object.withArray("required"), name);
    }

    static void removeMember(ObjectNode object, String name) {
        ((ObjectNode) object.get("properties")).remove(name);
        release(object, name);
    }

    static void addValue(ObjectNode schema, String value) {
        ((ArrayNode) schema.get("enum")).add(value);
    }

    static void remove(ArrayNode array, String text) {
        for (int i = array.size() - 1; i >= 0; i--) {
            if (array.get(i).asText().equals(text)) {
                array.remove(i);
            }
        }
    }

    static ObjectNode paths(ObjectNode contract) {
        return (ObjectNode) contract.get("paths");
    }

    static ObjectNode operation(ObjectNode contract, String method, String path) {
        return (ObjectNode) paths(contract).get(path).get(method);
    }

    static ObjectNode addParameter(ObjectNode operation, String in, String name, boolean required) {
        ObjectNode parameter = operation.withArray("parameters").addObject();
        parameter.put("in", in).put("name", name).put("required", required);
        parameter.putObject("schema").put("type", "string");
        return parameter;
    }

    static ObjectNode parameter(ObjectNode operation, String name) {
        for (JsonNode parameter : operation.get("parameters")) {
            if (parameter.path("name").asText().equals(name)) {
                return (ObjectNode) parameter;
            }
        }
        throw new IllegalArgumentException("no parameter " + name);
    }

    static void removeParameter(ObjectNode operation, String name) {
        ArrayNode parameters = (ArrayNode) operation.get("parameters");
        for (int i = parameters.size() - 1; i >= 0; i--) {
            if (parameters.get(i).path("name").asText().equals(name)) {
                parameters.remove(i);
            }
        }
        if (parameters.isEmpty()) {
            operation.remove("parameters");
        }
    }

    static void putResult(ObjectNode holder, String schema) {
        holder.withObject("content")
                .withObject("application/json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/" + schema);
    }

    /** Lets everything that refers to one schema refer to another. */
    static void redirect(JsonNode node, String from, String to) {
        if (node instanceof ObjectNode object && object.path("$ref").asText().equals("#/components/schemas/" + from)) {
            object.put("$ref", "#/components/schemas/" + to);
        }
        node.forEach(child -> redirect(child, from, to));
    }
}
