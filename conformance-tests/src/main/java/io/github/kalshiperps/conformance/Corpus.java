package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A directory of captures: {@code NAME.meta.json} says what was asked, {@code NAME.json} is the body of the answer or
 * {@code NAME.jsonl} has the frames that followed.
 */
final class Corpus {
    /** The member of the meta file that has what we sent over a WebSocket. */
    static final String COMMANDS = "subscribe_cmds";

    /** The ending of the files that say what was asked. */
    static final String META = ".meta.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path directory;
    private final NavigableMap<String, Set<Transport>> captures;

    private Corpus(Path directory, NavigableMap<String, Set<Transport>> captures) {
        this.directory = directory;
        this.captures = captures;
    }

    static Corpus of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ConformanceException("no corpus: " + directory + " is not a directory", null);
        }
        NavigableMap<String, Set<Transport>> captures = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> String.valueOf(file.getFileName())).forEach(file -> add(file, captures));
        } catch (IOException e) {
            throw new ConformanceException("the corpus " + directory + " cannot be read: " + e, e);
        }
        if (captures.isEmpty()) {
            throw new ConformanceException(
                    "the corpus " + directory + " is empty: it has no NAME" + META + " with a NAME"
                            + Transport.HTTP.ending() + " or NAME" + Transport.WEBSOCKET.ending(),
                    null);
        }
        return new Corpus(directory, captures);
    }

    private static void add(String file, NavigableMap<String, Set<Transport>> captures) {
        // First, since a meta file ends like a body.
        if (file.endsWith(META)) {
            transports(file, META, captures);
            return;
        }
        for (Transport transport : Transport.values()) {
            if (file.endsWith(transport.ending())) {
                transports(file, transport.ending(), captures).add(transport);
            }
        }
    }

    private static Set<Transport> transports(
            String file, String ending, NavigableMap<String, Set<Transport>> captures) {
        String name = file.substring(0, file.length() - ending.length());
        return captures.computeIfAbsent(name, unknown -> EnumSet.noneOf(Transport.class));
    }

    /** The names of the captures, sorted. */
    NavigableSet<String> names() {
        return captures.navigableKeySet();
    }

    /** Whether any capture went this way. */
    boolean has(Transport transport) {
        return captures.values().stream().anyMatch(transports -> transports.contains(transport));
    }

    Transport transport(String name) throws BrokenCaptureException {
        Set<Transport> transports = captures.getOrDefault(name, Set.of());
        if (transports.size() == 1) {
            return transports.iterator().next();
        }
        String body = name + Transport.HTTP.ending();
        String frames = name + Transport.WEBSOCKET.ending();
        throw new BrokenCaptureException(
                transports.isEmpty()
                        ? body + " is missing, and there is no " + frames + " either"
                        : body + " and " + frames + " share one meta file",
                null);
    }

    Capture.Http http(String name) throws BrokenCaptureException {
        JsonNode meta = meta(name + META);
        JsonNode status = meta.path("status");
        if (!status.isInt() || status.intValue() < 100 || status.intValue() > 599) {
            throw new BrokenCaptureException(
                    name + META + ": 'status' is " + (status.isMissingNode() ? "missing" : "no HTTP status: " + status),
                    null);
        }
        return new Capture.Http(
                name,
                environment(meta),
                text(meta, "method", name),
                path(meta, "path", name),
                status.intValue(),
                content(name + Transport.HTTP.ending()));
    }

    Capture.WebSocket webSocket(String name) throws BrokenCaptureException {
        JsonNode meta = meta(name + META);
        return new Capture.WebSocket(
                name,
                environment(meta),
                path(meta, "url_path", name),
                commands(meta, name),
                directory.resolve(name + Transport.WEBSOCKET.ending()));
    }

    private static List<Wire> commands(JsonNode meta, String name) throws BrokenCaptureException {
        JsonNode nodes = meta.path(COMMANDS);
        if (!nodes.isArray()) {
            throw new BrokenCaptureException(
                    name + META + ": '" + COMMANDS + "' is "
                            + (nodes.isMissingNode() ? "missing" : "no list: " + Excerpt.of(nodes.toString())),
                    null);
        }
        List<Wire> commands = new ArrayList<>();
        for (JsonNode node : nodes) {
            try {
                commands.add(WireReader.read(node.toString()));
            } catch (NotJsonException e) {
                throw new AssertionError("A JSON tree is written as JSON", e);
            }
        }
        return commands;
    }

    private JsonNode meta(String fileName) throws BrokenCaptureException {
        try {
            JsonNode meta = JSON.readTree(content(fileName));
            if (!meta.isObject()) {
                throw new BrokenCaptureException(fileName + ": not a JSON object", null);
            }
            return meta;
        } catch (JsonProcessingException e) {
            throw new BrokenCaptureException(
                    fileName + ": " + NotJsonException.of(e).getMessage(), e);
        }
    }

    private static String environment(JsonNode meta) {
        return meta.path("environment").asText("unknown");
    }

    private static String path(JsonNode meta, String member, String name) throws BrokenCaptureException {
        String path = text(meta, member, name);
        if (!path.startsWith("/")) {
            throw new BrokenCaptureException(
                    name + META + ": '" + member + "' is no absolute path: " + Excerpt.of(path), null);
        }
        return path.replaceFirst("\\?.*", "");
    }

    private static String text(JsonNode meta, String member, String name) throws BrokenCaptureException {
        JsonNode value = meta.path(member);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new BrokenCaptureException(
                    name + META + ": '" + member + "' is " + (value.isMissingNode() ? "missing" : "no text: " + value),
                    null);
        }
        return value.asText();
    }

    private String content(String fileName) throws BrokenCaptureException {
        Path file = directory.resolve(fileName);
        if (!Files.exists(file)) {
            throw new BrokenCaptureException(fileName + " is missing", null);
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BrokenCaptureException(fileName + " is not UTF-8", e);
        } catch (IOException e) {
            throw BrokenCaptureException.unreadable(fileName, e);
        }
    }
}
