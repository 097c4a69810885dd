package io.github.kalshiperps.spectools.bump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.codegen.ContractException;
import io.github.kalshiperps.codegen.Overlay;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a new pin has, the old one had not, and no words overlay tells about; and writes overlay entries that hold its
 * place until somebody does.
 */
final class Words {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    private final JsonNode old;
    private final Set<String> wordlessValues;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What one overlay entry has to say: words by member, and words of enum values. */
    private record Entry(Map<String, String> members, Map<String, String> values) {}

    private Words(JsonNode old, Set<String> wordlessValues) {
        this.old = old;
        this.wordlessValues = wordlessValues;
    }

    /**
     * The entries that are missing.
     *
     * @param api whose contract it is
     * @param old the old pin
     * @param recipe the recipe that stands beside the new pin, with its overlays
     * @return what to add at the end of the words overlay; empty when nothing is wordless
     */
    static String missing(Api api, JsonNode old, Path recipe) {
        Path pin = recipe.resolveSibling(Path.of(api.file()).getFileName());
        ObjectNode root = (ObjectNode) YamlDocuments.read(pin);
        for (JsonNode overlay : YamlDocuments.read(recipe).path("overlays")) {
            Overlay.read(recipe.resolveSibling(overlay.asText())).apply(root);
        }
        Words words = new Words(old, wordlessValues(recipe, pin));
        if (api == Api.WS) {
            words.messages(root);
        } else {
            words.operations(root);
        }
        for (JsonNode server : root.path("servers")) {
            if (server.has("url")
                    && byMember(old.path("servers"), "url", server).isMissingNode()) {
                String url = server.path("url").asText();
                words.need("$.servers[?(@.url == '" + url + "')]", server, "description", "server " + url);
            }
        }
        words.schemas(root);
        return words.text();
    }

    /** The same value often stands in several places and has its words in one; what counts is what the generator sees. */
    private static Set<String> wordlessValues(Path recipe, Path pin) {
        Set<String> values = new LinkedHashSet<>();
        try {
            JsonNode lifted = Contract.loadOther(recipe, pin, problem -> {}).root();
            for (JsonNode schema : lifted.path("components").path("schemas")) {
                for (JsonNode value : schema.path("enum")) {
                    if (schema.path("x-enum-words")
                            .path(value.asText())
                            .asText()
                            .isBlank()) {
                        values.add(value.asText());
                    }
                }
            }
        } catch (ContractException e) {
            // The generator stops at this contract, and the build step will say why: it takes all values for wordless.
            YamlDocuments.read(pin)
                    .findValues("enum")
                    .forEach(list -> list.forEach(value -> values.add(value.asText())));
        }
        return values;
    }

    private void operations(JsonNode root) {
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            String at = step("$.paths", path.getKey());
            JsonNode oldPath = old.path("paths").path(path.getKey());
            parameters(at, path.getKey(), path.getValue(), oldPath);
            for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject()) {
                    String name = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    if (!oldPath.has(method)) {
                        need(at + "." + method, operation, "summary", "operation " + name);
                        need(at + "." + method, operation, "description", "operation " + name);
                    }
                    parameters(at + "." + method, name, operation, oldPath.path(method));
                }
            }
        }
        root.path("components").path("parameters").properties().forEach(parameter -> {
            JsonNode before = old.path("components").path("parameters").path(parameter.getKey());
            parameter(
                    step("$.components.parameters", parameter.getKey()),
                    parameter.getKey(),
                    parameter.getValue(),
                    before);
        });
    }

    private void parameters(String at, String owner, JsonNode holder, JsonNode oldHolder) {
        for (JsonNode parameter : holder.path("parameters")) {
            if (!parameter.has("$ref")) {
                String name = parameter.path("name").asText();
                parameter(
                        at + ".parameters[?(@.name == '" + name + "')]",
                        owner + "(" + name + ")",
                        parameter,
                        byMember(oldHolder.path("parameters"), "name", parameter));
            }
        }
    }

    private void parameter(String at, String name, JsonNode parameter, JsonNode before) {
        if (before.isMissingNode()) {
            need(at, parameter, "description", "parameter " + name);
        }
        values(at, name, parameter, parameter.path("schema"), before.path("schema"));
    }

    private void messages(JsonNode root) {
        for (Map.Entry<String, JsonNode> channel : root.path("channels").properties()) {
            if (!old.path("channels").has(channel.getKey())) {
                need(
                        step("$.channels", channel.getKey()),
                        channel.getValue(),
                        "description",
                        "channel " + channel.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> message :
                root.path("components").path("messages").properties()) {
            if (!old.path("components").path("messages").has(message.getKey())) {
                need(
                        step("$.components.messages", message.getKey()),
                        message.getValue(),
                        "description",
                        "message " + message.getKey());
            }
        }
    }

    private void schemas(JsonNode root) {
        root.path("components").path("schemas").properties().forEach(schema -> {
            JsonNode before = old.path("components").path("schemas").path(schema.getKey());
            String at = step("$.components.schemas", schema.getKey());
            if (before.isMissingNode()) {
                need(at, schema.getValue(), "description", "schema " + schema.getKey());
            }
            values(at, schema.getKey(), schema.getValue(), schema.getValue(), before);
            members(at, schema.getKey(), schema.getValue(), before);
        });
    }

    private void members(String at, String owner, JsonNode schema, JsonNode before) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode oldProperty = before.path("properties").path(property.getKey());
            String target = step(at + ".properties", property.getKey());
            String name = owner + "." + property.getKey();
            if (oldProperty.isMissingNode()) {
                need(target, property.getValue(), "description", "member " + name);
            }
            values(target, name, property.getValue(), property.getValue(), oldProperty);
            members(target, name, property.getValue(), oldProperty);
        });
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.path(inner).isObject()) {
                members(at + "." + inner, owner, schema.path(inner), before.path(inner));
            }
        }
        for (int i = 0; i < schema.path("allOf").size(); i++) {
            members(
                    at + ".allOf[" + i + "]",
                    owner,
                    schema.path("allOf").get(i),
                    before.path("allOf").path(i));
        }
    }

    /** The words of values stand on what is described: the member or parameter around the enum, or the enum itself. */
    private void values(String at, String name, JsonNode described, JsonNode schema, JsonNode before) {
        Set<String> known = new LinkedHashSet<>();
        before.path("enum").forEach(value -> known.add(value.asText()));
        for (JsonNode value : schema.path("enum")) {
            String text = value.asText();
            boolean worded = described.path("x-enum-words").has(text)
                    || schema.path("x-enum-words").has(text);
            if (!value.isNull() && !worded && !known.contains(text) && wordlessValues.contains(text)) {
                entry(at).values.put(text, placeholder("value " + text + " of " + name));
            }
        }
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.path(inner).isObject()) {
                values(at, name, described, schema.path(inner), before.path(inner));
            }
        }
    }

    private void need(String at, JsonNode node, String member, String what) {
        if (node.path(member).asText().isBlank()) {
            entry(at).members.put(member, placeholder(what));
        }
    }

    private Entry entry(String at) {
        return entries.computeIfAbsent(at, target -> new Entry(new LinkedHashMap<>(), new LinkedHashMap<>()));
    }

    private static String placeholder(String what) {
        return OpenBump.PLACEHOLDER + what + ".";
    }

    private static JsonNode byMember(JsonNode list, String member, JsonNode like) {
        List<JsonNode> found = new ArrayList<>();
        list.forEach(node -> {
            if (node.path(member).equals(like.path(member)) && node.path("in").equals(like.path("in"))) {
                found.add(node);
            }
        });
        return found.isEmpty() ? MissingNode.getInstance() : found.get(0);
    }

    private static String step(String parent, String name) {
        return name.matches("[A-Za-z_]\\w*") ? parent + "." + name : parent + "['" + name + "']";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        entries.forEach((target, entry) -> {
            text.append("\n  - target: ")
                    .append(plain(target) ? target : quoted(target))
                    .append("\n    update:\n");
            entry.members.forEach((member, words) -> text.append("      ")
                    .append(member)
                    .append(": ")
                    .append(quoted(words))
                    .append('\n'));
            if (!entry.values.isEmpty()) {
                text.append("      x-enum-words:\n");
                entry.values.forEach((value, words) -> text.append("        ")
                        .append(quoted(value))
                        .append(": ")
                        .append(quoted(words))
                        .append('\n'));
            }
        });
        return text.toString();
    }

    private static boolean plain(String target) {
        return target.matches("[\\w$.]+");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
