package io.github.kalshiperps.ws.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection. Safe for use by any thread; messages of several threads do not mix.
 *
 * <p>What is sent goes out at once, except by {@link #write}. It blocks while the client does not read and the buffers of the
 * system are full. When the connection is gone it throws {@link UncheckedIOException}.
 */
public final class Peer {
    /** The close code of a connection that ended without a close frame. */
    public static final int NO_CLOSE_FRAME = 1006;

    /** The close code of a close frame without a code. */
    public static final int NO_CODE = 1005;

    private static final byte[] HEARTBEAT = "heartbeat".getBytes(StandardCharsets.UTF_8);

    private final Socket socket;
    private final Handshake handshake;
    private final DataInputStream in;
    private final BufferedOutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final Queue<byte[]> owedPongs = new ConcurrentLinkedQueue<>();
    private final Progress progress = new Progress();
    private final Deque<String> texts = new ArrayDeque<>();

    // Guarded by progress.
    private long pingsSeen;
    private long pongsSeen;
    private byte[] lastPong = new byte[0];
    private boolean readingPaused;
    private boolean ended;
    private int closeCode = NO_CLOSE_FRAME;
    private @Nullable String violation;

    private volatile boolean autoPong = true;
    private volatile boolean answerClose = true;
    private volatile boolean closeSent;
    private volatile boolean closeSeen;
    private volatile @Nullable Consumer<String> textListener;
    private volatile @Nullable Runnable endListener;

    Peer(Socket socket, InputStream in, Handshake handshake) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        this.handshake = handshake;
    }

    /** The request that opened this connection. */
    public Handshake handshake() {
        return handshake;
    }

    // --- what the client sends

    /**
     * Takes the client's next text message.
     *
     * @throws AssertionError if none comes in time, the connection ends before, or it is not a JSON object
     */
    public Command awaitCommand(Duration timeout) {
        String text = progress.await(
                () -> !texts.isEmpty() || ended, timeout, texts::poll, () -> "no command from the client" + state());
        if (text == null) {
            throw new AssertionError(progress.read(() -> "no command from the client" + state()));
        }
        try {
            return Command.parse(text);
        } catch (IllegalArgumentException e) {
            throw new AssertionError("the client's message is " + e.getMessage(), e);
        }
    }

    /** Takes the client's next text message if it has come already. */
    public Optional<Command> pollCommand() {
        return Optional.ofNullable(progress.<@Nullable String>read(texts::poll)).map(Command::parse);
    }

    /** How many pings of the client have come. */
    public long pingsSeen() {
        return progress.read(() -> pingsSeen);
    }

    /** How many pongs of the client have come. */
    public long pongsSeen() {
        return progress.read(() -> pongsSeen);
    }

    /** The body of the last pong, as text. */
    public String lastPong() {
        return new String(progress.read(() -> lastPong), StandardCharsets.UTF_8);
    }

    /** Waits until so many pings of the client have come since it connected. */
    public void awaitPings(long count, Duration timeout) {
        progress.await(
                () -> pingsSeen >= count,
                timeout,
                () -> pingsSeen,
                () -> pingsSeen + " of " + count + " pings came" + state());
    }

    /** Waits until so many pongs of the client have come since it connected. */
    public void awaitPongs(long count, Duration timeout) {
        progress.await(
                () -> pongsSeen >= count,
                timeout,
                () -> pongsSeen,
                () -> pongsSeen + " of " + count + " pongs came" + state());
    }

    /** Whether pings of the client are answered, as they are unless this is called. */
    public void autoPong(boolean on) {
        autoPong = on;
    }

    /** Whether a close frame of the client is answered, as it is unless this is called. */
    public void answerClose(boolean on) {
        answerClose = on;
    }

    /** Takes nothing more from the client: what it sends piles up on its side, pings get no pong. */
    public void pauseReading() {
        progress.make(() -> readingPaused = true);
    }

    /** Ends {@link #pauseReading}. */
    public void resumeReading() {
        progress.make(() -> readingPaused = false);
    }

    // --- what the client gets

    /** Sends a text message in one frame. */
    public void send(String text) {
        sendBytes(Frame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a text message in frames of about one length, cut wherever it falls, also inside a character. */
    public void sendFragmented(String text, int pieces) {
        sendPieces(text, even(text, pieces), false);
    }

    /** As {@link #sendFragmented}, with a ping between any two frames. */
    public void sendFragmentedWithPings(String text, int pieces) {
        sendPieces(text, even(text, pieces), true);
    }

    /** Sends a text message in frames that end at the given positions, in bytes and ascending, and at the end. */
    public void sendCutAt(String text, int... positions) {
        sendPieces(text, positions, false);
    }

    /** Sends one frame of any kind with any bytes. */
    public void sendBytes(int opcode, byte[] bytes) {
        writing(() -> {
            frame(0x80 | opcode, bytes, 0, bytes.length);
            out.flush();
        });
    }

    /** Sends bytes as they are, which need not make a frame. */
    public void sendRaw(byte[] bytes) {
        writing(() -> {
            out.write(bytes);
            out.flush();
        });
    }

    /** Sends a ping. */
    public void ping(String payload) {
        sendBytes(Frame.PING, payload.getBytes(StandardCharsets.UTF_8));
    }

    /** Queues a text message in one frame; it goes out when the buffer is full, with {@link #flush} or the next message. */
    public void write(byte[] utf8, int offset, int length) {
        writing.lock();
        try {
            checkOpen();
            frame(0x80 | Frame.TEXT, utf8, offset, length);
        } catch (IOException e) {
            throw gone(e);
        } finally {
            writing.unlock();
        }
        payPongs();
    }

    /** Sends what {@link #write} has queued. */
    public void flush() {
        writing(out::flush);
    }

    // --- the end

    /**
     * Starts to close the connection: sends a close frame and returns. The TCP connection ends when the client has answered; see
     * {@link #awaitClosed}.
     */
    public void close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = Arrays.copyOf(new byte[] {(byte) (code >> 8), (byte) code}, 2 + text.length);
        System.arraycopy(text, 0, payload, 2, text.length);
        closeSent = true;
        sendBytes(Frame.CLOSE, payload);
    }

    /** Breaks the TCP connection at once with a reset, also while another thread is blocked in sending. */
    public void drop() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Gone already: what was asked for.
        }
    }

    /** Whether the connection is there and nobody has begun to close it. */
    public boolean isOpen() {
        return !closeSent && !closeSeen && !socket.isClosed() && !progress.read(() -> ended);
    }

    /**
     * Waits for the end of the TCP connection.
     *
     * @return the code in the client's close frame, {@link #NO_CODE} if it had none, {@link #NO_CLOSE_FRAME} without one
     */
    public int awaitClosed(Duration timeout) {
        return progress.await(() -> ended, timeout, () -> closeCode, () -> "the connection is still open");
    }

    /** Waits for the client's close frame, whether or not it is answered. */
    public int awaitCloseFrame(Duration timeout) {
        return progress.await(
                () -> closeCode != NO_CLOSE_FRAME, timeout, () -> closeCode, () -> "no close frame" + state());
    }

    // --- the server's side

    void onText(Consumer<String> listener) {
        textListener = listener;
    }

    void onEnd(Runnable listener) {
        endListener = listener;
    }

    /** Reads until the connection ends. */
    void run() {
        try {
            readMessages();
        } catch (Frame.Violation e) {
            progress.make(() -> violation = e.getMessage());
            closeBecauseOf(e);
        } catch (IOException | UncheckedIOException e) {
            // The connection is gone, on whatever side; awaitClosed tells.
        } finally {
            try {
                socket.close();
            } catch (IOException e) {
                // There is nothing left to close.
            }
            progress.make(() -> ended = true);
            Runnable listener = endListener;
            if (listener != null) {
                listener.run();
            }
        }
    }

    private void readMessages() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int opcode = Frame.CONTINUATION;
        while (true) {
            int first = in.read();
            if (first < 0) {
                return;
            }
            awaitReading();
            Frame frame = Frame.ofClient(first, in);
            switch (frame.opcode()) {
                case Frame.PING -> {
                    // Before it is counted: who waits for the count may switch the answers afterwards.
                    if (autoPong) {
                        owedPongs.add(frame.payload());
                    }
                    progress.make(() -> pingsSeen++);
                    payPongs();
                }
                case Frame.PONG ->
                    progress.make(() -> {
                        pongsSeen++;
                        lastPong = frame.payload();
                    });
                case Frame.CLOSE -> {
                    closeSeen(frame);
                    if (answerClose) {
                        return;
                    }
                }
                default -> {
                    if ((frame.opcode() == Frame.CONTINUATION) == (opcode == Frame.CONTINUATION)) {
                        throw new Frame.Violation(1002, "a fragment out of order");
                    }
                    opcode = opcode == Frame.CONTINUATION ? frame.opcode() : opcode;
                    message.write(frame.payload());
                    if (frame.last()) {
                        received(opcode, message.toByteArray());
                        message.reset();
                        opcode = Frame.CONTINUATION;
                    }
                }
            }
        }
    }

    private void received(int opcode, byte[] message) throws IOException {
        if (opcode == Frame.BINARY) {
            throw new Frame.Violation(1003, "a binary message");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Frame.Violation(1007, "a text message that is not UTF-8");
        }
        Consumer<String> listener = textListener;
        if (listener != null) {
            listener.accept(text);
        } else {
            progress.make(() -> texts.add(text));
        }
    }

    private void closeSeen(Frame frame) {
        progress.make(() -> closeCode = frame.closeCode());
        try {
            if (answerClose && !closeSent) {
                closeSent = true;
                sendBytes(Frame.CLOSE, frame.payload());
            }
        } finally {
            // From here on nothing more can be sent, as an exchange that keeps to the protocol would have it.
            closeSeen = true;
        }
    }

    private void closeBecauseOf(Frame.Violation violation) {
        try {
            close(violation.code, "");
        } catch (UncheckedIOException e) {
            // The client is gone before it could hear of it.
        }
    }

    private void awaitReading() throws IOException {
        // Long enough for any test; a forgotten pause ends with the connection.
        progress.await(
                () -> !readingPaused || socket.isClosed(), Duration.ofDays(1), () -> true, () -> "reading is paused");
        if (socket.isClosed()) {
            throw new IOException("closed");
        }
    }

    /** Limits how much the system keeps of what the client has not read. */
    void limitSendBuffer(int bytes) {
        try {
            socket.setSendBufferSize(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a paused reader see that its socket was closed. */
    void wakeUp() {
        progress.make(() -> {});
    }

    // --- writing

    private interface Writing {
        void run() throws IOException;
    }

    private void writing(Writing action) {
        writing.lock();
        try {
            checkOpen();
            action.run();
        } catch (IOException e) {
            throw gone(e);
        } finally {
            writing.unlock();
        }
        payPongs();
    }

    private void checkOpen() throws IOException {
        if (closeSeen) {
            throw new IOException("the client has closed the connection");
        }
    }

    private static UncheckedIOException gone(IOException e) {
        return new UncheckedIOException("nothing can be sent to the client any more: " + e.getMessage(), e);
    }

    /**
     * Sends the pongs that are owed. The reader does not wait for its turn to write: a client that sends before it reads would
     * stand still together with it. Who writes at that moment sends them afterwards.
     */
    private void payPongs() {
        while (!owedPongs.isEmpty() && writing.tryLock()) {
            try {
                for (byte[] pong = owedPongs.poll(); pong != null; pong = owedPongs.poll()) {
                    frame(0x80 | Frame.PONG, pong, 0, pong.length);
                }
                out.flush();
            } catch (IOException e) {
                // A pong that does not arrive is no failure of a test; its reader will see the end.
                owedPongs.clear();
            } finally {
                writing.unlock();
            }
        }
    }

    private static int[] even(String text, int pieces) {
        if (pieces < 1) {
            throw new IllegalArgumentException("pieces: " + pieces);
        }
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        int[] cuts = new int[pieces - 1];
        Arrays.setAll(cuts, i -> (int) ((long) length * (i + 1) / pieces));
        return cuts;
    }

    private void sendPieces(String text, int[] cuts, boolean pings) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writing(() -> {
            pieces(utf8, 0, utf8.length, cuts, pings);
            out.flush();
        });
    }

    /** Queues a text message in several frames, as {@link #write} does in one. */
    void writePieces(byte[] utf8, int offset, int length, int[] cuts, boolean pings) {
        writing(() -> pieces(utf8, offset, length, cuts, pings));
    }

    private void pieces(byte[] utf8, int offset, int length, int[] cuts, boolean pings) throws IOException {
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : length;
            int opcode = i == 0 ? Frame.TEXT : Frame.CONTINUATION;
            if (i > 0 && pings) {
                frame(0x80 | Frame.PING, HEARTBEAT, 0, HEARTBEAT.length);
            }
            frame(i == cuts.length ? 0x80 | opcode : opcode, utf8, offset + from, to - from);
            from = to;
        }
    }

    private void frame(int first, byte[] bytes, int offset, int length) throws IOException {
        out.write(first);
        if (length < 126) {
            out.write(length);
        } else if (length < 1 << 16) {
            out.write(126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.write(bytes, offset, length);
    }

    private String state() {
        String how = violation != null ? "; the client broke the protocol: " + violation : "";
        return (ended ? "; the connection has ended with " + closeCode : "") + how;
    }
}
