package io.github.kalshiperps.ws.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket server that does what a test tells it, in particular what no well-behaved server does. Safe for use by any
 * thread.
 *
 * <p>It is written on plain sockets for that reason: refused, unanswered and broken handshakes, frames cut anywhere, bytes that
 * are no text, silence and resets. Every wait has a limit and fails the test with what did happen.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start()) {
 *     server.refuseNext(1, 503, Map.of(), "busy");
 *     // a client connects to server.url(), is refused, and connects again
 *     Peer peer = server.awaitPeer(Duration.ofSeconds(5));
 *     Command subscribe = peer.awaitCommand(Duration.ofSeconds(5));
 *     peer.send("{\"id\":" + subscribe.id() + ",\"type\":\"subscribed\",\"msg\":{\"channel\":\"trade\",\"sid\":1}}");
 *     peer.drop();
 * }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {
    /** Where the exchange has its endpoint; this server answers on every path. */
    public static final String PATH = "/trade-api/ws/v2/margin";

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final ServerSocket serverSocket;
    private final Progress progress = new Progress();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicLong connections = new AtomicLong();

    // Guarded by progress.
    private final Deque<Peer> newPeers = new ArrayDeque<>();
    private final Deque<Handshake> newHandshakes = new ArrayDeque<>();
    private final List<String> history = new ArrayList<>();

    private final @Nullable Consumer<Peer> peerListener;
    private volatile boolean closed;

    private ScriptedServer(ServerSocket serverSocket, @Nullable Consumer<Peer> peerListener) {
        this.serverSocket = serverSocket;
        this.peerListener = peerListener;
    }

    /** Starts a server on a free port of 127.0.0.1. */
    public static ScriptedServer start() {
        return start(null);
    }

    /** Starts a server that hands each connection to a listener, before it reads from it, instead of to awaitPeer. */
    static ScriptedServer start(@Nullable Consumer<Peer> listener) {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            ScriptedServer server = new ScriptedServer(socket, listener);
            server.startThread("accept", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port. */
    public int port() {
        return serverSocket.getLocalPort();
    }

    /** The address of the exchange's endpoint on this server. */
    public String url() {
        return url(PATH);
    }

    /** The address of a path on this server. */
    public String url(String path) {
        return "ws://127.0.0.1:" + port() + path;
    }

    // --- handshakes that go wrong: each call adds to the plan, which is carried out in order

    /** Answers the next handshakes with an HTTP status other than 101, and closes. */
    public void refuseNext(int count, int status, Map<String, String> headers, String body) {
        plan(count, new Refuse(status, headers, body));
    }

    /** Takes the next handshakes and never answers; the TCP connection stays open until the client ends it. */
    public void ignoreNext(int count) {
        plan(count, new Ignore());
    }

    /** Reads the next handshakes and breaks the TCP connection with a reset. */
    public void dropNext(int count) {
        plan(count, new Drop());
    }

    /** Answers the next handshakes with 101 but not with the key that RFC 6455 asks for. */
    public void acceptWronglyNext(int count) {
        plan(count, new AcceptWrongly());
    }

    // --- what clients do

    /**
     * Takes the next connection whose handshake was answered well.
     *
     * @throws AssertionError if there is none in time
     */
    public Peer awaitPeer(Duration timeout) {
        return progress.await(
                () -> !newPeers.isEmpty(), timeout, newPeers::remove, () -> "nobody connected; seen: " + history);
    }

    /**
     * Takes the next handshake, however it was answered.
     *
     * @throws AssertionError if there is none in time
     */
    public Handshake awaitHandshake(Duration timeout) {
        return progress.await(
                () -> !newHandshakes.isEmpty(),
                timeout,
                newHandshakes::remove,
                () -> "no handshake came; seen: " + history);
    }

    /** How many TCP connections have come. */
    public long connections() {
        return connections.get();
    }

    /** Ends all connections and all threads of this server. */
    @Override
    public void close() {
        closed = true;
        closeQuietly(serverSocket);
        sockets.forEach(ScriptedServer::closeQuietly);
        peers.forEach(Peer::wakeUp);
        for (Thread thread = threads.poll(); thread != null; thread = threads.poll()) {
            try {
                thread.join(TIME_TO_END.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (thread.isAlive()) {
                throw new AssertionError(thread.getName() + " does not end");
            }
        }
    }

    // --- the server's side

    private sealed interface Answer permits Refuse, Ignore, Drop, AcceptWrongly {}

    private record Refuse(int status, Map<String, String> headers, String body) implements Answer {}

    private record Ignore() implements Answer {}

    private record Drop() implements Answer {}

    private record AcceptWrongly() implements Answer {}

    private void plan(int count, Answer answer) {
        for (int i = 0; i < count; i++) {
            answers.add(answer);
        }
    }

    private void startThread(String role, Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + port() + "-" + role);
        thread.setDaemon(true);
        thread.start();
        threads.removeIf(earlier -> !earlier.isAlive());
        threads.add(thread);
    }

    private void accept() {
        while (!closed) {
            try {
                Socket socket = serverSocket.accept();
                long number = connections.incrementAndGet();
                sockets.add(socket);
                startThread("reader-" + number, () -> connection(socket));
            } catch (IOException e) {
                // Closed; the loop ends.
            }
        }
        sockets.forEach(ScriptedServer::closeQuietly);
    }

    private void connection(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Handshake handshake = readHandshake(in);
            Answer planned = answers.poll();
            progress.make(() -> {
                newHandshakes.add(handshake);
                history.add(handshake.method() + " " + handshake.target() + " -> "
                        + (planned == null ? "accept" : planned.toString()));
            });
            if (planned == null) {
                serve(socket, in, handshake);
            } else if (planned instanceof Refuse refuse) {
                refuse(socket, in, refuse);
            } else if (planned instanceof AcceptWrongly) {
                write(socket, accepted("not the key that was asked for"));
                readToEnd(in);
            } else if (planned instanceof Drop) {
                socket.setSoLinger(true, 0);
            } else {
                readToEnd(in);
            }
        } catch (IOException e) {
            // The client gave up, or the server was closed.
            progress.make(() -> history.add("connection ended: " + e.getMessage()));
        } finally {
            closeQuietly(socket);
            sockets.remove(socket);
        }
    }

    private void serve(Socket socket, InputStream in, Handshake handshake) throws IOException {
        String wrong = whatIsWrong(handshake);
        if (!wrong.isEmpty()) {
            progress.make(() -> history.add("answered 400: " + wrong));
            refuse(socket, in, new Refuse(400, Map.of("Content-Type", "text/plain"), wrong));
            return;
        }
        Peer peer = new Peer(socket, in, handshake);
        peers.add(peer);
        try {
            if (peerListener != null) {
                peerListener.accept(peer);
            }
            write(socket, accepted(acceptKey(handshake.header("Sec-WebSocket-Key"))));
            if (peerListener == null) {
                progress.make(() -> newPeers.add(peer));
            }
            peer.run();
        } finally {
            peers.remove(peer);
        }
    }

    private static String whatIsWrong(Handshake handshake) {
        if (!handshake.method().equals("GET")) {
            return "the method is " + handshake.method();
        }
        if (!handshake.headers().getOrDefault("upgrade", List.of()).contains("websocket")) {
            return "no Upgrade: websocket";
        }
        if (!handshake
                .headers()
                .getOrDefault("sec-websocket-version", List.of())
                .contains("13")) {
            return "no Sec-WebSocket-Version: 13";
        }
        if (handshake.headers().getOrDefault("sec-websocket-key", List.of()).size() != 1) {
            return "no Sec-WebSocket-Key";
        }
        return "";
    }

    private static String accepted(String key) {
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + key + "\r\n\r\n";
    }

    private static String acceptKey(String key) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] digest =
                    sha1.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(Socket socket, InputStream in, Refuse refuse) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + refuse.status() + " Refused\r\nConnection: close\r\n");
        refuse.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        int length = refuse.body().getBytes(StandardCharsets.UTF_8).length;
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        write(socket, head + refuse.body());
        socket.shutdownOutput();
        // A socket that is closed with unread bytes resets the connection, and the client may lose the answer.
        readToEnd(in);
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void readToEnd(InputStream in) throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static Handshake readHandshake(InputStream in) throws IOException {
        String[] request = readLine(in).split(" ", -1);
        if (request.length != 3) {
            throw new IOException("no HTTP request: " + String.join(" ", request));
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("no HTTP header: " + line);
            }
            headers.computeIfAbsent(line.substring(0, colon).trim().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        headers.replaceAll((name, values) -> List.copyOf(values));
        return new Handshake(request[0], request[1], Map.copyOf(headers), Instant.now());
    }

    private static String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended in the handshake");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }
}
