package io.github.kalshiperps.ws.server;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One frame, unmasked. */
final class Frame {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int LONGEST = 64 << 20;

    private final boolean last;
    private final int opcode;
    private final byte[] payload;

    private Frame(boolean last, int opcode, byte[] payload) {
        this.last = last;
        this.opcode = opcode;
        this.payload = payload;
    }

    /** Whether it ends its message. */
    boolean last() {
        return last;
    }

    int opcode() {
        return opcode;
    }

    byte[] payload() {
        return payload;
    }

    /** The payload as text. */
    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code in a close frame. */
    int closeCode() {
        return payload.length < 2 ? Peer.NO_CODE : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
    }

    /** What a client did against RFC 6455. */
    static final class Violation extends IOException {
        private static final long serialVersionUID = 1;

        final int code;

        Violation(int code, String what) {
            super(what);
            this.code = code;
        }
    }

    /** Reads a frame of a client, after its first byte. */
    static Frame ofClient(int first, DataInputStream in) throws IOException {
        int opcode = first & 0x0f;
        boolean last = (first & 0x80) != 0;
        boolean control = opcode >= CLOSE;
        if ((first & 0x70) != 0) {
            throw new Violation(1002, "reserved bits are set, but no extension was agreed on");
        }
        if (opcode > PONG || (opcode > BINARY && !control)) {
            throw new Violation(1002, "unknown opcode " + opcode);
        }
        int second = in.readUnsignedByte();
        if ((second & 0x80) == 0) {
            throw new Violation(1002, "a frame without a mask");
        }
        if (control && ((second & 0x7f) > 125 || !last)) {
            throw new Violation(1002, "a control frame that is too long or fragmented");
        }
        int length = length(second & 0x7f, in);
        byte[] mask = bytes(4, in);
        byte[] payload = bytes(length, in);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame(last, opcode, payload);
    }

    /** Reads a frame of a server. */
    static Frame ofServer(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int length = length(in.readUnsignedByte(), in);
        return new Frame((first & 0x80) != 0, first & 0x0f, bytes(length, in));
    }

    private static int length(int sevenBits, DataInputStream in) throws IOException {
        long length = sevenBits;
        if (sevenBits == 126) {
            length = in.readUnsignedShort();
        } else if (sevenBits == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > LONGEST) {
            throw new Violation(1009, "a frame of " + length + " bytes");
        }
        return (int) length;
    }

    private static byte[] bytes(int length, DataInputStream in) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the stream ends in a frame");
        }
        return bytes;
    }
}
