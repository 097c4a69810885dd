package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** A place in the document being read, and the way to report what is found there. */
final class Position {
    private final String pointer;
    private final boolean named;
    private final Findings findings;

    private Position(String pointer, boolean named, Findings findings) {
        this.pointer = pointer;
        this.named = named;
        this.findings = findings;
    }

    static Position root(Findings findings) {
        return new Position("#", true, findings);
    }

    /** The value of a key. */
    Position child(String key) {
        return new Position(pointer + '/' + key.replace("~", "~0").replace("/", "~1"), named, findings);
    }

    /** A list's element. Canonical order may move it, so nothing may refer to it or to anything in it. */
    Position element(int index) {
        return new Position(pointer + '/' + index, false, findings);
    }

    void refuse(String problem) {
        findings.refuse(pointer + ": " + problem);
    }

    void defect(String defect) {
        findings.defect(pointer + ": " + defect);
    }

    /** Says that an object of this kind stands here, so that a reference may lead to it. */
    void declare(String kind) {
        if (named) {
            findings.declare(pointer, kind);
        }
    }

    /** Says that this place refers to an object of some kind, which may be declared later. */
    void refer(String target, String kind) {
        findings.refer(pointer, target, kind);
    }

    void referenceWithSiblings(Set<String> facts) {
        findings.referenceWithSiblings(facts);
    }

    /** Whether prose and extensions are kept beside the facts. */
    boolean keepsWords() {
        return findings.keepsWords();
    }

    /** What upstream has at the target of a reference; a missing node when the reference is dangling. */
    JsonNode lookUp(String target) {
        return findings.lookUp(target);
    }

    /** The object itself, or the one that it refers to. */
    JsonNode resolve(JsonNode objectOrReference) {
        JsonNode target = objectOrReference.path(ObjectShape.REF);
        return target.isMissingNode() ? objectOrReference : lookUp(target.asText());
    }
}
