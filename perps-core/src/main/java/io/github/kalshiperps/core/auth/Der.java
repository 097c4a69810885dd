package io.github.kalshiperps.core.auth;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * As much of ASN.1's distinguished encoding as the envelopes of private keys need. What is not as expected is an
 * IllegalArgumentException without content.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;

    private final ByteBuffer in;

    Der(byte[] bytes) {
        this(ByteBuffer.wrap(bytes));
    }

    private Der(ByteBuffer in) {
        this.in = in;
    }

    boolean nextIs(int tag) {
        return in.hasRemaining() && (in.get(in.position()) & 0xff) == tag;
    }

    Der sequence() {
        return new Der(content(SEQUENCE));
    }

    byte[] octets() {
        return bytes(content(OCTET_STRING));
    }

    /** A small number that is not negative. */
    int integer() {
        byte[] bytes = bytes(content(INTEGER));
        if (bytes.length == 0 || bytes.length > Integer.BYTES || bytes[0] < 0) {
            throw malformed();
        }
        int value = 0;
        for (byte b : bytes) {
            value = (value << 8) | (b & 0xff);
        }
        return value;
    }

    /** An object identifier in dotted form. */
    String oid() {
        byte[] bytes = bytes(content(OID));
        if (bytes.length == 0 || bytes[bytes.length - 1] < 0) {
            throw malformed();
        }
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        for (byte b : bytes) {
            arc = (arc << 7) | (b & 0x7f);
            if (b >= 0) {
                if (dotted.isEmpty()) {
                    // The first two arcs share a number; the first is at most 2.
                    long first = Math.min(arc / 40, 2);
                    dotted.append(first).append('.').append(arc - 40 * first);
                } else {
                    dotted.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return dotted.toString();
    }

    private ByteBuffer content(int tag) {
        if (!nextIs(tag)) {
            throw malformed();
        }
        in.get();
        int length = length();
        if (length < 0 || length > in.remaining()) {
            throw malformed();
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private int length() {
        int first = nextByte();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > Integer.BYTES) {
            throw malformed();
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | nextByte();
        }
        return length;
    }

    private int nextByte() {
        if (!in.hasRemaining()) {
            throw malformed();
        }
        return in.get() & 0xff;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("malformed DER");
    }

    static byte[] encoded(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int shift = 0;
        if (length >= 0x80) {
            int lengthBytes = (Integer.SIZE + 7 - Integer.numberOfLeadingZeros(length)) / 8;
            out.write(0x80 | lengthBytes);
            shift = 8 * (lengthBytes - 1);
        }
        for (; shift >= 0; shift -= 8) {
            out.write(length >> shift);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
