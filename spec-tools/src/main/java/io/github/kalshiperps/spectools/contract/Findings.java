package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects over one walk what is refused, what is a tolerated defect, and which references lead where. */
final class Findings {
    private final JsonNode document;
    private final boolean keepsWords;
    private final List<String> refusals = new ArrayList<>();
    private final List<String> defects = new ArrayList<>();
    private final Map<String, String> kinds = new HashMap<>();
    private final List<Reference> references = new ArrayList<>();
    private final Map<String, Integer> factsBesideReferences = new TreeMap<>();
    private int referencesWithSiblings;
    private int referencesWithFacts;

    private record Reference(String from, String target, String kind) {}

    Findings(JsonNode document, boolean keepsWords) {
        this.document = document;
        this.keepsWords = keepsWords;
    }

    boolean keepsWords() {
        return keepsWords;
    }

    void refuse(String problem) {
        refusals.add(problem);
    }

    void defect(String defect) {
        defects.add(defect);
    }

    void declare(String pointer, String kind) {
        kinds.put(pointer, kind);
    }

    void refer(String from, String target, String kind) {
        references.add(new Reference(from, target, kind));
    }

    void referenceWithSiblings(Set<String> facts) {
        referencesWithSiblings++;
        if (!facts.isEmpty()) {
            referencesWithFacts++;
        }
        facts.forEach(fact -> factsBesideReferences.merge(fact, 1, Integer::sum));
    }

    JsonNode lookUp(String target) {
        return target.startsWith("#/") ? document.at(target.substring(1)) : MissingNode.getInstance();
    }

    /** To be called when the whole document was walked. */
    void throwIfRefused() {
        List<String> all =
                Stream.concat(refusals.stream(), danglingReferences()).toList();
        if (!all.isEmpty()) {
            throw new RefusedContractException(all);
        }
    }

    private Stream<String> danglingReferences() {
        return references.stream()
                .filter(reference -> !reference.kind.equals(kinds.get(reference.target)))
                .map(reference -> reference.from + ": refers to " + reference.target + ", where no " + reference.kind
                        + " of this document stands");
    }

    List<String> defects() {
        List<String> all = new ArrayList<>(defects);
        if (referencesWithSiblings > 0) {
            all.add("siblings beside $ref: " + referencesWithSiblings + ", with facts: " + referencesWithFacts
                    + factsInBrackets());
        }
        return all;
    }

    private String factsInBrackets() {
        return factsBesideReferences.isEmpty()
                ? ""
                : factsBesideReferences.entrySet().stream()
                        .map(fact -> fact.getKey() + ' ' + fact.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
