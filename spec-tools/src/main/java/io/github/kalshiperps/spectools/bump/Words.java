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
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a pin has and no words overlay tells about, as far as it comes to Javadoc, and the channels and messages of
 * WebSockets; and writes overlay entries that hold its place until somebody does.
 */
final class Words {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
    private static final String VALUE_WORDS = "x-enum-words";

    private final ObjectNode root;
    private final JsonNode lifted;
    private final Set<String> oldValues = new HashSet<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What one overlay entry has to say: words by member, and words of enum values. */
    private record Entry(Map<String, String> members, Map<String, String> values) {}

    /**
     * A schema and where its words belong.
     *
     * @param schema as the contract has it
     * @param at its overlay target
     * @param described what is described: the member or parameter around it, or the schema itself
     * @param describedAt the target of that
     * @param name what people call that
     */
    private record Found(JsonNode schema, String at, JsonNode described, String describedAt, String name) {
        static Found of(JsonNode schema, String at, String name) {
            return new Found(schema, at, schema, at, name);
        }

        Found within(JsonNode inner, String step) {
            return new Found(inner, at + "." + step, described, describedAt, name);
        }
    }

    private Words(ObjectNode root, JsonNode lifted, JsonNode old) {
        this.root = root;
        this.lifted = lifted;
        old.findValues("enum").forEach(list -> list.forEach(value -> oldValues.add(value.asText())));
    }

    /**
     * The entries that are missing.
     *
     * @param api whose contract it is
     * @param old the old pin: what values it has is asked when the generator stops at the new one
     * @param recipe the recipe that stands beside the new pin, with its overlays
     * @return what to add at the end of the words overlay; empty when nothing is wordless
     */
    static String missing(Api api, JsonNode old, Path recipe) {
        Path pin = recipe.resolveSibling(Path.of(api.file()).getFileName());
        ObjectNode root = (ObjectNode) YamlDocuments.read(pin);
        for (JsonNode overlay : YamlDocuments.read(recipe).path("overlays")) {
            Overlay.read(recipe.resolveSibling(overlay.asText())).apply(root);
        }
        Words words = new Words(root, lifted(recipe, pin), old);
        words.servers();
        if (api == Api.WS) {
            words.described(root.path("channels"), "$.channels", "channel ");
            words.described(root.path("components").path("messages"), "$.components.messages", "message ");
        } else {
            words.operations();
        }
        words.schemas();
        return words.text();
    }

    /** What the generator makes of the contract; nothing when it stops, which the build step will say. */
    private static JsonNode lifted(Path recipe, Path pin) {
        try {
            return Contract.loadOther(recipe, pin, problem -> {}).root();
        } catch (ContractException e) {
            return MissingNode.getInstance();
        }
    }

    private void servers() {
        JsonNode servers = root.path("servers");
        if (servers.isArray()) {
            servers.forEach(server -> {
                String url = server.path("url").asText();
                need("$.servers[?(@.url == '" + url + "')]", server, "description", "server " + url);
            });
        } else {
            described(servers, "$.servers", "server ");
        }
    }

    private void described(JsonNode things, String at, String kind) {
        things.properties()
                .forEach(thing ->
                        need(step(at, thing.getKey()), thing.getValue(), "description", kind + thing.getKey()));
    }

    private void operations() {
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            String at = step("$.paths", path.getKey());
            JsonNode liftedPath = lifted.path("paths").path(path.getKey());
            parameters(at, path.getKey(), path.getValue(), liftedPath);
            for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject()) {
                    String name = method.toUpperCase(Locale.ROOT) + " " + path.getKey();
                    need(at + "." + method, operation, "summary", "operation " + name);
                    need(at + "." + method, operation, "description", "operation " + name);
                    parameters(at + "." + method, name, operation, liftedPath.path(method));
                }
            }
        }
        JsonNode shared = lifted.path("components").path("parameters");
        root.path("components").path("parameters").properties().forEach(parameter -> {
            String name = parameter.getKey();
            parameter(step("$.components.parameters", name), name, parameter.getValue(), shared.path(name));
        });
    }

    private void parameters(String at, String owner, JsonNode holder, JsonNode liftedHolder) {
        JsonNode parameters = holder.path("parameters");
        for (int i = 0; i < parameters.size(); i++) {
            JsonNode parameter = parameters.get(i);
            if (!parameter.has("$ref")) {
                String name = parameter.path("name").asText();
                parameter(
                        at + ".parameters[?(@.name == '" + name + "')]",
                        owner + "(" + name + ")",
                        parameter,
                        liftedHolder.path("parameters").path(i));
            }
        }
    }

    private void parameter(String at, String name, JsonNode parameter, JsonNode liftedParameter) {
        need(at, parameter, "description", "parameter " + name);
        Found schema = new Found(parameter.path("schema"), at + ".schema", parameter, at, name);
        within(schema, liftedParameter.path("schema"));
    }

    /** The generator keeps the order of schemas, but gives those of messages other names. */
    private void schemas() {
        Iterator<JsonNode> liftedSchemas =
                lifted.path("components").path("schemas").elements();
        root.path("components").path("schemas").properties().forEach(schema -> {
            String at = step("$.components.schemas", schema.getKey());
            need(at, schema.getValue(), "description", "schema " + schema.getKey());
            JsonNode made = liftedSchemas.hasNext() ? liftedSchemas.next() : MissingNode.getInstance();
            within(Found.of(schema.getValue(), at, schema.getKey()), made);
        });
    }

    /** @param made what the generator makes of the schema */
    private void within(Found found, JsonNode made) {
        JsonNode target = target(made);
        values(found, target);
        found.schema().path("properties").properties().forEach(property -> {
            String at = step(found.at() + ".properties", property.getKey());
            String name = found.name() + "." + property.getKey();
            need(at, property.getValue(), "description", "member " + name);
            within(
                    Found.of(property.getValue(), at, name),
                    target.path("properties").path(property.getKey()));
        });
        for (String inner : List.of("items", "additionalProperties")) {
            if (found.schema().path(inner).isObject()) {
                within(found.within(found.schema().path(inner), inner), target.path(inner));
            }
        }
        for (int i = 0; i < found.schema().path("allOf").size(); i++) {
            // The members of the parts become those of one class.
            within(found.within(found.schema().path("allOf").get(i), "allOf[" + i + "]"), target);
        }
    }

    /** The class of its own that an inline enum or object got. */
    private JsonNode target(JsonNode made) {
        JsonNode ref = made.path("allOf").path(0).path("$ref");
        return ref.isMissingNode() ? made : lifted.at(ref.asText().substring(1));
    }

    /** The same value often stands in several places of one class, and has its words in one of them. */
    private void values(Found found, JsonNode made) {
        boolean own = found.schema().has(VALUE_WORDS);
        for (JsonNode value : found.schema().path("enum")) {
            String text = value.asText();
            if (!value.isNull() && isWordless(text, found, made)) {
                String words = placeholder("value " + text + " of " + found.name());
                entry(own ? found.at() : found.describedAt()).values.put(text, words);
                if (made instanceof ObjectNode enumeration) {
                    enumeration.withObject("/" + VALUE_WORDS).put(text, words);
                }
            }
        }
    }

    private boolean isWordless(String value, Found found, JsonNode made) {
        if (lifted.isMissingNode()) {
            return !found.schema().path(VALUE_WORDS).has(value)
                    && !found.described().path(VALUE_WORDS).has(value)
                    && !oldValues.contains(value);
        }
        return made.has("enum") && made.path(VALUE_WORDS).path(value).asText().isBlank();
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
