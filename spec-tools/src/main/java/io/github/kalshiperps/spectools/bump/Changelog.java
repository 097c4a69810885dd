package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The changelog: an entry more, and the version of the last release. */
final class Changelog {
    private static final String UNRELEASED = "## Unreleased";
    private static final Pattern RELEASE = Pattern.compile("(?m)^## \\[?(\\d+\\.\\d+\\.\\d+)\\b");
    private static final int WIDTH = 120;

    private Changelog() {}

    /** The version of the last release; nothing when there was none. */
    static Optional<String> lastRelease(String text) {
        Matcher release = RELEASE.matcher(text);
        return release.find() ? Optional.of(release.group(1)) : Optional.empty();
    }

    /**
     * Adds an entry at the end of a section of what is not released.
     *
     * @param section such as {@code Added}
     * @param entry one paragraph
     */
    static String with(String text, String section, String entry) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int start = lines.indexOf(UNRELEASED);
        if (start < 0) {
            throw new SpecException("CHANGELOG.md has no line '" + UNRELEASED + "'");
        }
        int end = next(lines, start, "## ");
        int heading = lines.subList(start, end).indexOf("### " + section);
        if (heading < 0) {
            int last = lastWritten(lines, end);
            lines.addAll(last, List.of("", "### " + section, ""));
            lines.addAll(last + 3, wrapped(entry));
        } else {
            int endOfSection = Math.min(end, next(lines, start + heading, "### "));
            lines.addAll(lastWritten(lines, endOfSection), wrapped(entry));
        }
        return String.join("\n", lines) + "\n";
    }

    private static int next(List<String> lines, int after, String prefix) {
        for (int i = after + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(prefix)) {
                return i;
            }
        }
        return lines.size();
    }

    /** The place behind the last line before another that is not blank. */
    private static int lastWritten(List<String> lines, int before) {
        int place = before;
        while (lines.get(place - 1).isBlank()) {
            place--;
        }
        return place;
    }

    private static List<String> wrapped(String entry) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder("-");
        for (String word : entry.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
