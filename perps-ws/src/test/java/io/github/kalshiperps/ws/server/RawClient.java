package io.github.kalshiperps.ws.server;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A WebSocket client that sees every frame and can break every rule. For one thread, but any may send. */
final class RawClient implements AutoCloseable {
    private static final byte[] MASK = {0x5a, 0x01, (byte) 0xff, 0x33};

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5_000);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = new BufferedOutputStream(socket.getOutputStream());
    }

    /** Opens the TCP connection only. */
    static RawClient connect(int port) throws IOException {
        return new RawClient(port);
    }

    /** Opens a WebSocket. */
    static RawClient open(int port) throws IOException {
        RawClient client = new RawClient(port);
        client.sendHandshake();
        String answer = client.readHead();
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("not accepted: " + answer);
        }
        return client;
    }

    void sendHandshake() throws IOException {
        sendBytes(String.join(
                "\r\n",
                "GET " + ScriptedServer.PATH + " HTTP/1.1",
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13",
                "",
                ""));
    }

    void sendBytes(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void send(String text) throws IOException {
        send(true, 1, text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized void send(boolean last, int opcode, byte[] payload) throws IOException {
        out.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        out.write(MASK);
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i & 3];
        }
        out.write(masked);
        out.flush();
    }

    /** Waits for the next frame. */
    Frame next() throws IOException {
        return Frame.ofServer(in);
    }

    /** How long {@link #next} waits. */
    void patience(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
    }

    /** Whether something comes in that time. */
    boolean hears(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
        try {
            in.mark(1);
            boolean heard = in.read() >= 0;
            in.reset();
            return heard;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(5_000);
        }
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** Ends the TCP connection without a close frame. */
    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
