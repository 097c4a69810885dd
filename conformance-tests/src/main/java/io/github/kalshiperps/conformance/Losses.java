package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what differs between a message and what our model wrote after reading it. */
final class Losses {
    private final Findings findings;
    private final Source source;

    Losses(Findings findings, Source source) {
        this.findings = findings;
        this.source = source;
    }

    /**
     * Compares token by token. The order of members does not matter, the notation of numbers does not either; the text of
     * strings does.
     *
     * @param sent what was sent
     * @param back what came back
     * @param schema of the message, which tells keys of maps from names of members; null when the contract has none
     */
    void find(Wire sent, Wire back, @Nullable Schema schema) {
        find(sent, back, schema, Place.ROOT);
    }

    private void find(Wire sent, Wire back, @Nullable Schema schema, Place place) {
        if (sent instanceof ObjectValue object && back instanceof ObjectValue other) {
            findInMembers(object, other, schema, place);
        } else if (sent instanceof ArrayValue array && back instanceof ArrayValue other) {
            findInElements(array.elements(), other.elements(), schema, place);
        } else if (sent instanceof NumberValue number && back instanceof NumberValue other) {
            if (!sameNumber(number.text(), other.text())) {
                changed(place, number.text(), other.text());
            }
        } else if (!sent.equals(back)) {
            changed(place, Excerpt.of(sent), Excerpt.of(back));
        }
    }

    private void findInElements(List<Wire> sent, List<Wire> back, @Nullable Schema schema, Place place) {
        if (sent.size() != back.size()) {
            changed(place, sent.size() + " elements", back.size() + " elements");
            return;
        }
        Schema element = schema == null ? null : schema.element();
        for (int i = 0; i < sent.size(); i++) {
            find(sent.get(i), back.get(i), element, place.element(i));
        }
    }

    private void findInMembers(ObjectValue sent, ObjectValue back, @Nullable Schema schema, Place place) {
        Map<String, List<Wire>> sentByName = byName(sent);
        Map<String, List<Wire>> backByName = byName(back);
        Set<String> names = new TreeSet<>(sentByName.keySet());
        names.addAll(backByName.keySet());
        for (String name : names) {
            List<Wire> values = sentByName.getOrDefault(name, List.of());
            List<Wire> others = backByName.getOrDefault(name, List.of());
            Place inside = place.member(name, schema);
            Schema member = schema == null ? null : schema.member(name);
            if (others.size() == 1 && values.size() > 1) {
                // Which one counts is up to the reader, and that there are several is found as such.
                if (values.stream().noneMatch(value -> isSame(value, others.get(0), member, inside))) {
                    changed(inside, values.size() + " members of this name", "none of them");
                }
            } else if (values.size() == others.size()) {
                for (int i = 0; i < values.size(); i++) {
                    find(values.get(i), others.get(i), member, inside);
                }
            } else if (others.isEmpty()) {
                changed(inside, Excerpt.of(values.get(0)), "nothing");
            } else if (values.isEmpty()) {
                changed(inside, "nothing", Excerpt.of(others.get(0)));
            } else {
                changed(inside, values.size() + " members of this name", others.size() + " of them");
            }
        }
    }

    private boolean isSame(Wire sent, Wire back, @Nullable Schema schema, Place place) {
        Findings differences = new Findings();
        new Losses(differences, source).find(sent, back, schema, place);
        return differences.all().isEmpty();
    }

    private static Map<String, List<Wire>> byName(ObjectValue object) {
        Map<String, List<Wire>> byName = new LinkedHashMap<>();
        for (Member member : object.members()) {
            byName.computeIfAbsent(member.name(), name -> new ArrayList<>()).add(member.value());
        }
        return byName;
    }

    private static boolean sameNumber(String sent, String back) {
        if (sent.equals(back)) {
            return true;
        }
        try {
            return new BigDecimal(sent).compareTo(new BigDecimal(back)) == 0;
        } catch (NumberFormatException e) {
            return false; // an exponent beyond 32 bits
        }
    }

    private void changed(Place place, String sent, String back) {
        findings.add(source, Kind.ROUND_TRIP_LOSS, place, sent + " as sent", back + " after the round trip");
    }
}
