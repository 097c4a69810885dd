package io.github.kalshiperps.conformance;

/**
 * What a report counts and does not list: the findings of one kind at one path, in messages of one name, beyond those of the first
 * captures.
 *
 * @param kind what kind of deviation
 * @param path where, folded
 * @param sort what the name is
 * @param name what the contract calls the message
 * @param captures in how many more captures it was found
 * @param count how often in all of them
 */
record Unlisted(Kind kind, String path, Source.Sort sort, String name, int captures, int count) {
    boolean continues(Finding finding) {
        return kind == finding.kind()
                && path.equals(finding.path())
                && sort == finding.source().sort()
                && name.equals(finding.source().name());
    }
}
