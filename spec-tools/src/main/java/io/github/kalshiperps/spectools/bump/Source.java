package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.UpstreamDocument;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The documents of the exchange under its own names: in a folder or below an address. */
final class Source {
    private Source() {}

    /**
     * Reads all documents: at an address all have to be there, in a folder at least one.
     *
     * @throws SpecException if one cannot be had, is too large or a web page, or there is none
     */
    static Map<Api, byte[]> read(String from) {
        Map<Api, byte[]> documents = new EnumMap<>(Api.class);
        boolean address = UpstreamDocument.isAddress(from);
        for (Api api : Api.values()) {
            if (address) {
                documents.put(api, UpstreamDocument.read(from.replaceAll("/+$", "") + "/" + api.upstreamName()));
            } else if (Files.exists(Path.of(from, api.upstreamName()))) {
                documents.put(
                        api,
                        UpstreamDocument.read(Path.of(from, api.upstreamName()).toString()));
            }
        }
        if (documents.isEmpty()) {
            throw new SpecException(
                    from + " has no document of the exchange: expected names such as " + Api.REST.upstreamName());
        }
        return documents;
    }
}
