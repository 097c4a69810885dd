package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.codegen.ContractException;
import io.github.kalshiperps.codegen.Overlay;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.CanonicalContract;
import io.github.kalshiperps.spectools.contract.RefusedContractException;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One edition of a contract, upstream's document or our pin, ready to be compared: facts in their canonical order, the words
 * beside them, and what a types overlay says about Java.
 */
public final class Edition {
    private static final String SCHEMAS = "#/components/schemas/";

    /** Far more than any honest chain of references has. */
    private static final int MAX_STEPS = 100;

    private final Api api;
    private final String name;
    private final ObjectNode root;
    private final ObjectNode overlaid;
    private final boolean worded;

    private Edition(Api api, String name, ObjectNode root, ObjectNode overlaid, boolean worded) {
        this.api = api;
        this.name = name;
        this.root = root;
        this.overlaid = overlaid;
        this.worded = worded;
    }

    /**
     * Reads an edition.
     *
     * @param api whose contract it is
     * @param file an upstream document or a pin
     * @param typesOverlay what our overlay says about Java types and names, as far as it matches; or nothing
     * @return the edition
     * @throws SpecException if the document or the overlay cannot be read, or the document is refused; the message names
     *     file and place
     */
    public static Edition read(Api api, Path file, Optional<Path> typesOverlay) {
        return of(api, file.toString(), YamlDocuments.read(file), typesOverlay);
    }

    /**
     * An edition that is in memory.
     *
     * @param api whose contract it is
     * @param name what to call it in error messages
     * @param document an upstream document or a pin; not changed
     * @param typesOverlay what our overlay says about Java types and names, as far as it matches; or nothing
     * @return the edition
     * @throws SpecException as in {@link #read}
     */
    public static Edition of(Api api, String name, JsonNode document, Optional<Path> typesOverlay) {
        try {
            ObjectNode root = (ObjectNode) CanonicalContract.withWords(api, document);
            boolean worded = !root.equals(CanonicalContract.of(api, document).document());
            ObjectNode overlaid =
                    typesOverlay.map(overlay -> addExtensions(root, overlay)).orElse(root);
            Edition edition = new Edition(api, name, root, overlaid, worded);
            // Here, where it is said of the document: nothing that follows would end.
            edition.schemas().values().forEach(edition::resolve);
            edition.schemas().forEach((schema, node) -> edition.refuseCircle(node, Set.of(schema)));
            return edition;
        } catch (RefusedContractException e) {
            throw new SpecException(name + ": " + e.getMessage(), e);
        }
    }

    /** @param within the named schemas that it is a part of */
    private void refuseCircle(JsonNode schema, Set<String> within) {
        schema.path("allOf").forEach(part -> refuseCircle(part, within));
        reference(schema).filter(target -> !schema.has("allOf")).ifPresent(target -> {
            if (within.contains(target)) {
                throw new SpecException(name + ": the schema " + target + " is a part of itself (allOf)");
            }
            Set<String> deeper = new HashSet<>(within);
            deeper.add(target);
            refuseCircle(schema(target), deeper);
        });
    }

    /** Only what the overlay says about Java comes over: what it says in place of the contract is no fact of either edition. */
    private static ObjectNode addExtensions(ObjectNode root, Path overlay) {
        try {
            ObjectNode overlaid = root.deepCopy();
            Overlay.read(overlay).apply(overlaid);
            copyExtensions(overlaid, root);
            return overlaid;
        } catch (ContractException e) {
            throw new SpecException(overlay + ": " + e.getMessage(), e);
        }
    }

    private static void copyExtensions(JsonNode from, JsonNode to) {
        if (from instanceof ObjectNode source && to instanceof ObjectNode target) {
            source.properties().forEach(member -> {
                if (Keywords.isOurs(member.getKey())) {
                    target.set(member.getKey(), member.getValue());
                } else if (target.has(member.getKey())) {
                    copyExtensions(member.getValue(), target.get(member.getKey()));
                }
            });
        } else if (from.isArray() && to.isArray() && from.size() == to.size()) {
            for (int i = 0; i < from.size(); i++) {
                copyExtensions(from.get(i), to.get(i));
            }
        }
    }

    /**
     * Whose contract it is.
     *
     * @return the API
     */
    public Api api() {
        return api;
    }

    /**
     * What it is called in messages: mostly its file.
     *
     * @return a name
     */
    public String name() {
        return name;
    }

    /**
     * Whether the document has any words; a pin has none.
     *
     * @return false when there is nothing to compare words with
     */
    public boolean isWorded() {
        return worded;
    }

    /**
     * The size of the contract.
     *
     * @return how many objects of which kind
     */
    public Map<String, Integer> counts() {
        return CanonicalContract.counts(api, root);
    }

    JsonNode root() {
        return root;
    }

    /** The edition as the generator sees it, with what the overlay says in place of the contract. */
    Edition asGenerated() {
        return new Edition(api, name, overlaid, overlaid, worded);
    }

    /** The named objects below a pointer such as {@code /components/schemas}; none when there is nothing. */
    Map<String, JsonNode> named(String pointer) {
        Map<String, JsonNode> named = new LinkedHashMap<>();
        root.at(pointer).properties().forEach(entry -> named.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(named);
    }

    Map<String, JsonNode> schemas() {
        return named("/components/schemas");
    }

    /** The name of the schema that a schema is nothing but a reference to, alone or as the only part of an {@code allOf}. */
    static Optional<String> reference(JsonNode schema) {
        JsonNode ref = schema.path("$ref");
        if (ref.isMissingNode() && schema.path("allOf").size() == 1 && !schema.has("properties")) {
            ref = schema.path("allOf").get(0).path("$ref");
        }
        return ref.asText().startsWith(SCHEMAS)
                ? Optional.of(ref.asText().substring(SCHEMAS.length()))
                : Optional.empty();
    }

    JsonNode schema(String schemaName) {
        return root.path("components").path("schemas").path(schemaName);
    }

    /** Follows references to their end; what stands beside one wins over what it leads to. */
    JsonNode resolve(JsonNode node) {
        return resolve(node, 0);
    }

    private JsonNode resolve(JsonNode node, int steps) {
        if (steps > MAX_STEPS) {
            throw new SpecException(name + ": a reference leads to itself: " + node);
        }
        JsonNode ref = node.path("$ref");
        if (ref.isMissingNode() && reference(node).isPresent()) {
            ref = node.path("allOf").get(0).path("$ref");
        }
        if (ref.isMissingNode()) {
            return node;
        }
        JsonNode target = resolve(root.at(ref.asText().substring(1)), steps + 1);
        ObjectNode merged = target.deepCopy();
        node.properties().stream()
                .filter(member ->
                        !member.getKey().equals("$ref") && !member.getKey().equals("allOf"))
                .forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }
}
