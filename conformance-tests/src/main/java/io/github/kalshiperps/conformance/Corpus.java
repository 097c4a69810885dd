package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A directory of captures: {@code NAME.meta.json} says what was asked and {@code NAME.json} is the body of the answer. */
final class Corpus {
    private static final String META = ".meta.json";
    private static final String BODY = ".json";
    private static final String FRAMES = ".jsonl";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path directory;
    private final NavigableSet<String> names;

    private Corpus(Path directory, NavigableSet<String> names) {
        this.directory = directory;
        this.names = names;
    }

    static Corpus of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ConformanceException("no corpus: " + directory + " is not a directory", null);
        }
        NavigableSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String fileName = file.getFileName().toString();
                // META before BODY, since every meta file ends in both.
                for (String ending : List.of(META, BODY, FRAMES)) {
                    if (fileName.endsWith(ending)) {
                        names.add(fileName.substring(0, fileName.length() - ending.length()));
                        break;
                    }
                }
            }
        } catch (IOException e) {
            throw new ConformanceException("the corpus " + directory + " cannot be read: " + e, e);
        }
        if (names.isEmpty()) {
            throw new ConformanceException(
                    "the corpus " + directory + " is empty: it has no NAME" + META + " with a NAME" + BODY, null);
        }
        return new Corpus(directory, names);
    }

    /** The names of the captures, sorted. */
    NavigableSet<String> names() {
        return names;
    }

    /** Whether a capture holds the frames of a WebSocket. */
    boolean isWebSocket(String name) {
        return Files.exists(directory.resolve(name + FRAMES));
    }

    Capture read(String name) throws BrokenCaptureException {
        JsonNode meta = meta(name + META);
        String path = member(meta, "path", name);
        if (!path.startsWith("/")) {
            throw new BrokenCaptureException(name + META + ": 'path' is no absolute path: " + Excerpt.of(path), null);
        }
        JsonNode status = meta.path("status");
        if (!status.isInt() || status.intValue() < 100 || status.intValue() > 599) {
            throw new BrokenCaptureException(
                    name + META + ": 'status' is " + (status.isMissingNode() ? "missing" : "no HTTP status: " + status),
                    null);
        }
        return new Capture(
                name,
                meta.path("environment").asText("unknown"),
                member(meta, "method", name),
                path.replaceFirst("\\?.*", ""),
                status.intValue(),
                text(name + BODY));
    }

    private JsonNode meta(String fileName) throws BrokenCaptureException {
        try {
            JsonNode meta = JSON.readTree(text(fileName));
            if (!meta.isObject()) {
                throw new BrokenCaptureException(fileName + ": not a JSON object", null);
            }
            return meta;
        } catch (JsonProcessingException e) {
            throw new BrokenCaptureException(
                    fileName + ": " + NotJsonException.of(e).getMessage(), e);
        }
    }

    private static String member(JsonNode meta, String member, String name) throws BrokenCaptureException {
        JsonNode value = meta.path(member);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new BrokenCaptureException(
                    name + META + ": '" + member + "' is " + (value.isMissingNode() ? "missing" : "no text: " + value),
                    null);
        }
        return value.asText();
    }

    private String text(String fileName) throws BrokenCaptureException {
        Path file = directory.resolve(fileName);
        if (!Files.exists(file)) {
            throw new BrokenCaptureException(fileName + " is missing", null);
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new BrokenCaptureException(fileName + " is not UTF-8", e);
        } catch (IOException e) {
            // The class only: the message of a file system exception is a path on this machine.
            throw new BrokenCaptureException(
                    fileName + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }
}
