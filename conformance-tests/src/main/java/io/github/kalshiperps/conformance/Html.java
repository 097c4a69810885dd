package io.github.kalshiperps.conformance;

import java.util.Locale;

/** Text on a page. Whatever was sent may stand in it: none of it is ever markup. */
final class Html {
    private Html() {}

    /** Text as it stands in an element or in an attribute between quotes. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\n', '\t' -> escaped.appendCodePoint(character);
                default -> {
                    if (isInvisible(character)) {
                        escaped.append(String.format(Locale.ROOT, "\\u%04x", character));
                    } else {
                        escaped.appendCodePoint(character);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** Characters that nobody sees, or that turn what is beside them around. */
    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    static String code(String text) {
        return "<code>" + (text.isBlank() ? "(empty)" : text(text)) + "</code>";
    }

    /** Our own words, in which what stands between backticks is code. */
    static String words(String words) {
        StringBuilder html = new StringBuilder();
        String[] parts = words.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            html.append(i % 2 == 0 ? text(parts[i]) : code(parts[i]));
        }
        return html.toString();
    }
}
