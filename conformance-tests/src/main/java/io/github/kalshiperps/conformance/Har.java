package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.conformance.Recording.Answered;
import io.github.kalshiperps.conformance.Recording.Origin;
import io.github.kalshiperps.conformance.Report.Uncompared;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Makes captures of an HTTP Archive, as browsers and proxies export it: of the entries that went to the API. The archive is read
 * twice, entry by entry: at first for the credentials in it, which may stand in any other entry as well.
 */
final class Har {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MESSAGES = "_webSocketMessages";

    /** What is read of an entry; the rest is passed over. */
    private static final Set<String> READ = Set.of("request", "response", "startedDateTime", "_resourceType");

    /** More credentials than these one person does not have. */
    private static final int MOST_CREDENTIALS = 10_000;

    private final Path file;
    private final Map<String, Api> basePaths = new LinkedHashMap<>();
    private final Map<String, String> environments = new HashMap<>();
    private final Set<Api> asked;
    private final Omissions leftOut = new Omissions();

    /** By their number, the entries that are WebSockets, without their messages. */
    private final Map<Integer, ObjectNode> sockets = new HashMap<>();

    private final Set<String> credentials = new LinkedHashSet<>();

    private Har(Path file, Iterable<ContractFile> contracts, Set<Api> asked) {
        this.file = file;
        this.asked = asked;
        for (ContractFile contract : contracts) {
            for (JsonNode server : contract.document().path("servers")) {
                HttpUrl url = url(server.path("url").asText());
                if (url != null) {
                    basePaths.put(url.encodedPath(), contract.api());
                    environments.put(url.host(), isDemo(url.host()) ? "demo" : "production");
                }
            }
        }
    }

    private static boolean isDemo(String host) {
        return List.of(host.split("[.-]", -1)).contains("demo");
    }

    /** Whether a file is one by its name. */
    static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".har");
    }

    /**
     * Writes the captures that an archive has.
     *
     * @param file the archive
     * @param contracts of all APIs, whose servers say which entries are meant
     * @param asked the APIs whose entries become captures
     * @param directory where they go
     * @return what did not become any
     */
    static List<Uncompared> unpack(Path file, Iterable<ContractFile> contracts, Set<Api> asked, Path directory) {
        Har har = new Har(file, contracts, asked);
        try {
            har.read(har::look);
            Recording.Builder builder = Recording.in(directory, "har").pseudonymKey(har.digest());
            har.credentials.stream().filter(secret -> secret.length() >= 8).forEach(builder::secret);
            try (Recording recording = builder.start()) {
                har.read((number, parser) -> har.convert(number, parser, recording));
            }
            return har.leftOut.list();
        } catch (JsonProcessingException e) {
            throw new ConformanceException(
                    "the HAR file " + file + " cannot be read: "
                            + NotJsonException.of(e).getMessage(),
                    e);
        } catch (IOException e) {
            throw new ConformanceException("the HAR file " + file + " cannot be read: " + e, e);
        }
    }

    /** Equal archives have equal pseudonyms, and without the archive nobody can try any out. */
    private byte[] digest() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    @FunctionalInterface
    private interface EntryReader {
        /** Reads an entry, whose first token is the present one, to its end. */
        void read(int number, JsonParser parser) throws IOException;
    }

    private void read(EntryReader reader) throws IOException {
        boolean found = false;
        try (JsonParser parser = JSON.createParser(Files.newInputStream(file))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean log = parser.currentName().equals("log");
                    if (parser.nextToken() == JsonToken.START_OBJECT && log) {
                        found |= readLog(parser, reader);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        if (!found) {
            throw new ConformanceException("the HAR file " + file + " has no list log.entries", null);
        }
    }

    private static boolean readLog(JsonParser parser, EntryReader reader) throws IOException {
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean entries = parser.currentName().equals("entries");
            if (parser.nextToken() == JsonToken.START_ARRAY && entries) {
                found = true;
                for (int number = 1; parser.nextToken() != JsonToken.END_ARRAY; number++) {
                    reader.read(number, parser);
                }
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    @FunctionalInterface
    private interface MessageReader {
        void read(JsonNode message);
    }

    /** The members that matter; each message goes to the reader and is forgotten. */
    private static ObjectNode entry(JsonParser parser, MessageReader messages) throws IOException {
        ObjectNode entry = JSON.createObjectNode();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return entry;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(MESSAGES) && value == JsonToken.START_ARRAY) {
                entry.put(MESSAGES, true);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    messages.read(JSON.readTree(parser));
                }
            } else if (READ.contains(name)) {
                entry.set(name, JSON.readTree(parser));
            } else {
                parser.skipChildren();
            }
        }
        return entry;
    }

    // --- the first way through ---

    private void look(int number, JsonParser parser) throws IOException {
        ObjectNode entry = entry(parser, message -> {});
        for (String side : List.of("request", "response")) {
            Credentials found = Credentials.of(headers(entry.path(side)));
            if (credentials.size() < MOST_CREDENTIALS) {
                credentials.addAll(found.lasting());
            }
        }
        if (isWebSocket(entry)) {
            ((ObjectNode) entry.path("response")).remove("content");
            sockets.put(number, entry);
        }
    }

    private static Map<String, List<String>> headers(JsonNode message) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (JsonNode header : message.path("headers")) {
            headers.computeIfAbsent(header.path("name").asText(), first -> new ArrayList<>())
                    .add(header.path("value").asText());
        }
        return headers;
    }

    private static boolean isWebSocket(ObjectNode entry) {
        return entry.path("request").path("url").asText().startsWith("ws")
                || entry.path("_resourceType").asText().equals("websocket");
    }

    // --- the second way through ---

    private void convert(int number, JsonParser parser, Recording recording) throws IOException {
        ObjectNode socket = sockets.get(number);
        if (socket != null) {
            convertSocket(number, socket, parser, recording);
            return;
        }
        ObjectNode entry = entry(parser, message -> {});
        HttpUrl url = url(entry.path("request").path("url").asText());
        String reason = url == null ? "its request.url is no http URL" : notMeant(url);
        if (reason == null) {
            reason = noAnswer(entry);
        }
        byte[] body = {};
        if (reason == null) {
            try {
                body = body(entry.path("response"));
            } catch (IllegalArgumentException e) {
                reason = "its response.content.text is no base64, which it is said to be";
            }
        }
        if (url == null || reason != null || body == null) {
            leaveOut(number, reason == null ? "its body is not in the HAR: response.content.text is missing" : reason);
            return;
        }
        JsonNode sent = entry.path("request").path("postData").path("text");
        Credentials own = Credentials.of(headers(entry.path("request")));
        recording.number(number);
        recording.answer(new Answered(
                origin(entry, url),
                entry.path("request").path("method").asText(),
                path(url),
                sent.isTextual() && !sent.asText().isEmpty() ? sent.asText() : null,
                entry.path("response").path("status").asInt(),
                Map.of(),
                body,
                own.and(headers(entry.path("response")))));
    }

    private void convertSocket(int number, ObjectNode socket, JsonParser parser, Recording recording)
            throws IOException {
        HttpUrl url = url(socket.path("request").path("url").asText());
        String reason = url == null ? "its request.url is no URL" : notMeant(url);
        if (reason == null && !socket.has(MESSAGES)) {
            reason = "a WebSocket without its messages, which Chrome exports as " + MESSAGES;
        }
        if (url == null || reason != null) {
            leaveOut(number, String.valueOf(reason));
            entry(parser, message -> {});
            return;
        }
        Credentials own = Credentials.of(headers(socket.path("request")));
        recording.number(number);
        try (RecordedConnection connection =
                recording.connection(origin(socket, url), path(url), own.and(headers(socket.path("response"))))) {
            entry(parser, message -> {
                String data = message.path("data").asText();
                if (message.path("opcode").asInt(1) != 1) {
                    connection.frame("a binary frame of " + data.length() + " characters in Base64");
                } else if (message.path("type").asText().equals("send")) {
                    connection.command(data);
                } else {
                    connection.frame(data);
                }
            });
        }
    }

    private void leaveOut(int number, String reason) {
        leftOut.add(Uncompared.capture("entry " + number, reason));
    }

    private static @Nullable HttpUrl url(String text) {
        return HttpUrl.parse(text.startsWith("ws") ? text.replaceFirst("^ws", "http") : text);
    }

    private static String path(HttpUrl url) {
        return url.encodedQuery() == null ? url.encodedPath() : url.encodedPath() + "?" + url.encodedQuery();
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** Why an address is none of those that were asked for; null when it is one. */
    private @Nullable String notMeant(HttpUrl url) {
        if (!environments.containsKey(url.host()) && !isThisMachine(url.host())) {
            return "its host is none of the exchange's: " + url.host();
        }
        String base = "";
        Api api = null;
        for (Map.Entry<String, Api> entry : basePaths.entrySet()) {
            boolean below = (url.encodedPath() + "/").startsWith(entry.getKey() + "/");
            if (below && entry.getKey().length() > base.length()) {
                base = entry.getKey();
                api = entry.getValue();
            }
        }
        if (api == null) {
            return "its path is not below " + String.join(", ", basePaths.keySet());
        }
        return asked.contains(api) ? null : "of the " + api.title() + ", which was not asked for";
    }

    private static @Nullable String noAnswer(ObjectNode entry) {
        int status = entry.path("response").path("status").asInt();
        if (status < 100 || status > 599) {
            return "it has no answer: its response.status is "
                    + entry.path("response").path("status");
        }
        if (status == 304) {
            return "the browser had its body already (304)";
        }
        return entry.path("request").path("method").asText().equals("OPTIONS")
                ? "a question of the browser's own (OPTIONS)"
                : null;
    }

    /** The bytes; null when the archive does not have them. */
    private static byte @Nullable [] body(JsonNode response) {
        JsonNode content = response.path("content");
        JsonNode text = content.path("text");
        if (!text.isTextual()) {
            boolean none = response.path("status").asInt() == 204
                    || content.path("size").asLong(-1) == 0
                    || response.path("bodySize").asLong(-1) == 0;
            return none ? new byte[0] : null;
        }
        return content.path("encoding").asText().equals("base64")
                ? Base64.getDecoder().decode(text.asText())
                : text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private Origin origin(ObjectNode entry, HttpUrl url) {
        return new Origin(
                environments.getOrDefault(url.host(), "local"), RecordingInterceptor.host(url), started(entry));
    }

    private static @Nullable Instant started(ObjectNode entry) {
        try {
            return OffsetDateTime.parse(entry.path("startedDateTime").asText()).toInstant();
        } catch (DateTimeParseException e) {
            return null; // nobody knows then
        }
    }
}
