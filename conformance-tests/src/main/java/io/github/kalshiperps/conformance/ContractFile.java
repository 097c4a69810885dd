package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.codegen.ContractException;
import io.github.kalshiperps.codegen.Message;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * A contract with our overlays applied.
 *
 * @param api whose contract it is
 * @param file its path below the directory that was named
 * @param sha256 of the file, in hexadecimal
 * @param contract what it says
 * @param unmatched the overlay entries that match nothing in it
 */
record ContractFile(Api api, String file, String sha256, Contract contract, List<String> unmatched) {
    private static final String RECIPE = "api.yaml";

    /** The pinned contract; an overlay entry that matches nothing is an error, as in the build. */
    static ContractFile pinned(Api api, Path specs) {
        Path file = specs.resolve(api.file());
        Path recipe = file.resolveSibling(RECIPE);
        return readable(file, () -> new ContractFile(api, api.file(), sha256(file), Contract.load(recipe), List.of()));
    }

    /** Another contract, with our overlays as far as they match. */
    static ContractFile other(Api api, Path specs, Path directory) {
        // Laid out as ours, alone, or under the upstream's name.
        List<String> names = List.of(api.file(), lastOf(api.file()), lastOf(api.upstreamUrl()));
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                return readable(file, () -> other(api, specs.resolve(api.file()).resolveSibling(""), file, name));
            }
        }
        throw new ConformanceException("no contract in " + directory + ": none of " + String.join(", ", names), null);
    }

    private static ContractFile other(Api api, Path overlays, Path file, String name) throws IOException {
        List<String> unmatched = new ArrayList<>();
        // An entry begins with the path of its overlay; where that lies on this machine is nobody's business.
        String folder = lastOf(overlays.toString());
        Contract contract = Contract.loadOther(
                overlays.resolve(RECIPE),
                file,
                entry -> unmatched.add(entry.replace(overlays + File.separator, folder + "/")));
        return new ContractFile(api, name, sha256(file), contract, unmatched);
    }

    ObjectNode document() {
        return contract.root();
    }

    /** The messages of a WebSocket; none when the contract is of another API. */
    List<Message> messages() {
        return contract.messages();
    }

    /**
     * What is expected where this contract knows what an older one does not.
     *
     * @param kind of the finding, were it not for this contract
     * @param expected by the older contract
     */
    String staleness(Kind kind, String expected) {
        return "an older contract than " + file + " (SHA-256 " + sha256.substring(0, 12)
                + "…), which has it; without it " + kind + ": " + expected;
    }

    /**
     * What is expected where this contract, the older one, does not require it.
     *
     * @param expected by the newer contract
     */
    String withoutRequiring(String expected) {
        return expected + "; not required by " + file + " (SHA-256 " + sha256.substring(0, 12) + "…)";
    }

    String version() {
        return document().path("info").path("version").asText();
    }

    /** The paths of the servers, which those of requests begin with. */
    NavigableSet<String> basePaths() {
        NavigableSet<String> paths = new TreeSet<>();
        for (JsonNode server : document().path("servers")) {
            paths.add(server.path("url").asText().replaceFirst("^[a-z]+://[^/]+", ""));
        }
        return paths;
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static ContractFile readable(Path file, Reading reading) {
        try {
            return reading.read();
        } catch (ContractException | ClassCastException | IOException e) {
            // A cast fails when something else stands where a contract has an object.
            String reason = String.valueOf(e.getMessage()).replaceAll("\\s*\n\\s*", "; ");
            throw new ConformanceException("the contract " + file + " cannot be used: " + reason, e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    @FunctionalInterface
    private interface Reading {
        ContractFile read() throws IOException;
    }
}
