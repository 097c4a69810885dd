package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.StringValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Looks in a whole run for members that are plain text by their type, but decimals by all of their values. Ids and such may look like
 * decimals by chance: they are left out by their names, and one of the values needs a fraction.
 */
final class DecimalTexts {
    /** How many values make a claim: fewer may be a coincidence. */
    static final int MINIMUM = 3;

    private static final Set<String> NO_AMOUNTS = Set.of("id", "cursor", "version", "reference", "code", "level");

    private final Map<String, Observed> byMember = new LinkedHashMap<>();

    /**
     * Notes the value of a member.
     *
     * @param owner the object that has the member
     * @param schema what the contract says of the value
     */
    void add(Source source, Fields owner, String member, Wire value, Schema schema) {
        if (!(value instanceof StringValue string) || !isPlainText(schema) || isNoAmount(member)) {
            return;
        }
        Schema ofOwner = owner.schema();
        Place place = owner.place(member);
        // One member of a schema is one finding, wherever the schema stands.
        String key = ofOwner == null || ofOwner.names().isEmpty() || ofOwner.isKey(member)
                ? source.name() + " " + place.folded()
                : ofOwner.names() + "." + member;
        byMember.computeIfAbsent(key, unknown -> new Observed(source, place, schema, string.text()))
                .add(string.text());
    }

    private static boolean isPlainText(Schema schema) {
        return schema.type().equals("string")
                && Form.of(schema) == null
                && schema.values().isEmpty()
                && schema.fact("x-kalshi-type").asText().isEmpty()
                && schema.fact("format").asText().isEmpty();
    }

    private static boolean isNoAmount(String member) {
        return NO_AMOUNTS.contains(member.substring(member.lastIndexOf('_') + 1));
    }

    /** Adds what was found in the run. */
    void finish(Findings findings) {
        for (Observed observed : byMember.values()) {
            if (observed.decimals == observed.values && observed.fractions > 0 && observed.values >= MINIMUM) {
                findings.add(new Finding(
                        observed.source,
                        Kind.DECIMAL_AS_TEXT,
                        observed.place.folded(),
                        observed.values,
                        "a decimal type, since all " + observed.values + " values of this run are decimals; it is "
                                + observed.schema.words(),
                        Excerpt.of(new StringValue(observed.example)),
                        observed.place.exact()));
            }
        }
        byMember.clear();
    }

    private static final class Observed {
        private final Source source;
        private final Place place;
        private final Schema schema;
        private final String example;
        private int values;
        private int decimals;
        private int fractions;

        Observed(Source source, Place place, Schema schema, String example) {
            this.source = source;
            this.place = place;
            this.schema = schema;
            this.example = example;
        }

        void add(String text) {
            values++;
            if (Form.DECIMAL.matches(text)) {
                decimals++;
                fractions += text.indexOf('.') < 0 ? 0 : 1;
            }
        }
    }
}
