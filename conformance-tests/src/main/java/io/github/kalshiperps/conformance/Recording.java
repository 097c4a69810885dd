package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what passed between a client and an exchange as captures, in the form that {@code perps conformance} reads. It takes no
 * headers, which is where credentials are. For one thread.
 */
public final class Recording {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final Pattern NAME = Pattern.compile("[0-9]{3}__[a-z0-9_]+\\.(meta\\.json|jsonl?)");

    private final Path directory;
    private final String environment;
    private int number;

    /**
     * Begins an empty recording: captures of an earlier one are removed.
     *
     * @param directory where the captures go; made when missing
     * @param environment what the captures say of where they were recorded
     * @throws IOException if the directory cannot be made or emptied
     */
    public Recording(Path directory, String environment) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.environment = environment;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                // Nothing but what a recording wrote: the directory is the user's.
                if (NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Adds a request and its answer.
     *
     * @param method the HTTP method
     * @param path the whole path with the query
     * @param requestBody the body that was sent, or null
     * @param status the HTTP status
     * @param body the body of the answer
     * @throws IOException if it cannot be written
     */
    public void answer(String method, String path, @Nullable String requestBody, int status, String body)
            throws IOException {
        ObjectNode meta = meta();
        meta.put("method", method);
        meta.put("path", path);
        meta.put("status", status);
        meta.put("request_body", requestBody);
        write(method + path.replaceFirst("\\?.*", "").replaceFirst("^/[^/]+/v[0-9]+", ""), meta, Transport.HTTP, body);
    }

    /**
     * Adds a connection of a WebSocket.
     *
     * @param path the path of the connection
     * @param commands the text frames that were sent
     * @param frames the text frames that came
     * @throws IOException if it cannot be written, or a command is no JSON
     */
    public void connection(String path, List<String> commands, List<String> frames) throws IOException {
        ObjectNode meta = meta();
        meta.put("url_path", path);
        ArrayNode sent = meta.putArray(Corpus.COMMANDS);
        for (String command : commands) {
            sent.add(JSON.readTree(command));
        }
        List<String> lines = new ArrayList<>();
        // The exchange ends some of its frames with a newline; JSON has no other one that is not white space.
        frames.forEach(frame -> lines.add(frame.replace('\n', ' ').strip() + "\n"));
        write("websocket", meta, Transport.WEBSOCKET, String.join("", lines));
    }

    /** {@return whether nothing was added yet} */
    public boolean isEmpty() {
        return number == 0;
    }

    private ObjectNode meta() {
        return JSON.createObjectNode().put("environment", environment);
    }

    private void write(String title, ObjectNode meta, Transport transport, String body) throws IOException {
        List<String> words = Arrays.stream(title.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+"))
                .filter(word -> !word.isEmpty())
                .limit(4)
                .toList();
        String name = String.format(Locale.ROOT, "%03d__%s", ++number, String.join("_", words));
        Files.writeString(directory.resolve(name + ".meta.json"), JSON.writeValueAsString(meta) + "\n");
        Files.writeString(directory.resolve(name + transport.ending()), body);
    }

    /**
     * Compares what was recorded with the pinned contract and with our models, and writes {@code report.md} and
     * {@code report.json}.
     *
     * @param api the id of the API, {@code rest} or {@code klear}; frames are compared as well
     * @param specs the directory of the pinned contracts and overlays
     * @param report the directory of the report
     * @return what was found
     * @throws IOException if the report cannot be written
     * @throws IllegalStateException if there is nothing to compare, or no contract
     */
    public Outcome compare(String api, Path specs, Path report) throws IOException {
        try {
            Corpus captures = Corpus.of(directory);
            List<CaptureComparison> comparisons = new ArrayList<>();
            for (Bindings compared :
                    Bindings.valueOf(api.toUpperCase(Locale.ROOT)).with(captures)) {
                comparisons.add(compared.comparison(ContractFile.pinned(compared.api(), specs)));
            }
            Report compared = Conformance.run(comparisons, captures, String.valueOf(directory.getFileName()));
            ReportFiles.write(compared, report);
            return Outcome.of(compared);
        } catch (ConformanceException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * What a comparison found. Immutable and safe for use by several threads.
     *
     * @param captures how many captures were compared
     * @param frames how many frames were
     * @param findings each in a line: what deviates from the contract, and where
     * @param lost those of them that our models are to blame for, and the captures that could not be compared
     */
    public record Outcome(int captures, int frames, List<String> findings, List<String> lost) {
        /**
         * Copies.
         *
         * @param captures how many captures were compared
         * @param frames how many frames were
         * @param findings each in a line: what deviates from the contract, and where
         * @param lost those of them that our models are to blame for, and the captures that could not be compared
         */
        public Outcome {
            findings = List.copyOf(findings);
            lost = List.copyOf(lost);
        }

        private static Outcome of(Report report) {
            List<String> lost = new ArrayList<>();
            report.findings().stream()
                    .filter(finding -> finding.kind() == Kind.ROUND_TRIP_LOSS)
                    .forEach(finding -> lost.add(line(finding)));
            report.broken().forEach(broken -> lost.add(broken.capture() + ": " + broken.reason()));
            report.brokenFrames()
                    .forEach(broken -> lost.add(broken.capture() + ", line " + broken.line() + ": " + broken.reason()));
            return new Outcome(
                    report.compared(),
                    report.frames(),
                    report.findings().stream().map(Outcome::line).distinct().toList(),
                    lost);
        }

        private static String line(Finding finding) {
            return finding.kind() + " at " + finding.path() + " in " + finding.capture();
        }
    }
}
