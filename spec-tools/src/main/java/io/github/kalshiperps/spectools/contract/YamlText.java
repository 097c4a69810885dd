package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes trees as YAML in block style. Handwritten, so that the bytes of a pin depend on no library's version: the same
 * tree gives the same text, and a text is plain only where every YAML parser reads it as that text.
 */
public final class YamlText {
    private static final String INDENT = "  ";

    /** Begins like a name or a path; blanks and colons only inside, where they mean nothing. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_$/][A-Za-z0-9_$/{}.,;+-]*(?:[ :][A-Za-z0-9_$/{}.,;+-]+)*");

    private static final Pattern PRINTABLE_ASCII = Pattern.compile("[ -~]*");

    /** What YAML 1.1 or 1.2 reads as something else than a text. */
    private static final Set<String> RESERVED = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /**
     * Writes a tree.
     *
     * @param comment becomes the first line
     * @param root the tree
     * @return the document, ending with a line feed
     */
    public static String write(String comment, JsonNode root) {
        YamlText text = new YamlText();
        text.out.append("# ").append(comment).append('\n');
        text.block(root, "");
        return text.out.toString();
    }

    /** Writes a value whose first line is already indented. */
    private void block(JsonNode value, String indent) {
        if (value.isEmpty()) {
            out.append(flow(value)).append('\n');
        } else if (value.isObject()) {
            mapping(value, indent);
        } else {
            list(value, indent);
        }
    }

    private void mapping(JsonNode mapping, String indent) {
        Iterator<Map.Entry<String, JsonNode>> members = mapping.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            out.append(scalar(member.getKey())).append(':');
            String nested = indent + INDENT;
            out.append(member.getValue().isEmpty() ? " " : '\n' + nested);
            block(member.getValue(), nested);
            out.append(members.hasNext() ? indent : "");
        }
    }

    private void list(JsonNode list, String indent) {
        Iterator<JsonNode> elements = list.iterator();
        while (elements.hasNext()) {
            out.append("- ");
            block(elements.next(), indent + INDENT);
            out.append(elements.hasNext() ? indent : "");
        }
    }

    /** A scalar or an empty container; both fit behind a key. */
    private static String flow(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "{}";
            case ARRAY -> "[]";
            case STRING -> scalar(value.textValue());
            case NUMBER -> value.decimalValue().toPlainString();
            default -> value.asText();
        };
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return PRINTABLE_ASCII.matcher(text).matches() ? '\'' + text.replace("'", "''") + '\'' : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder result = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                result.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~') {
                result.append((char) c);
            } else {
                result.append(String.format(Locale.ROOT, c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c));
            }
        });
        return result.append('"').toString();
    }
}
