package io.github.kalshiperps.conformance;

import java.util.List;

/** The few things that Markdown text is made of here. */
final class Markdown {
    private Markdown() {}

    /** A code span that shows the text as it is, inside and outside of tables. */
    static String code(String text) {
        String line = text.replaceAll("\\s", " ");
        if (line.isBlank()) {
            return "(empty)";
        }
        String fence = "`";
        while (line.contains(fence)) {
            fence += "`";
        }
        String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /** A row of a table. A pipe would end its cell even inside a code span. */
    static String row(String... cells) {
        return "| "
                + String.join(
                        " | ",
                        List.of(cells).stream()
                                .map(cell -> cell.replace("|", "\\|"))
                                .toList()) + " |";
    }

    static String count(int number, String noun) {
        return count(number, noun, noun + "s");
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
