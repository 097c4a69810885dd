package io.github.kalshiperps.spectools;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.CanonicalContract;
import io.github.kalshiperps.spectools.contract.RefusedContractException;
import io.github.kalshiperps.spectools.contract.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A contract ready to be pinned.
 *
 * @param contract the facts
 * @param text the facts as they lie in the file
 * @param entry the line in the lock that goes with them
 */
public record Pin(CanonicalContract contract, String text, SpecLock.Entry entry) {
    private static final String COMMENT =
            "Facts of the exchange's contract, derived by \"perps spec pin\"; do not edit: see specs/README.md.";

    /**
     * Derives a pin; writes nothing.
     *
     * @param api whose contract it is
     * @param document the document as published
     * @param upstream where it comes from
     * @return the pin
     * @throws RefusedContractException as in {@link CanonicalContract#of}
     */
    public static Pin of(Api api, JsonNode document, SpecLock.Upstream upstream) {
        CanonicalContract contract = CanonicalContract.of(api, document);
        String text = YamlText.write(COMMENT, contract.document());
        SpecLock.Entry entry = new SpecLock.Entry(
                api,
                api.file(),
                Sha256.of(text.getBytes(StandardCharsets.UTF_8)),
                contract.version(),
                upstream,
                contract.counts(),
                contract.defects(),
                List.of());
        return new Pin(contract, text, entry);
    }
}
