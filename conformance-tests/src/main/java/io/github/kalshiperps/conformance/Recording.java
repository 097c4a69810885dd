package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Safe for use by several threads: writes what passes between a client and an exchange as captures, in the form that
 * {@code perps conformance} reads, while it passes. A program that uses our clients records with
 *
 * <pre>{@code
 * try (Recording recording = Recording.in(directory, "demo").secret(accessToken).start()) {
 *     PerpsClient client = PerpsClient.builder().httpClient(recording.record(new OkHttpClient()))….build();
 *     PerpsWebSocket session = PerpsWebSocket.builder().openedBy(recording::webSockets)….connect();
 * }
 * }</pre>
 *
 * <p>What says who somebody is, or lets others act for them, does not reach the disk: credentials of the requests, the secrets that
 * the program names, and the values of members that identify. The same value has the same pseudonym within a recording. All else is
 * kept to the letter. Whatever ends the program, each capture on the disk is whole; of frames, the last line may be cut off.
 *
 * <p>A recording that cannot be written stops; the program goes on, and {@link #close()} says why.
 */
public final class Recording implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Captures captures;
    private final String environment;
    private final Scrubber scrubber;
    private final Clock clock;
    private final long longestBody;
    private final Set<String> headers;
    private final Set<RecordedConnection> connections = new HashSet<>();
    private final Map<String, Long> leftOut = new TreeMap<>();
    private @Nullable IOException failure;
    private boolean closed;

    private Recording(Builder builder) throws IOException {
        captures = Captures.in(builder.directory, builder.anew);
        environment = builder.environment;
        byte[] key = builder.pseudonymKey;
        if (key == null) {
            key = new byte[32];
            new SecureRandom().nextBytes(key);
        }
        scrubber = new Scrubber(new Pseudonyms(key), Secrets.NONE.and(builder.secrets));
        clock = builder.clock;
        longestBody = builder.longestBody;
        headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.addAll(builder.headers);
    }

    /**
     * Describes a recording.
     *
     * @param directory where the captures go; made when missing
     * @param environment what the captures say of where they were recorded, such as {@code demo}
     * @return a builder
     */
    public static Builder in(Path directory, String environment) {
        return new Builder(directory, environment);
    }

    /** What a recording keeps and what it hides. For one thread. */
    public static final class Builder {
        private static final int SHORTEST_SECRET = 8;

        private final Path directory;
        private final String environment;
        private final List<String> secrets = new ArrayList<>();
        private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private byte @Nullable [] pseudonymKey;
        private Clock clock = Clock.systemUTC();
        private long longestBody = 64L << 20;
        private boolean anew;

        private Builder(Path directory, String environment) {
            this.directory = Objects.requireNonNull(directory, "directory");
            this.environment = Objects.requireNonNull(environment, "environment");
        }

        /**
         * A text that must not be written down: a key id, a private key as PEM, an access token, an account number. It is found
         * wherever it comes, plain or encoded. Those in the headers of requests need not be named.
         *
         * @param secret the text
         * @return this builder
         * @throws IllegalArgumentException if it has less than 8 characters, which could not be told from other texts
         */
        public Builder secret(String secret) {
            if (secret.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException("secret must have at least " + SHORTEST_SECRET
                        + " characters to be told from other texts, but has " + secret.length());
            }
            secrets.add(secret);
            return this;
        }

        /**
         * Keeps a header of answers. None is kept unless it is named.
         *
         * @param name the header's name, in any case
         * @return this builder
         * @throws IllegalArgumentException if headers of this name have credentials
         */
        public Builder keepHeader(String name) {
            if (AccessHeaders.isSecret(name)) {
                throw new IllegalArgumentException("header must not be " + name + ", which has credentials");
            }
            headers.add(name);
            return this;
        }

        /**
         * Makes pseudonyms from a key, so that recordings with one key have one pseudonym for one value. Whoever has the key can
         * try out whose it is.
         *
         * @param key the key, of at least 16 bytes; a new random one for each recording unless set
         * @return this builder
         * @throws IllegalArgumentException if it is too short
         */
        public Builder pseudonymKey(byte[] key) {
            if (key.length < 16) {
                throw new IllegalArgumentException("key must have at least 16 bytes but has " + key.length);
            }
            pseudonymKey = key.clone();
            return this;
        }

        /**
         * The clock that the captures' times are from.
         *
         * @param wallClock the clock; the system's unless set
         * @return this builder
         */
        public Builder clock(Clock wallClock) {
            clock = Objects.requireNonNull(wallClock, "wallClock");
            return this;
        }

        /**
         * How long a body may be to be recorded: while one is worked on, it is in memory.
         *
         * @param bytes the limit; 64 MiB unless set
         * @return this builder
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder longestBody(long bytes) {
            if (bytes <= 0) {
                throw new IllegalArgumentException("bytes must be more than zero but was " + bytes);
            }
            longestBody = bytes;
            return this;
        }

        /**
         * Removes the captures of earlier recordings from the directory, and nothing else. Unless this is asked for, a recording
         * goes on behind them.
         *
         * @return this builder
         */
        public Builder anew() {
            anew = true;
            return this;
        }

        /**
         * Begins.
         *
         * @return the recording
         * @throws IOException if the directory cannot be made, read or emptied
         */
        public Recording start() throws IOException {
            return new Recording(this);
        }
    }

    /**
     * A client whose answers are recorded; for the builders of our clients. Each attempt is a capture, of those that are sent again
     * as well.
     *
     * @param client a client of the program
     * @return one that shares its connections and threads
     */
    public OkHttpClient record(OkHttpClient client) {
        return client.newBuilder().addNetworkInterceptor(interceptor()).build();
    }

    /**
     * What records answers. Made for the network interceptors of a client, where each attempt comes by with its credentials, which
     * are hidden that way; as an application interceptor it sees the last attempt only.
     *
     * @return the interceptor
     */
    public Interceptor interceptor() {
        return new RecordingInterceptor(this, longestBody);
    }

    /**
     * What records WebSockets: commands and text frames as the program sees them.
     *
     * @param sockets what opens them, such as an OkHttp client
     * @return the same with a tap
     */
    public WebSocket.Factory webSockets(WebSocket.Factory sockets) {
        return new RecordingWebSockets(this, sockets);
    }

    /**
     * Adds a request and its answer.
     *
     * @param method the HTTP method
     * @param path the whole path with the query
     * @param requestBody the body that was sent, or null
     * @param status the HTTP status
     * @param body the body of the answer
     */
    public void answer(String method, String path, @Nullable String requestBody, int status, String body) {
        answer(new Answered(
                here(null),
                method,
                path,
                requestBody,
                status,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                List.of()));
    }

    /**
     * Where and when something passed.
     *
     * @param environment what the capture says of it
     * @param host the host with the scheme; null when nobody knows
     * @param at when; null when nobody knows
     */
    record Origin(
            String environment,
            @Nullable String host,
            @Nullable Instant at) {}

    /** Now, in the environment of this recording. */
    Origin here(@Nullable String host) {
        return new Origin(environment, host, clock.instant());
    }

    /**
     * A request and its answer.
     *
     * @param origin where and when
     * @param method the HTTP method
     * @param path the whole path with the query
     * @param requestBody the body that was sent, or null
     * @param status the HTTP status
     * @param headers of the answer
     * @param body of the answer, as it is when nothing packs it
     * @param secrets credentials that went along
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: it goes to the disk and is forgotten.
    record Answered(
            Origin origin,
            String method,
            String path,
            @Nullable String requestBody,
            int status,
            Map<String, String> headers,
            byte[] body,
            Collection<String> secrets) {}

    void answer(Answered answered) {
        write(() -> store(answered));
    }

    private void store(Answered answered) throws IOException {
        Api api = api(answered.path());
        Secrets credentials = Secrets.NONE.and(answered.secrets());
        ObjectNode meta = meta(answered.origin(), credentials);
        String path = scrubber.path(api, answered.path(), credentials);
        meta.put("method", answered.method());
        meta.put("path", path);
        meta.put("status", answered.status());
        String sent = answered.requestBody();
        meta.put("request_body", sent == null ? null : scrubber.message(api, sent, credentials));
        Map<String, String> kept = new LinkedHashMap<>();
        answered.headers().forEach((name, value) -> {
            if (headers.contains(name)) {
                kept.put(name, scrubber.message(api, value, credentials));
            }
        });
        if (!kept.isEmpty()) {
            kept.forEach(meta.putObject("headers")::put);
        }
        byte[] body = rewritten(answered.body(), text -> scrubber.message(api, text, credentials));
        String title = answered.method() + path.replaceFirst("\\?.*", "").replaceFirst("^/[^/]+/v[0-9]+", "");
        captures.write(title, pretty(meta), Transport.HTTP, body);
    }

    /** The bytes of another text; what is no UTF-8 keeps each of its bytes. */
    private static byte[] rewritten(byte[] bytes, UnaryOperator<String> rewriting) {
        Charset charset = StandardCharsets.UTF_8;
        String text;
        try {
            text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            charset = StandardCharsets.ISO_8859_1;
            text = new String(bytes, charset);
        }
        return rewriting.apply(text).getBytes(charset);
    }

    /**
     * Adds a connection of a WebSocket, of which nothing is there yet.
     *
     * @param path the path of the connection
     * @return takes what passes, and must be closed
     */
    public RecordedConnection connection(String path) {
        return connection(here(null), path, List.of());
    }

    synchronized RecordedConnection connection(Origin origin, String path, Collection<String> secrets) {
        Secrets credentials = Secrets.NONE.and(secrets);
        ObjectNode meta = meta(origin, credentials);
        meta.put("url_path", scrubber.path(Api.WS, path, credentials));
        RecordedConnection connection = new RecordedConnection(this, pretty(meta), credentials);
        connections.add(connection);
        return connection;
    }

    /** Gives the next capture a number, greater than that of all others. */
    void number(int next) {
        captures.number(next);
    }

    Captures captures() {
        return captures;
    }

    String clean(String frame, Secrets credentials) {
        return scrubber.message(Api.WS, frame, credentials);
    }

    void learn(Collection<String> secrets) {
        scrubber.learn(secrets);
    }

    synchronized void ended(RecordedConnection connection) {
        connections.remove(connection);
    }

    /** Counts what could not be recorded. */
    synchronized void leaveOut(String reason) {
        leftOut.merge(reason, 1L, Long::sum);
    }

    private static Api api(String path) {
        return path.startsWith("/klear-api/") ? Api.KLEAR : Api.REST;
    }

    private ObjectNode meta(Origin origin, Secrets credentials) {
        ObjectNode meta = JSON.createObjectNode().put("environment", origin.environment());
        if (origin.host() != null) {
            meta.put("host", clean(origin.host(), credentials));
        }
        Instant at = origin.at();
        return meta.put("recorded_at_epoch_ms", at == null ? null : at.toEpochMilli());
    }

    private static String pretty(ObjectNode meta) {
        return meta.toPrettyString().replace("\r\n", "\n");
    }

    /** Something that may fail to be written. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    /** Writes, unless that failed before: with a hole in it, a recording would say what did not happen. */
    void write(Writing writing) {
        synchronized (this) {
            if (failure != null || closed) {
                return;
            }
        }
        try {
            writing.run();
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            // A defect here must not cost the program its call.
            fail(new IOException(
                    "a message could not be recorded: " + e.getClass().getSimpleName(), e));
        }
    }

    private synchronized void fail(IOException e) {
        failure = failure == null ? e : failure;
    }

    /** {@return whether nothing was added yet} */
    public boolean isEmpty() {
        return captures.written() == 0;
    }

    /** {@return how many captures were written} */
    public long size() {
        return captures.written();
    }

    /** {@return what was not recorded: how often for which reason} */
    public synchronized Map<String, Long> leftOut() {
        return Map.copyOf(leftOut);
    }

    /**
     * Ends the recording; what passes from now on is not recorded.
     *
     * @throws IOException if something could not be written, since when nothing was
     */
    @Override
    public void close() throws IOException {
        List<RecordedConnection> rest;
        synchronized (this) {
            rest = List.copyOf(connections);
        }
        rest.forEach(RecordedConnection::close);
        synchronized (this) {
            closed = true;
            if (failure != null) {
                throw new IOException("the recording stopped: " + failure.getMessage(), failure);
            }
        }
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
            Corpus corpus = Corpus.of(captures.directory());
            List<CaptureComparison> comparisons = new ArrayList<>();
            for (Bindings compared :
                    Bindings.valueOf(api.toUpperCase(Locale.ROOT)).with(corpus)) {
                comparisons.add(compared.comparison(ContractFile.pinned(compared.api(), specs)));
            }
            Report compared = Conformance.run(
                    comparisons, corpus, String.valueOf(captures.directory().getFileName()));
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
