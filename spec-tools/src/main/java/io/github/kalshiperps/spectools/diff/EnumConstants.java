package io.github.kalshiperps.spectools.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The constants of the enum classes of one edition: one class has the values of all places that share its name. */
final class EnumConstants {
    private final Map<String, Set<String>> valuesByClass = new TreeMap<>();

    static EnumConstants of(JavaTypes types) {
        EnumConstants constants = new EnumConstants();
        Edition edition = types.edition();
        edition.schemas().forEach((name, schema) -> {
            String owner = types.name(name);
            constants.note(Slot.of(schema, owner, owner), true);
        });
        for (Operation operation : Operation.all(edition)) {
            for (JsonNode listed : operation.parameters()) {
                JsonNode parameter = edition.resolve(listed);
                String name = parameter.path("name").asText();
                constants.note(Slot.ofParameter(parameter, operation.id(), name), false);
            }
        }
        return constants;
    }

    boolean has(String enumClass, JsonNode value) {
        return valuesByClass.getOrDefault(enumClass, Set.of()).contains(value.asText());
    }

    private void note(Slot slot, boolean named) {
        JsonNode schema = slot.schema();
        String className = named ? slot.owner() : slot.inlineName();
        schema.path("enum")
                .forEach(value -> valuesByClass
                        .computeIfAbsent(className, name -> new TreeSet<>())
                        .add(value.asText()));
        schema.path("properties")
                .properties()
                .forEach(member -> note(Slot.of(member.getValue(), className, member.getKey()), false));
        for (String key : List.of("items", "additionalProperties")) {
            if (schema.path(key).isObject()) {
                note(slot.with(schema.get(key)), false);
            }
        }
        schema.path("allOf").forEach(part -> note(slot.with(part), named));
    }
}
