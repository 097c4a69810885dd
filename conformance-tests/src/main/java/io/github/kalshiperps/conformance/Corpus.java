package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of captures: {@code NAME.meta.json} says what was asked, {@code NAME.json} is the body of the answer or
 * {@code NAME.jsonl} has the frames that followed.
 */
final class Corpus implements Closeable {
    /** The member of the meta file that has what we sent over a WebSocket. */
    static final String COMMANDS = "subscribe_cmds";

    /** The ending of the files that say what was asked. */
    static final String META = ".meta.json";

    private static final List<String> ENDINGS = List.of(META, Transport.HTTP.ending(), Transport.WEBSOCKET.ending());

    private static final String RECORDED_AT = "recorded_at_epoch_ms";

    private static final int BATCH = 30_000;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path directory;
    private final int batch;
    private final Set<Transport> transports;
    private final List<Uncompared> leftOut;
    private final boolean temporary;

    private Corpus(Path directory, int batch, Set<Transport> transports) {
        this(directory, batch, transports, List.of(), false);
    }

    private Corpus(Path directory, int batch, Set<Transport> transports, List<Uncompared> leftOut, boolean temporary) {
        this.leftOut = leftOut;
        this.temporary = temporary;
        this.directory = directory;
        this.batch = batch;
        this.transports = transports;
    }

    static Corpus of(Path directory) {
        return of(directory, BATCH);
    }

    /** @param batch how many names are kept in memory at a time */
    static Corpus of(Path directory, int batch) {
        if (!Files.isDirectory(directory)) {
            throw new ConformanceException("no corpus: " + directory + " is not a directory", null);
        }
        Set<Transport> transports = transports(directory);
        if (transports.isEmpty() && batchBehind(directory, batch, null).isEmpty()) {
            throw new ConformanceException(
                    "the corpus " + directory + " is empty: it has no NAME" + META + " with a NAME"
                            + Transport.HTTP.ending() + " or NAME" + Transport.WEBSOCKET.ending(),
                    null);
        }
        return new Corpus(directory, batch, transports);
    }

    /** The ways in which the captures of a directory went. */
    private static Set<Transport> transports(Path directory) {
        Set<Transport> transports = EnumSet.noneOf(Transport.class);
        scan(directory, file -> {
            for (Transport transport : Transport.values()) {
                // Not a meta file, which ends like a body.
                if (file.endsWith(transport.ending()) && !file.endsWith(META)) {
                    transports.add(transport);
                }
            }
        });
        return transports;
    }

    /**
     * The entries of an HTTP Archive that went to an API, as captures in a directory that goes when this is closed.
     *
     * @param contracts of all APIs, whose servers say which entries are meant
     * @param asked the APIs that are meant
     */
    static Corpus ofHar(Path har, Iterable<ContractFile> contracts, Set<Api> asked) {
        if (!Files.isRegularFile(har)) {
            throw new ConformanceException("no corpus: " + har + " is not a file", null);
        }
        Path directory = null;
        try {
            directory = Files.createTempDirectory("perps-har");
            List<Uncompared> leftOut = Har.unpack(har, contracts, asked, directory);
            Set<Transport> transports = transports(directory);
            if (transports.isEmpty()) {
                throw new ConformanceException(
                        "the HAR file " + har + " has no entry to compare"
                                + leftOut.stream()
                                        .limit(3)
                                        .map(entry -> "; " + entry.capture() + ": " + entry.reason())
                                        .collect(Collectors.joining()),
                        null);
            }
            return new Corpus(directory, BATCH, transports, leftOut, true);
        } catch (IOException e) {
            delete(directory);
            throw new ConformanceException("the HAR file " + har + " cannot be unpacked: " + e, e);
        } catch (ConformanceException e) {
            delete(directory);
            throw e;
        }
    }

    private static void delete(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new ConformanceException("what was unpacked from the HAR file cannot be removed: " + e, e);
        }
    }

    /** Removes what was made for this alone. */
    @Override
    public void close() {
        if (temporary) {
            delete(directory);
        }
    }

    private static void scan(Path directory, Consumer<String> eachFile) {
        try (Stream<Path> files = Files.list(directory)) {
            files.forEach(file -> eachFile.accept(String.valueOf(file.getFileName())));
        } catch (IOException | UncheckedIOException e) {
            throw new ConformanceException("the corpus " + directory + " cannot be read: " + e, e);
        }
    }

    /** The name of the capture that a file belongs to; null when it belongs to none. */
    private static @Nullable String nameOf(String file) {
        for (String ending : ENDINGS) {
            if (file.endsWith(ending)) {
                return file.substring(0, file.length() - ending.length());
            }
        }
        return null;
    }

    /**
     * The names of the captures, sorted. However many they are, some of them are in memory at a time, for which the directory is
     * looked through again.
     */
    Iterable<String> names() {
        return () -> new Iterator<>() {
            private NavigableSet<String> next = batchBehind(directory, batch, null);

            @Override
            public boolean hasNext() {
                return !next.isEmpty();
            }

            @Override
            public String next() {
                String name = next.pollFirst();
                if (name == null) {
                    throw new NoSuchElementException();
                }
                if (next.isEmpty()) {
                    next = batchBehind(directory, batch, name);
                }
                return name;
            }
        };
    }

    private static NavigableSet<String> batchBehind(Path directory, int batch, @Nullable String last) {
        NavigableSet<String> names = new TreeSet<>();
        scan(directory, file -> {
            String name = nameOf(file);
            if (name != null && (last == null || name.compareTo(last) > 0)) {
                names.add(name);
                if (names.size() > batch) {
                    names.pollLast();
                }
            }
        });
        return names;
    }

    /** Where the captures are. */
    Path directory() {
        return directory;
    }

    /** Whether any capture went this way. */
    boolean has(Transport transport) {
        return transports.contains(transport);
    }

    /** What the source of the captures had and this does not. */
    List<Uncompared> leftOut() {
        return leftOut;
    }

    /** Whether it was being recorded and never became a capture. */
    boolean isUnfinished(String name) {
        return Files.exists(directory.resolve(name + Captures.UNFINISHED))
                && !Files.exists(directory.resolve(name + META));
    }

    Transport transport(String name) throws BrokenCaptureException {
        List<Transport> present = Arrays.stream(Transport.values())
                .filter(transport -> Files.exists(directory.resolve(name + transport.ending())))
                .toList();
        if (present.size() == 1) {
            return present.get(0);
        }
        String body = name + Transport.HTTP.ending();
        String frames = name + Transport.WEBSOCKET.ending();
        throw new BrokenCaptureException(
                present.isEmpty()
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
                recordedAt(meta, name),
                text(meta, "method", name),
                path(meta, "path", name),
                status.intValue(),
                content(name + Transport.HTTP.ending()),
                Circumstances.of(meta));
    }

    Capture.WebSocket webSocket(String name) throws BrokenCaptureException {
        JsonNode meta = meta(name + META);
        return new Capture.WebSocket(
                name,
                environment(meta),
                recordedAt(meta, name),
                path(meta, "url_path", name),
                commands(meta, name),
                directory.resolve(name + Transport.WEBSOCKET.ending()),
                Circumstances.of(meta));
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

    private static @Nullable Instant recordedAt(JsonNode meta, String name) throws BrokenCaptureException {
        JsonNode milliseconds = meta.path(RECORDED_AT);
        if (milliseconds.isMissingNode() || milliseconds.isNull()) {
            return null;
        }
        if (!milliseconds.canConvertToLong()) {
            throw new BrokenCaptureException(
                    name + META + ": '" + RECORDED_AT + "' is no time: " + Excerpt.of(milliseconds.toString()), null);
        }
        return Instant.ofEpochMilli(milliseconds.longValue());
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
