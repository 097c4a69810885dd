package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for beside the facts of a contract about single values: members that are there twice, decimals that are declared as
 * text, and broken rules between values.
 */
final class Checks {
    private final Findings findings;
    private final DecimalTexts decimals = new DecimalTexts();
    private final Listings listings;
    private Connection connection = new Connection();

    Checks(Findings findings) {
        this.findings = findings;
        this.listings = new Listings(findings);
    }

    /**
     * Looks at an answer.
     *
     * @param path of the request
     * @param json the text of the answer
     * @param sent what it says
     * @param schema of it; null when the contract documents none
     */
    void answer(
            Source source, String path, String json, Wire sent, @Nullable Schema schema, Circumstances circumstances) {
        message(source, json, sent, schema, circumstances);
        if (sent instanceof ObjectValue object) {
            listings.answer(source, path, new Fields(object, schema, Place.ROOT), circumstances, breaches(source));
        }
    }

    /** A connection begins, of which the following frames are. */
    void connection() {
        connection = new Connection();
    }

    /** Looks at the next frame of the connection. */
    void frame(Source source, String json, Wire sent, @Nullable Schema schema, Circumstances circumstances) {
        message(source, json, sent, schema, circumstances);
        if (sent instanceof ObjectValue object) {
            connection.frame(new Fields(object, schema, Place.ROOT), breaches(source));
        }
    }

    /** The next frame of the connection could not be read. */
    void brokenFrame() {
        connection.interrupt();
    }

    /** All captures were looked at: adds what takes a whole run to know. */
    void finish() {
        listings.finish();
        decimals.finish(findings);
    }

    private void message(Source source, String json, Wire sent, @Nullable Schema schema, Circumstances circumstances) {
        if (DuplicateKeys.in(sent)) {
            // Read again for the places in the text, which the values do not have.
            DuplicateKeys.find(findings, source, json, schema);
        }
        walk(source, sent, schema, Place.ROOT, circumstances);
    }

    private void walk(Source source, Wire value, @Nullable Schema schema, Place place, Circumstances circumstances) {
        if (value instanceof ObjectValue object) {
            Fields fields = new Fields(object, schema, place);
            for (ObjectRule rule : ObjectRules.of(fields)) {
                rule.check(fields, circumstances, breaches(source));
            }
            for (Member member : object.members()) {
                Schema documented = schema == null ? null : schema.member(member.name());
                if (documented != null) {
                    decimals.add(source, fields, member.name(), member.value(), documented);
                }
                walk(source, member.value(), documented, place.member(member.name(), schema), circumstances);
            }
        } else if (value instanceof ArrayValue array) {
            Schema element = schema == null ? null : schema.element();
            for (int i = 0; i < array.elements().size(); i++) {
                walk(source, array.elements().get(i), element, place.element(i), circumstances);
            }
        }
    }

    private Breaches breaches(Source source) {
        return (rule, place, found) -> findings.add(source, rule, place, found);
    }
}
