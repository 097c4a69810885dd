package io.github.kalshiperps.spectools.bump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.codegen.ContractException;
import io.github.kalshiperps.codegen.Overlay;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Our overlay entries on a pin: which of them match nothing any more, and which new operations no entry names. */
final class OverlayEntries {
    private final List<String> unmatched = new ArrayList<>();
    private final Api api;
    private final ObjectNode overlaid;

    private OverlayEntries(Api api, ObjectNode overlaid) {
        this.api = api;
        this.overlaid = overlaid;
    }

    /**
     * Applies the overlays of a recipe to the pin beside it.
     *
     * @throws SpecException if an overlay cannot be applied at all
     */
    static OverlayEntries on(Api api, Path recipe) {
        Path pin = recipe.resolveSibling(Path.of(api.file()).getFileName());
        OverlayEntries entries = new OverlayEntries(api, (ObjectNode) YamlDocuments.read(pin));
        Set<String> problems = new LinkedHashSet<>();
        for (JsonNode name : YamlDocuments.read(recipe).path("overlays")) {
            problems.addAll(entries.apply(recipe.resolveSibling(name.asText())));
        }
        try {
            // Sees inside of entries as well: names and words for enum values that are gone.
            Contract.loadOther(recipe, pin, problem -> {
                if (!problems.contains(problem)) {
                    entries.unmatched.add(problem);
                }
            });
        } catch (ContractException e) {
            // Whatever the generator stops at is told where names are made.
            return entries;
        }
        return entries;
    }

    private List<String> apply(Path overlay) {
        try {
            String name =
                    Path.of(api.file()).resolveSibling(overlay.getFileName()).toString();
            List<String> problems = Overlay.read(overlay).apply(overlaid);
            for (String problem : problems) {
                unmatched.add(problem.replace(overlay.toString(), name) + " (" + removal(problem, overlay) + ")");
            }
            return problems;
        } catch (ContractException e) {
            throw new SpecException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The entry's own note; of several targets that stand in the sentence it is about the longest. */
    private static String removal(String problem, Path overlay) {
        List<JsonNode> actions = new ArrayList<>();
        YamlDocuments.read(overlay).path("actions").forEach(actions::add);
        return actions.stream()
                .filter(action -> problem.contains(action.path("target").asText()))
                .max(Comparator.comparing(
                        action -> action.path("target").asText().length()))
                .map(action -> action.path("x-remove-when").asText())
                .filter(note -> !note.isBlank())
                .map(note -> "when it can go: " + note)
                .orElse("words go with what they describe");
    }

    /** What matches nothing, a sentence each. */
    List<String> unmatched() {
        return unmatched;
    }

    /** The operations that have neither family nor method of ours: the generator would take the contract's names. */
    List<String> nameless() {
        List<String> nameless = new ArrayList<>();
        overlaid.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    JsonNode node = operation.getValue();
                    if (node.has("operationId") && !(node.has("x-kalshi-family") && node.has("x-kalshi-method"))) {
                        nameless.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey() + " ("
                                + node.path("operationId").asText() + ")");
                    }
                }));
        return nameless;
    }
}
