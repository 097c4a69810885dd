package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The facts of a contract in their one canonical order, without a sentence of the exchange's.
 *
 * @param document the facts; canonical itself, so that deriving it again gives the same
 * @param counts the size of the contract by kind of object, in the order in which it is told
 * @param defects known kinds of upstream mistakes, one line each, sorted; they are told, not repaired
 */
public record CanonicalContract(JsonNode document, Map<String, Integer> counts, List<String> defects) {
    /**
     * Derives the facts of an upstream document.
     *
     * @param api whose document it is
     * @param upstream the document as published; not changed
     * @return its facts
     * @throws RefusedContractException if the document holds anything that is neither a known fact nor known prose, or
     *     refers to something that it does not hold
     */
    public static CanonicalContract of(Api api, JsonNode upstream) {
        Findings findings = new Findings(upstream, false);
        JsonNode document = canonical(api, upstream, findings);
        List<String> defects = Stream.concat(findings.defects().stream(), api.format().defects(document).stream())
                .sorted()
                .toList();
        return new CanonicalContract(document, counts(api, document), defects);
    }

    /**
     * The facts of a document in their canonical order, with its prose and its extensions beside them: for looking at,
     * never for a pin.
     *
     * @param api whose document it is
     * @param upstream the document as published, or a pin; not changed
     * @return facts and words
     * @throws RefusedContractException as in {@link #of}
     */
    public static JsonNode withWords(Api api, JsonNode upstream) {
        return canonical(api, upstream, new Findings(upstream, true));
    }

    private static JsonNode canonical(Api api, JsonNode upstream, Findings findings) {
        JsonNode document = api.format().document(api.title()).canonical(upstream, Position.root(findings));
        findings.throwIfRefused();
        return document;
    }

    /**
     * The size of a pinned contract.
     *
     * @param api whose contract it is
     * @param document a canonical document
     * @return how many objects of which kind
     */
    public static Map<String, Integer> counts(Api api, JsonNode document) {
        return api.format().counts(document);
    }

    /**
     * What the document says of its own version. The exchange edits documents in place, so it says little.
     *
     * @return {@code info.version}
     */
    public String version() {
        return document.at("/info/version").asText();
    }
}
