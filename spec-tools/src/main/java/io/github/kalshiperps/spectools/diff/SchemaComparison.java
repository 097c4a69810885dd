package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares schemas where they stand, and what stands in them. A named one is compared once, for all who refer to it; in a
 * place that refers to it before and after, only what stands beside the reference is looked at.
 */
final class SchemaComparison {
    /** A type beside a reference means nothing to the generator, and to others what they make of it. */
    private static final List<String> BESIDE_REFERENCE =
            List.of("type", "format", "enum", "items", "properties", "required", "additionalProperties", "allOf");

    /** What means nothing in an object that has a name. */
    private static final List<String> BESIDE_MEMBERS = List.of("$ref", "format");

    private static final Set<String> ONLY_OBJECT = Set.of("type \"object\"");

    private final JavaTypes before;
    private final JavaTypes after;
    private final Changes changes;
    private final TypeComparison types;
    private final MemberComparison members;
    private final EnumComparison enums;
    private final FacetComparison facets;

    SchemaComparison(JavaTypes before, JavaTypes after, Changes changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
        this.types = new TypeComparison(before, after, changes);
        this.members = new MemberComparison(changes);
        this.enums = new EnumComparison(EnumConstants.of(before), EnumConstants.of(after), changes);
        this.facets = new FacetComparison(changes);
    }

    /** Compares two objects that go by a name. */
    void named(Place at, Pair objects, String name) {
        members(at, objects, name);
        beside(at, objects, BESIDE_MEMBERS, " beside members");
        additional(at, Slot.of(objects.before(), name, "*"), Slot.of(objects.after(), name, "*"));
        facets.compare(at, objects);
    }

    /** Compares what stands in a place. */
    void value(Place at, Slot old, Slot now) {
        if (nullDiffers(old, now)) {
            boolean isNull = after.mayBeNull(now.schema());
            Effects effects = changes.changed(at, "nullable", !isNull, isNull)
                    .callers(breaking("accessors may give null where they did not, or throw where they gave null, and"
                            + " builders demand accordingly"));
            MemberComparison.nullOnWire(effects, isNull, after.of(now));
        }
        content(at, old, now);
    }

    /** A null that comes with another schema, by reference, is told with that schema. */
    private boolean nullDiffers(Slot old, Slot now) {
        return sameReference(old, now)
                ? JavaTypes.isNullable(old.schema()) != JavaTypes.isNullable(now.schema())
                : before.mayBeNull(old.schema()) != after.mayBeNull(now.schema());
    }

    private boolean sameReference(Slot old, Slot now) {
        Optional<String> reference = before.reference(old.schema());
        return reference.isPresent() && reference.equals(after.reference(now.schema()));
    }

    /** Compares a value but for null, which members look at together with being required. */
    private void content(Place at, Slot old, Slot now) {
        Pair schemas = new Pair(old.schema(), now.schema());
        boolean named = at.category() == Category.SCHEMA;
        if (!named) {
            changes.words(at, schemas);
        }
        if (sameReference(old, now)) {
            facets.compare(at, schemas);
            beside(at, schemas, BESIDE_REFERENCE, " beside $ref");
            return;
        }
        Slot oldValue = old.with(before.edition().resolve(old.schema()));
        Slot value = now.with(after.edition().resolve(now.schema()));
        Pair values = new Pair(oldValue.schema(), value.schema());
        boolean sameType = types.compare(at, old, now, values);
        // Another type says already that members came or went.
        boolean objects = sameType ? JavaTypes.hasMembers(values) : JavaTypes.haveMembers(values);
        if (objects && !JavaTypes.areReferences(schemas)) {
            members(at, values, named ? now.owner() : value.inlineName());
        }
        elements(at, oldValue, value);
        additional(at, oldValue, value);
        enums.compare(at, values, named ? old.owner() : oldValue.inlineName());
        facets.compare(at, values);
    }

    /** Where a keyword has no meaning, nobody knows what another value of it means. */
    private void beside(Place at, Pair schemas, List<String> keywords, String where) {
        for (String keyword : keywords) {
            if (Keywords.differ(keyword, schemas.at(keyword))) {
                changes.noRule(at, keyword + where, schemas.at(keyword));
            }
        }
    }

    private void elements(Place at, Slot old, Slot now) {
        Pair items = new Pair(old.schema(), now.schema()).at("items");
        String oldKind = WireType.of(old.schema()).kind();
        if (!items.before().isMissingNode() && !items.after().isMissingNode()) {
            value(at.elements(), old.inner("items"), now.inner("items"));
        } else if (items.differs() && oldKind.equals(WireType.of(now.schema()).kind())) {
            changes.noRule(at, "items", items);
        }
    }

    private void additional(Place at, Slot old, Slot now) {
        Pair values = new Pair(old.schema(), now.schema()).at("additionalProperties");
        if (values.before().isObject() && values.after().isObject()) {
            value(at.mapValues(), old.inner("additionalProperties"), now.inner("additionalProperties"));
        } else if (values.differs()) {
            boolean models = JavaTypes.haveMembers(new Pair(old.schema(), now.schema()));
            otherAdditional(changes.changed(at, "additionalProperties", values), values, models);
        }
    }

    private static void otherAdditional(Effects effects, Pair values, boolean models) {
        JsonNode is = values.after();
        if (!models) {
            effects.signature(breaking("the Java type of a map is that of its values"))
                    .wire(breaking("other values may stand in the map"));
            return;
        }
        String kept = "old code keeps members that it does not know";
        effects.callers(documentation("models keep members that they do not know, whatever the contract says"));
        if (is.isBoolean() && !is.asBoolean()) {
            effects.requests(breaking("members added with putUnknownMember are refused"))
                    .responses(documentation(kept));
        } else if (isOpen(values.before()) && !isOpen(is)) {
            effects.requests(breaking("members added with putUnknownMember are refused when they are of another type"))
                    .responses(documentation(kept));
        } else {
            effects.requests(additive("more members are taken")).responses(additive(kept));
        }
    }

    private static boolean isOpen(JsonNode additional) {
        return additional.isMissingNode() || additional.asBoolean();
    }

    /** Compares the members of two objects; {@code owner} is the class they are members of. */
    private void members(Place at, Pair schemas, String owner) {
        boolean sameParts = ObjectSchema.namedParts(before, schemas.before())
                .equals(ObjectSchema.namedParts(after, schemas.after()));
        ObjectSchema old = ObjectSchema.of(before.edition(), schemas.before(), sameParts);
        ObjectSchema now = ObjectSchema.of(after.edition(), schemas.after(), sameParts);
        Map<String, String> renames = Renames.ofMembers(old.members(), now.members());
        for (String oldName : old.members().keySet()) {
            String name = renames.getOrDefault(oldName, oldName);
            Place place = at.member(oldName, name);
            if (!now.members().containsKey(name)) {
                members.removed(place, old.required().contains(oldName));
                continue;
            }
            if (!name.equals(oldName)) {
                members.renamed(place, oldName, name);
            }
            member(place, old.member(before, oldName, owner, name), now.member(after, name, owner, name));
        }
        for (String name : now.members().keySet()) {
            if (!old.members().containsKey(name) && !renames.containsValue(name)) {
                members.added(at.member(name, name), now.member(after, name, owner, name));
            }
        }
        members.undescribed(at, old, now);
        otherFactsOfParts(at, schemas);
    }

    private void member(Place at, Member old, Member now) {
        members.compare(at, old, now, nullDiffers(old.slot(), now.slot()));
        content(at, old.slot(), now.slot());
    }

    /** What else the parts of an {@code allOf} say that stand in it. */
    private void otherFactsOfParts(Place at, Pair schemas) {
        Set<String> old = ObjectSchema.otherFactsOfParts(schemas.before());
        Set<String> now = ObjectSchema.otherFactsOfParts(schemas.after());
        Set<String> differing = new TreeSet<>(old);
        differing.addAll(now);
        differing.removeIf(fact -> old.contains(fact) && now.contains(fact));
        if (differing.equals(ONLY_OBJECT)) {
            changes.changed(at, "allOf", String.join(", ", old), String.join(", ", now))
                    .callers(documentation("its members show that it is an object"))
                    .wire(documentation("its members show that it is an object"));
        } else if (!differing.isEmpty()) {
            changes.noRule(at, "allOf", schemas.at("allOf"));
        }
    }
}
