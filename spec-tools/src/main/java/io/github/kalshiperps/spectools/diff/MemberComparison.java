package io.github.kalshiperps.spectools.diff;

import static io.github.kalshiperps.spectools.diff.Judgement.additive;
import static io.github.kalshiperps.spectools.diff.Judgement.breaking;
import static io.github.kalshiperps.spectools.diff.Judgement.documentation;

/** Says what it does when a member comes, goes, gets another name, has to be there or may be null. */
final class MemberComparison {
    private final Changes changes;

    MemberComparison(Changes changes) {
        this.changes = changes;
    }

    void removed(Place at, boolean required) {
        changes.removed(at, inWords(required))
                .signature(breaking("its accessor and its setter are gone"))
                .requests(breaking("old code sends it, and nothing says that the exchange ignores it"))
                .responses(breaking(
                        required
                                ? "old code's accessor throws MissingMemberException"
                                : "old code never gets a value there any more"));
    }

    void renamed(Place at, String oldName, String name) {
        changes.renamed(at, "name", oldName, name, true)
                .signature(breaking("accessor and setter are named after it"))
                .requests(breaking("old code sends the old name"))
                .responses(breaking("old code looks for the old name"));
    }

    void added(Place at, Member member) {
        changes.added(at, inWords(member.required()) + " " + member.type())
                .signature(
                        member.type().equals(JavaTypes.NONE)
                                ? JavaTypes.STOPS
                                : additive("one accessor and one setter more, and no constructor is public"))
                .behaviour(
                        member.required() && at.builtAfter()
                                ? breaking("build() refuses a request without it, which old callers do not set")
                                : additive("nothing demands it of callers"))
                .requests(
                        member.required()
                                ? breaking("old code does not send it, and the exchange demands it")
                                : additive("old code leaves it out"))
                .responses(additive("old code keeps it as an unknown member"));
    }

    private static String inWords(boolean required) {
        return required ? "required" : "optional";
    }

    /** @param nullDiffers whether it may be null in one edition only, by what is said in its place */
    void compare(Place at, Member old, Member now, boolean nullDiffers) {
        if (old.required() != now.required()) {
            Effects effects = changes.changed(at, "required", old.required(), now.required());
            presence(effects, at, old, now);
            requiredOnWire(effects, old, now);
        }
        if (nullDiffers) {
            Effects effects = changes.changed(at, "nullable", old.nullable(), now.nullable());
            presence(effects, at, old, now);
            nullOnWire(effects, now.nullable(), now.type());
            if (now.nullable() && now.required() && at.builtAfter()) {
                effects.signature(
                        breaking("the generator refuses a required member of a request that may be null, and stops"));
            }
        }
    }

    /** What callers feel when a member has to be there, or no longer has to. */
    private static void presence(Effects effects, Place at, Member old, Member now) {
        effects.signature(
                old.type().equals(now.type()) && !old.given().equals(now.given())
                        ? breaking("accessor and setter change from " + old.given() + " to " + now.given())
                        : documentation("only annotations of accessor and setter change"));
        if (old.isPresent() == now.isPresent()) {
            effects.behaviour(documentation("only Javadoc changes: the overlay or null makes it optional anyway"));
        } else if (now.isPresent() && at.builtAfter() && !now.isConstant()) {
            effects.behaviour(breaking("build() refuses a request without it"));
        } else if (now.isPresent()) {
            effects.behaviour(
                    breaking(
                            "the accessor throws when it was not sent, where it gave null or nothing, and the setter refuses null"));
        } else if (at.received()) {
            effects.behaviour(breaking("the accessor may give null or nothing where callers got a value"));
        } else {
            effects.behaviour(additive("build() no longer demands it"));
        }
    }

    private static void requiredOnWire(Effects effects, Member old, Member now) {
        if (now.required()) {
            effects.requests(breaking("old code may leave it out, and the exchange demands it"))
                    .responses(additive("the exchange promises to send it"));
        } else {
            effects.requests(additive("old code sends it, which is still allowed"))
                    .responses(
                            old.isPresent()
                                    ? breaking("old code's accessor throws MissingMemberException when it is left out")
                                    : additive("old code reads it as one that may be left out"));
        }
    }

    /** @param type the Java type of what may be null now, or may no longer */
    static void nullOnWire(Effects effects, boolean mayBeNull, String type) {
        if (!mayBeNull) {
            effects.requests(documentation("builders never write null"))
                    .responses(additive("null comes no more, which old code was ready for"));
            return;
        }
        effects.requests(additive("old code never sends null"))
                .responses(
                        JavaTypes.isCollection(type)
                                ? additive("old code reads null as empty")
                                : breaking("old code takes null for a fault, and its accessor throws"));
    }

    /** A list may demand members that no object describes. */
    void undescribed(Place at, ObjectSchema old, ObjectSchema now) {
        if (!old.undescribed().equals(now.undescribed())) {
            changes.changed(at, "required", String.join(", ", old.undescribed()), String.join(", ", now.undescribed()))
                    .callers(documentation("no member of that name is described, so Java has none"))
                    .requests(breaking("a member is demanded that is not described"))
                    .responses(documentation("old code keeps what it does not know"));
        }
    }
}
