package io.github.kalshiperps.conformance;

/**
 * A text with its escapes undone, and where in the original each character began.
 *
 * @param text as it reads
 * @param starts where each character began, and at last where the original ended
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and as long as the text.
record View(String text, int[] starts) {
    static View of(String text) {
        int[] starts = new int[text.length() + 1];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = i;
        }
        return new View(text, starts);
    }

    /** Where in the original the character began. */
    int start(int index) {
        return starts[index];
    }

    /** Whether there may be anything to undo. */
    boolean isEncoded() {
        return text.indexOf('\\') >= 0 || text.indexOf('%') >= 0 || text.indexOf('&') >= 0;
    }

    /** With one layer of escapes undone: those of JSON, URLs and HTML. What is no escape stays. */
    View decoded() {
        StringBuilder decoded = new StringBuilder(text.length());
        int[] decodedStarts = new int[text.length() + 1];
        int at = 0;
        while (at < text.length()) {
            decodedStarts[decoded.length()] = starts[at];
            char c = text.charAt(at);
            int length = 1;
            if (c == '\\' && at + 1 < text.length()) {
                char escaped = text.charAt(at + 1);
                int unicode = escaped == 'u' ? number(at + 2, at + 6, 16) : -1;
                if (unicode >= 0) {
                    c = (char) unicode;
                    length = 6;
                } else if ("\"\\/".indexOf(escaped) >= 0) {
                    c = escaped;
                    length = 2;
                } else if ("nrtbf".indexOf(escaped) >= 0) {
                    c = "\n\r\t\b\f".charAt("nrtbf".indexOf(escaped));
                    length = 2;
                }
            } else if (c == '%') {
                int code = number(at + 1, at + 3, 16);
                if (code >= 0 && code < 0x80) {
                    c = (char) code;
                    length = 3;
                }
            } else if (c == '&') {
                int end = text.indexOf(';', at);
                boolean hex = text.startsWith("&#x", at) || text.startsWith("&#X", at);
                if (text.startsWith("&amp;", at)) {
                    length = 5;
                } else if (end > 0 && end - at <= 9 && text.startsWith("&#", at)) {
                    int code = hex ? number(at + 3, end, 16) : number(at + 2, end, 10);
                    if (code >= 0 && code <= Character.MAX_VALUE) {
                        c = (char) code;
                        length = end + 1 - at;
                    }
                }
            }
            decoded.append(c);
            at += length;
        }
        decodedStarts[decoded.length()] = starts[text.length()];
        return new View(decoded.toString(), decodedStarts);
    }

    private int number(int from, int to, int radix) {
        if (to > text.length() || from >= to) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }
}
