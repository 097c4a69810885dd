package io.github.kalshiperps.codegen;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns plain words with backticks into Javadoc that doclint accepts. */
final class Javadoc {
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

    /** A literal as code; a tag ends at the brace that balances its own. */
    static String code(String literal) {
        if (literal.isBlank()) {
            return "{@code \"" + literal + "\"}";
        }
        // The compiler reads unicode escapes in comments too.
        boolean plain = isBalanced(literal) && !literal.contains("*/") && !literal.contains("\\u");
        return plain ? "{@code " + literal + "}" : "<code>" + escape(literal) + "</code>";
    }

    private static boolean isBalanced(String literal) {
        int depth = 0;
        for (int i = 0; i < literal.length() && depth >= 0; i++) {
            char c = literal.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth == 0;
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
