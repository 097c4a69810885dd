package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a bump leaves for people to do, as far as it shows in a checkout: sentences that only hold a place, and the report
 * that allows them. The report must never come to the main branch, so neither can the sentences.
 */
public final class OpenBump {
    /** The report, in the root of the checkout. */
    static final String REPORT = "BUMP.md";

    /** What every sentence begins with that holds the place of words. */
    static final String PLACEHOLDER = "TODO words: ";

    /** The first line of a report that says there is still something to do. */
    static final String OPEN = "<!-- perps spec bump: open -->";

    /** The first line of one that says there is not. */
    static final String COMPLETE = "<!-- perps spec bump: complete -->";

    private OpenBump() {}

    /**
     * What must not be as it is.
     *
     * @param checkout the root of a checkout
     * @return one sentence each; none when all is well
     * @throws SpecException if a file cannot be read
     */
    public static List<String> problems(Path checkout) {
        try {
            List<String> problems = new ArrayList<>();
            Path report = checkout.resolve(REPORT);
            boolean open = false;
            if (Files.exists(report)) {
                String first = Files.readString(report).lines().findFirst().orElse("");
                open = first.equals(OPEN);
                if (!open && !first.equals(COMPLETE)) {
                    problems.add(REPORT + ": the first line is neither " + OPEN + " nor " + COMPLETE);
                }
                if (isOnMain(checkout)) {
                    problems.add(REPORT + " is on the branch main: finish the bump on a branch of its own, delete the"
                            + " report, then merge");
                }
            }
            List<String> placeholders = placeholders(checkout.resolve("specs"));
            if (!open) {
                placeholders.forEach(place -> problems.add(place + " (allowed only while " + REPORT + " is open)"));
            }
            return problems;
        } catch (IOException e) {
            throw new SpecException("cannot look for an open bump: " + e, e);
        }
    }

    /**
     * Whether a bump was ended while it put files in place: some of them may be new and some old.
     *
     * @param checkout the root of a checkout
     * @return the journal by which the next bump finishes; nothing when all is well
     */
    public static Optional<Path> unfinished(Path checkout) {
        Path root = checkout.toAbsolutePath().normalize();
        Journal journal = new Journal(root, Journal.folder(root), Checkpoint.NONE);
        return journal.isUnfinished() ? Optional.of(journal.file()) : Optional.empty();
    }

    /** The sentences that hold a place, each with its file and line. */
    static List<String> placeholders(Path specs) throws IOException {
        List<String> found = new ArrayList<>();
        for (Api api : Api.values()) {
            Path overlay = specs.resolve(api.file()).resolveSibling("words.overlay.yaml");
            if (Files.exists(overlay)) {
                List<String> lines = Files.readAllLines(overlay);
                for (int i = 0; i < lines.size(); i++) {
                    int start = lines.get(i).indexOf(PLACEHOLDER);
                    if (start >= 0) {
                        found.add(specs.relativize(overlay) + ", line " + (i + 1) + ": "
                                + lines.get(i)
                                        .substring(start + PLACEHOLDER.length())
                                        .replaceAll("\\.?'?$", ""));
                    }
                }
            }
        }
        return found;
    }

    /** By the file in which Git keeps the name of the branch; a worktree has it elsewhere, a copy has none. */
    private static boolean isOnMain(Path checkout) throws IOException {
        Path git = checkout.resolve(".git");
        if (Files.isRegularFile(git)) {
            git = checkout.resolve(
                    Files.readString(git).strip().replaceFirst("^gitdir: ", "")); // absolute, or from the checkout
        }
        Path head = git.resolve("HEAD");
        return Files.exists(head) && Files.readString(head).strip().equals("ref: refs/heads/main");
    }
}
