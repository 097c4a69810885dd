package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI Overlay 1.0 document. Two rules go beyond the standard, because overlays are our drift alarm: an action whose
 * target matches nothing is an error, and an update may not bring in a named thing (a path, parameter, schema, property)
 * that the contract does not have.
 */
public final class Overlay {
    private static final Configuration JSON_PATH = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    /** Keys whose children are named by the contract. */
    private static final Set<String> NAMED_BY_CONTRACT = Set.of(
            "paths", "schemas", "properties", "parameters", "responses", "messages", "channels", "securitySchemes");

    /** A step of a JSONPath: a name or star, a name in brackets, or something else in brackets, such as a filter. */
    private static final Pattern STEP = Pattern.compile("\\.(\\w+|\\*)|\\['([^']*)'\\]|\\[[^\\]]*\\]");

    /** What the generator understands. A misspelt extension would go unnoticed, like an entry that matches nothing. */
    private static final Set<String> EXTENSIONS = Set.of(
            "x-kalshi-type",
            "x-kalshi-optional",
            "x-kalshi-secret",
            "x-kalshi-lost-answer",
            "x-kalshi-family",
            "x-kalshi-families",
            "x-kalshi-method",
            "x-kalshi-name",
            "x-java-name",
            "x-enum-type",
            "x-enum-names",
            "x-enum-words",
            "x-exactly-one-of",
            "x-at-most-one-of",
            "x-at-least-one-of");

    /** What an action of a types overlay has to say for itself. */
    private static final List<String> JUSTIFICATION = List.of("x-reason", "x-evidence", "x-remove-when");

    private final Path file;
    private final List<Action> actions;

    private Overlay(Path file, List<Action> actions) {
        this.file = file;
        this.actions = actions;
    }

    /**
     * Reads an overlay.
     *
     * @param file a YAML file
     * @return the overlay
     * @throws ContractException if the file is no Overlay 1.0 document, or an action of a {@code types.overlay.yaml}
     *     lacks its reason, evidence or condition of removal
     */
    public static Overlay read(Path file) {
        ObjectNode root = Yaml.readObject(file);
        if (!root.path("overlay").asText().startsWith("1.0")) {
            throw new ContractException(file + ": not an OpenAPI Overlay 1.0 document (member 'overlay')");
        }
        boolean justified = file.getFileName().toString().startsWith("types.");
        List<Action> actions = new ArrayList<>();
        for (JsonNode node : root.path("actions")) {
            String target = node.path("target").asText();
            if (target.isEmpty() || node.has("update") == node.path("remove").asBoolean()) {
                throw new ContractException(file + ": action " + (actions.size() + 1)
                        + " needs a 'target' and either 'update' or 'remove: true'");
            }
            if (justified) {
                for (String member : JUSTIFICATION) {
                    if (node.path(member).asText().isBlank()) {
                        throw new ContractException(file + ": the action on " + target + " lacks '" + member + "'");
                    }
                }
            }
            checkExtensions(file, target, node.path("update"));
            actions.add(new Action(target, node.get("update")));
        }
        return new Overlay(file, actions);
    }

    private static void checkExtensions(Path file, String target, JsonNode update) {
        for (Map.Entry<String, JsonNode> member : update.properties()) {
            if (member.getKey().startsWith("x-") && !EXTENSIONS.contains(member.getKey())) {
                throw new ContractException(file + ": the action on " + target + " has the extension '"
                        + member.getKey() + "', which the generator does not know");
            }
            checkExtensions(file, target, member.getValue());
        }
    }

    /**
     * Applies all actions, in order.
     *
     * @param contract changed in place
     * @return what matched nothing, in words, one per action; empty when all is well
     */
    public List<String> apply(ObjectNode contract) {
        List<String> unmatched = new ArrayList<>();
        for (Action action : actions) {
            Set<String> unknown = new LinkedHashSet<>();
            if (!apply(action, contract, unknown)) {
                unmatched.add(file + ": the entry matches nothing in the contract: " + action.target());
            } else if (!unknown.isEmpty()) {
                unmatched.add(file + ": the entry on " + action.target() + " names what the contract does not have: "
                        + String.join(", ", unknown));
            }
        }
        return unmatched;
    }

    private boolean apply(Action action, ObjectNode contract, Set<String> unknown) {
        JsonNode found = select(contract, action.target());
        if (found == null || found.isEmpty()) {
            return false;
        }
        if (action.update() == null) {
            JsonPath.using(JSON_PATH).parse(contract).delete(action.target());
            return true;
        }
        for (JsonNode node : found) {
            if (node instanceof ArrayNode array) {
                array.add(action.update());
            } else if (node instanceof ObjectNode object && action.update() instanceof ObjectNode update) {
                merge(object, update, containerOfNames(action.target()), unknown);
            } else {
                throw new ContractException(file + ": only objects and arrays can be updated: " + action.target());
            }
        }
        return true;
    }

    private @Nullable JsonNode select(ObjectNode contract, String target) {
        try {
            return JsonPath.using(JSON_PATH).parse(contract).read(target);
        } catch (InvalidPathException e) {
            throw new ContractException(file + ": not a JSONPath: " + target, e);
        }
    }

    /** Merges what the contract has a name for, and tells the names that it does not have. */
    private static void merge(ObjectNode target, ObjectNode update, String container, Set<String> unknown) {
        for (Map.Entry<String, JsonNode> member : update.properties()) {
            String name = member.getKey();
            JsonNode old = target.get(name);
            if (old == null && !container.isEmpty()) {
                unknown.add(container + "." + name);
            } else if (old instanceof ObjectNode oldObject && member.getValue() instanceof ObjectNode newObject) {
                merge(oldObject, newObject, container(container, name), unknown);
            } else if (old instanceof ArrayNode oldArray && member.getValue() instanceof ArrayNode newArray) {
                oldArray.addAll(newArray);
            } else {
                target.set(name, member.getValue().deepCopy());
            }
        }
    }

    /** The key that a JSONPath ends with, if the contract names its children, or nothing. */
    private static String containerOfNames(String target) {
        String container = "";
        Matcher step = STEP.matcher(target);
        while (step.find()) {
            String name = step.group(1) != null ? step.group(1) : step.group(2);
            container = name == null ? "" : container(container, name);
        }
        return container;
    }

    /** {@code properties} names its children, but a property that happens to be called {@code channels} does not. */
    private static String container(String parent, String name) {
        return parent.isEmpty() && NAMED_BY_CONTRACT.contains(name) ? name : "";
    }

    private record Action(String target, @Nullable JsonNode update) {}
}
