package io.github.kalshiperps.spectools;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out whose contracts lie in a file or a folder: pins or documents as upstream publishes them. */
final class ContractFiles {
    private ContractFiles() {}

    /**
     * The contracts at a place.
     *
     * @param place a file, or a folder with pins or upstream documents under their own names
     * @param told whose contract a file is, where its name and title do not tell
     * @return the files by API
     * @throws SpecException if there is none, or a file does not tell whose it is
     */
    static Map<Api, Path> at(Path place, Optional<Api> told) {
        Map<Api, Path> files = new EnumMap<>(Api.class);
        if (!Files.isDirectory(place)) {
            files.put(told.orElseGet(() -> apiOf(place)), place);
            return files;
        }
        for (Api api : Api.values()) {
            List<Path> present = candidates(place, api).stream()
                    .filter(Files::isRegularFile)
                    .filter(file -> !ambiguous(file, api))
                    .toList();
            if (present.size() > 1) {
                throw new SpecException(place + " has two contracts of the " + api.title() + ": " + present.get(0)
                        + " and " + present.get(1));
            }
            present.forEach(file -> files.put(api, file));
        }
        told.ifPresent(api -> files.keySet().retainAll(List.of(api)));
        if (files.isEmpty()) {
            throw new SpecException(place + " has no contract"
                    + told.map(api -> " of the " + api.title()).orElse("")
                    + ": expected pins, such as " + Api.REST.file() + ", or upstream documents, such as "
                    + Api.REST.upstreamName());
        }
        return files;
    }

    private static List<Path> candidates(Path folder, Api api) {
        return List.of(
                folder.resolve(api.file()),
                folder.resolve(api.upstreamName()),
                folder.resolve(Path.of(api.file()).getFileName()));
    }

    /** In a folder of one API, the name of the pin says OpenAPI, and only its title whose. */
    private static boolean ambiguous(Path file, Api api) {
        boolean plain = file.getFileName().equals(Path.of(api.file()).getFileName())
                && !file.endsWith(api.file())
                && !file.endsWith(api.upstreamName());
        return plain && !title(file).equals(api.title());
    }

    private static String title(Path file) {
        return YamlDocuments.read(file).path("info").path("title").asText();
    }

    private static Api apiOf(Path file) {
        JsonNode document = YamlDocuments.read(file);
        if (document.has("asyncapi")) {
            return Api.WS;
        }
        if (!document.has("openapi")) {
            throw new SpecException(
                    file + " is no contract: it has neither a member 'openapi' nor a member 'asyncapi'");
        }
        String title = document.path("info").path("title").asText();
        return Arrays.stream(Api.values())
                .filter(api ->
                        api.title().equals(title) || file.endsWith(api.upstreamName()) || file.endsWith(api.file()))
                .findFirst()
                .orElseThrow(() -> new SpecException(file + " does not tell whose contract it is: it is called neither "
                        + Api.REST.upstreamName() + " nor " + Api.KLEAR.upstreamName() + "; say --api"));
    }
}
