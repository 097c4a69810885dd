package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NullValue;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Compares the wire with the contract. */
final class Comparison {
    private final Findings findings;
    private final Source source;
    private final NewRequirements newRequirements;
    private final OtherContracts contracts;

    /**
     * @param findings told of every deviation
     * @param newRequirements told of what the older contract excuses
     * @param source of what is compared
     * @param contracts beside the one that it is compared with
     */
    Comparison(Findings findings, NewRequirements newRequirements, Source source, OtherContracts contracts) {
        this.findings = findings;
        this.newRequirements = newRequirements;
        this.source = source;
        this.contracts = contracts;
    }

    /**
     * Compares a value.
     *
     * @param others what the other contracts say of the same
     */
    void compare(Wire value, Schema schema, OtherSchemas others, Place place) {
        if (value instanceof NullValue) {
            if (!schema.allowsNull()) {
                findings.add(source, Kind.NULL_NOT_ALLOWED, place, schema.words() + ", not null", "null");
            }
            return;
        }
        if (!schema.allowsTypeOf(value)) {
            findings.add(source, Kind.WRONG_KIND, place, schema.words(), Excerpt.of(value));
            return;
        }
        if (!isDocumented(value, schema)) {
            Schema newer = others.newer();
            boolean isKnown = newer != null && !newer.values().isEmpty() && isDocumented(value, newer);
            undocumented(Kind.UNKNOWN_ENUM_VALUE, place, schema.words(), value, isKnown);
            return;
        }
        String broken = Bounds.broken(value, schema);
        if (broken != null) {
            findings.add(source, Kind.FORMAT_BROKEN, place, broken, Excerpt.of(value));
        }
        if (value instanceof ObjectValue object) {
            compareMembers(object, schema, others, place);
        } else if (value instanceof ArrayValue array) {
            Schema element = schema.element();
            OtherSchemas otherElements = others.element();
            for (int i = 0; i < array.elements().size(); i++) {
                compare(array.elements().get(i), element, otherElements, place.element(i));
            }
        }
    }

    private void compareMembers(ObjectValue object, Schema schema, OtherSchemas others, Place place) {
        Schema newer = others.newer();
        NavigableSet<String> missing = schema.required();
        for (Member member : object.members()) {
            missing.remove(member.name());
            Schema documented = schema.member(member.name());
            Place inside = place.member(member.name(), schema);
            if (documented == null) {
                boolean isKnown = newer != null && newer.properties().contains(member.name());
                undocumented(Kind.UNDOCUMENTED_MEMBER, inside, membersOf(schema), member.value(), isKnown);
            } else {
                compare(member.value(), documented, others.member(member.name()), inside);
            }
        }
        for (String name : missing) {
            Schema member = schema.member(name);
            Place inside = place.member(name, schema);
            String expected = (member == null ? "any value" : member.words()) + ", required by " + schema.name();
            ContractFile older = contracts.older();
            if (older != null && !isRequired(name, others.older())) {
                newRequirements.add(source, inside, older.withoutRequiring(expected));
            } else {
                findings.add(source, Kind.MISSING_REQUIRED, inside, expected, "not in " + Excerpt.of(object));
            }
        }
    }

    private static boolean isRequired(String name, @Nullable Schema schema) {
        return schema != null && schema.required().contains(name);
    }

    private void undocumented(Kind kind, Place place, String expected, Wire value, boolean isKnownToNewer) {
        ContractFile knows = isKnownToNewer ? contracts.newer() : null;
        findings.add(
                source,
                knows == null ? kind : Kind.STALE_CONTRACT,
                place,
                knows == null ? expected : knows.staleness(kind, expected),
                Excerpt.of(value));
    }

    /** Whether an enum lists the value, whose type is right already. */
    private static boolean isDocumented(Wire value, Schema schema) {
        List<String> documented = schema.values().stream().map(JsonNode::asText).toList();
        if (documented.isEmpty()) {
            return true;
        }
        if (value instanceof StringValue string) {
            return documented.contains(string.text());
        }
        return value instanceof NumberValue number && documented.contains(number.text());
    }

    /** Few members are listed, since a renamed one is recognised that way; many only make noise. */
    private static String membersOf(Schema schema) {
        NavigableSet<String> members = schema.properties();
        if (members.isEmpty()) {
            return schema.name() + " has no members";
        }
        return members.size() > 8
                ? "no such member in " + schema.name()
                : schema.name() + " has only " + String.join(", ", members);
    }
}
