package io.github.kalshiperps.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns plain words with backticks into lines of Javadoc that doclint accepts. */
final class Javadoc {
    private static final int WIDTH = 108;
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private Javadoc() {}

    /** Plain words as Javadoc text on one line: escaped, backticks as code. */
    static String text(String words) {
        String oneLine = words.strip().replaceAll("\\s+", " ");
        StringBuilder out = new StringBuilder();
        Matcher code = CODE.matcher(oneLine);
        int from = 0;
        while (code.find()) {
            out.append(escape(oneLine.substring(from, code.start()))).append(code(code.group(1)));
            from = code.end();
        }
        return out.append(escape(oneLine.substring(from))).toString();
    }

    static String code(String literal) {
        boolean plain =
                literal.indexOf('{') < 0 && literal.indexOf('}') < 0 && !literal.isBlank() && !literal.contains("*/");
        return plain ? "{@code " + literal + "}" : "<code>" + escape(literal) + "</code>";
    }

    /** Text without the paragraph it may be followed by, wrapped. */
    static List<String> lines(String javadocText) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(javadocText)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** The words of a text; an inline tag counts as one, so that it is never torn. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            }
            if (c == ' ' && depth == 0) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;")
                .replace("\\", "&#92;")
                .replace("{", "&#123;")
                .replace("}", "&#125;");
    }
}
