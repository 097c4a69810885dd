package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the members that an object has more than once, in the text as it was sent. Names are compared without their escapes. */
final class DuplicateKeys {
    private static final JsonFactory JSON = new JsonFactory();

    private final Findings findings;
    private final Source source;
    private final JsonParser parser;

    private DuplicateKeys(Findings findings, Source source, JsonParser parser) {
        this.findings = findings;
        this.source = source;
        this.parser = parser;
    }

    /** Whether there is any. */
    static boolean in(Wire value) {
        if (value instanceof ObjectValue object) {
            Set<String> names = new HashSet<>();
            return object.members().stream().anyMatch(member -> !names.add(member.name()) || in(member.value()));
        }
        return value instanceof ArrayValue array && array.elements().stream().anyMatch(DuplicateKeys::in);
    }

    /**
     * Reads a text that is known to be JSON.
     *
     * @param schema of it, which tells keys of maps from names of members; null when the contract has none
     */
    static void find(Findings findings, Source source, String json, @Nullable Schema schema) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            new DuplicateKeys(findings, source, parser).value(schema, Place.ROOT);
        } catch (IOException e) {
            throw new AssertionError("The text was read as JSON before", e);
        }
    }

    private void value(@Nullable Schema schema, Place place) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Set<String> names = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                Place inside = place.member(name, schema);
                if (!names.add(name)) {
                    JsonLocation at = parser.currentTokenLocation();
                    findings.add(
                            source,
                            Kind.DUPLICATE_KEY,
                            inside,
                            "one member of this name",
                            "another one at "
                                    + (source.line() == 0 ? "line " + at.getLineNr() + ", " : "")
                                    + "column " + at.getColumnNr());
                }
                parser.nextToken();
                value(schema == null ? null : schema.member(name), inside);
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            Schema element = schema == null ? null : schema.element();
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                value(element, place.element(i));
            }
        }
    }
}
