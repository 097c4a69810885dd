package io.github.kalshiperps.ws.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON written by hand into one array that is used again for every frame. For one thread. */
final class FrameText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1 << 14];
    private int length;
    private boolean comma;
    private int extraDecimals;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        comma = false;
        extraDecimals = 0;
    }

    /** Zeros behind the decimals of all dollars from here on. */
    void extraDecimals(int count) {
        extraDecimals = count;
    }

    FrameText open(char bracket) {
        separate();
        put(bracket);
        comma = false;
        return this;
    }

    FrameText close(char bracket) {
        put(bracket);
        comma = true;
        return this;
    }

    FrameText name(String name) {
        separate();
        put('"');
        ascii(name);
        put('"');
        put(':');
        comma = false;
        return this;
    }

    /** A text without anything to escape. */
    FrameText text(String value) {
        separate();
        put('"');
        ascii(value);
        put('"');
        return done();
    }

    FrameText number(long value) {
        separate();
        digits(value);
        return done();
    }

    FrameText flag(boolean value) {
        separate();
        ascii(value ? "true" : "false");
        return done();
    }

    /** Dollars in ten-thousandths, as text. */
    FrameText dollars(long tenThousandths) {
        return decimal(tenThousandths, 10_000, extraDecimals);
    }

    /** Dollars in millionths, as text. */
    FrameText microDollars(long millionths) {
        return decimal(millionths, 1_000_000, 0);
    }

    /** A count in hundredths, as text. */
    FrameText count(long hundredths) {
        return decimal(hundredths, 100, 0);
    }

    FrameText uuid(long high, long low) {
        separate();
        put('"');
        hex(high, 60, 32);
        put('-');
        hex(high, 28, 16);
        put('-');
        hex(high, 12, 0);
        put('-');
        hex(low, 60, 48);
        put('-');
        hex(low, 44, 0);
        put('"');
        return done();
    }

    /** JSON as it is. */
    FrameText json(String json) {
        separate();
        for (byte b : json.getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
        return done();
    }

    /** Writes another text with each member on a line of its own, indented. */
    void prettyPrint(FrameText other) {
        clear();
        boolean inText = false;
        int depth = 0;
        for (int i = 0; i < other.length; i++) {
            byte b = other.bytes[i];
            if (inText) {
                put(b);
                if (b == '\\') {
                    put(other.bytes[++i]);
                } else if (b == '"') {
                    inText = false;
                }
                continue;
            }
            switch (b) {
                case '{', '[' -> {
                    put(b);
                    line(++depth);
                }
                case '}', ']' -> {
                    line(--depth);
                    put(b);
                }
                case ',' -> {
                    put(b);
                    line(depth);
                }
                case ':' -> {
                    put(b);
                    put(' ');
                }
                default -> {
                    put(b);
                    inText = b == '"';
                }
            }
        }
    }

    /** Space behind everything. */
    void trailing(String space) {
        ascii(space);
    }

    private void line(int depth) {
        put('\n');
        for (int i = 0; i < depth; i++) {
            put(' ');
            put(' ');
        }
    }

    private FrameText done() {
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            put(',');
        }
    }

    private FrameText decimal(long value, int one, int zeros) {
        separate();
        put('"');
        if (value < 0) {
            put('-');
        }
        long positive = Math.abs(value);
        digits(positive / one);
        put('.');
        long fraction = positive % one;
        for (int unit = one / 10; unit > 0; unit /= 10) {
            put((char) ('0' + fraction / unit % 10));
        }
        for (int i = 0; i < zeros; i++) {
            put('0');
        }
        put('"');
        return done();
    }

    private void digits(long value) {
        if (value < 0) {
            put('-');
            value = -value;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void hex(long value, int from, int to) {
        for (int shift = from; shift >= to; shift -= 4) {
            put(HEX[(int) (value >>> shift) & 15]);
        }
    }

    private void ascii(String text) {
        int end = text.length();
        reserve(end);
        for (int i = 0; i < end; i++) {
            bytes[length + i] = (byte) text.charAt(i);
        }
        length += end;
    }

    private void put(char c) {
        put((byte) c);
    }

    private void put(byte b) {
        reserve(1);
        bytes[length++] = b;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
