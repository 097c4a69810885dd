package io.github.kalshiperps.codegen;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Lays out what a template has rendered, as a person would: Javadoc filled to the line's width, long lines of code broken
 * at arguments, imports sorted and only those in use, no stray blank lines. So templates may say one thing per line and
 * need not know how long names are.
 *
 * <p>Not a formatter: it knows the few forms that the templates write. A real one (palantir-java-format) would need
 * internals of the JDK opened to every program that runs the generator.
 */
final class Layout {
    private static final int WIDTH = 120;
    private static final String CONTINUATION = "        ";
    private static final Pattern IMPORT = Pattern.compile("import (static )?[\\w.]+;");

    private final List<String> out = new ArrayList<>();

    private Layout() {}

    /** The text, laid out. */
    static String of(String rendered) {
        Layout layout = new Layout();
        Iterator<String> lines = withoutIdleImports(rendered.lines().toList()).iterator();
        while (lines.hasNext()) {
            String line = lines.next().stripTrailing();
            if (line.isBlank()) {
                layout.blank();
            } else if (line.strip().equals("/**")) {
                layout.javadoc(indent(line), lines);
            } else {
                if (line.strip().startsWith("}")) {
                    layout.dropBlank();
                }
                layout.code(line);
            }
        }
        layout.dropBlank();
        return String.join("\n", layout.out) + "\n";
    }

    /** One blank line at a time, and none behind an opening brace. */
    private void blank() {
        if (!out.isEmpty() && !last().isEmpty() && !last().endsWith("{")) {
            out.add("");
        }
    }

    private void dropBlank() {
        if (last().isEmpty()) {
            out.remove(out.size() - 1);
        }
    }

    private String last() {
        return out.get(out.size() - 1);
    }

    private static List<String> withoutIdleImports(List<String> lines) {
        StringBuilder code = new StringBuilder();
        TreeSet<String> imports = new TreeSet<>();
        for (String line : lines) {
            boolean prose = line.strip().startsWith("*") && !line.contains("{@link");
            if (IMPORT.matcher(line).matches()) {
                imports.add(line);
            } else if (!prose) {
                code.append(line).append('\n');
            }
        }
        imports.removeIf(line -> {
            String name = line.substring(line.lastIndexOf('.') + 1, line.length() - 1);
            return !Pattern.compile("\\b" + name + "\\b").matcher(code).find();
        });
        List<String> rest = new ArrayList<>();
        boolean placed = false;
        for (String line : lines) {
            if (!IMPORT.matcher(line).matches()) {
                rest.add(line);
            } else if (!placed) {
                rest.addAll(imports);
                placed = true;
            }
        }
        return rest;
    }

    /** A comment whose lines are paragraphs or tags; {@code lines} stands behind its first line. */
    private void javadoc(String indent, Iterator<String> lines) {
        List<String> comment = new ArrayList<>();
        String line = lines.next().strip();
        while (!line.equals("*/")) {
            String text = line.substring(1).strip();
            if (!text.isEmpty()) {
                fill(text, WIDTH - indent.length() - " * ".length(), comment);
            } else if (!comment.isEmpty() && !comment.get(comment.size() - 1).isEmpty()) {
                comment.add("");
            }
            line = lines.next().strip();
        }
        if (comment.get(comment.size() - 1).isEmpty()) {
            comment.remove(comment.size() - 1);
        }
        String only = indent + "/** " + comment.get(0) + " */";
        if (comment.size() == 1 && only.length() <= WIDTH) {
            out.add(only);
            return;
        }
        out.add(indent + "/**");
        comment.forEach(text -> out.add((indent + " * " + text).stripTrailing()));
        out.add(indent + " */");
    }

    private static void fill(String paragraph, int width, List<String> filled) {
        String hanging = paragraph.startsWith("@") ? "    " : "";
        StringBuilder line = new StringBuilder();
        for (String word : words(paragraph)) {
            if (line.length() > hanging.length() && line.length() + 1 + word.length() > width) {
                filled.add(line.toString());
                line.setLength(0);
                line.append(hanging).append(word);
            } else {
                line.append(line.length() == 0 ? "" : " ").append(word);
            }
        }
        filled.add(line.toString());
    }

    /** The words of a text; an inline tag counts as one, so that it is never torn. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '{' -> depth++;
                case '}' -> depth--;
                case ' ' -> {
                    if (depth == 0) {
                        words.add(text.substring(from, i));
                        from = i + 1;
                    }
                }
                default -> {}
            }
        }
        words.add(text.substring(from));
        return words;
    }

    private void code(String line) {
        String indent = indent(line);
        if (line.length() <= WIDTH) {
            out.add(line);
            return;
        }
        if (line.contains(" -> ") && line.strip().startsWith("case ")) {
            int arrow = line.indexOf(" -> ");
            out.add(line.substring(0, arrow) + " ->");
            code(indent + "    " + line.substring(arrow + " -> ".length()));
            return;
        }
        if (breakBehind(line, " = ", " =", "") || breakBehind(line, ") throws ", ")", "throws ")) {
            return;
        }
        if (line.contains(" ? ") && line.contains(" : ") && line.endsWith(";")) {
            int then = line.indexOf(" ? ");
            int otherwise = line.indexOf(" : ");
            out.add(line.substring(0, then));
            code(indent + CONTINUATION + line.substring(then + 1, otherwise));
            code(indent + CONTINUATION + line.substring(otherwise + 1));
            return;
        }
        int[] brackets = longestArguments(line);
        if (brackets.length == 0) {
            out.add(line);
            return;
        }
        out.add(line.substring(0, brackets[0] + 1));
        String arguments = line.substring(brackets[0] + 1, brackets[1]);
        String tail = line.substring(brackets[1]);
        String together = indent + CONTINUATION + arguments + tail;
        if (together.length() <= WIDTH) {
            out.add(together);
            return;
        }
        List<String> each = split(arguments);
        for (int i = 0; i < each.size(); i++) {
            code(indent + CONTINUATION + each.get(i) + (i + 1 < each.size() ? "," : tail));
        }
    }

    /** Breaks the line in two where a text first stands, if both fit then. */
    private boolean breakBehind(String line, String text, String end, String start) {
        int at = line.indexOf(text);
        if (at < 0) {
            return false;
        }
        String first = line.substring(0, at) + end;
        String second = indent(line) + CONTINUATION + start + line.substring(at + text.length());
        if (first.length() > WIDTH || second.length() > WIDTH) {
            return false;
        }
        out.add(first);
        out.add(second);
        return true;
    }

    /** Where the longest argument list of the line starts and ends; empty when there is none. */
    private static int[] longestArguments(String line) {
        int[] longest = {};
        int depth = 0;
        int open = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                i = endOfString(line, i);
            } else if (c == '(') {
                open = depth++ == 0 ? i : open;
            } else if (c == ')' && --depth == 0 && (longest.length == 0 || i - open > longest[1] - longest[0])) {
                longest = new int[] {open, i};
            }
        }
        return longest;
    }

    /** The arguments of a list, without their commas. */
    private static List<String> split(String arguments) {
        List<String> each = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (c == '"') {
                i = endOfString(arguments, i);
            } else if (c == '(' || c == '<') {
                depth++;
            } else if (c == ')' || (c == '>' && arguments.charAt(i - 1) != '-')) {
                depth--;
            } else if (c == ',' && depth == 0) {
                each.add(arguments.substring(from, i).strip());
                from = i + 1;
            }
        }
        each.add(arguments.substring(from).strip());
        return each;
    }

    private static int endOfString(String line, int start) {
        int i = start + 1;
        while (line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
