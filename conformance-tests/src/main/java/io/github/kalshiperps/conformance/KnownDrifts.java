package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The reviewed deviations of a file, and which of them a run finds again. The file is a YAML list; every entry has to say why it is
 * there and until when. Nothing is explained by what is not in the file.
 */
final class KnownDrifts {
    /** What {@code --accept} writes as a reason, for a person to replace: a file that still says it is refused. */
    static final String TODO = "TODO: say why";

    private static final int DAYS = 90;

    private static final Set<String> MEMBERS = new TreeSet<>(Set.of(
            "kind", "path", "rule", "operation", "type", "command", "reason", "evidence", "first_seen", "expires"));

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final String name;
    private final String text;
    private final LocalDate today;
    private final List<KnownDrift> entries;
    private final Set<Integer> used = new TreeSet<>();

    private KnownDrifts(String name, String text, LocalDate today, List<KnownDrift> entries) {
        this.name = name;
        this.text = text;
        this.today = today;
        this.entries = entries;
    }

    /** No file: everything counts. */
    static KnownDrifts none(LocalDate today) {
        return new KnownDrifts("", "", today, List.of());
    }

    /**
     * Reads a file.
     *
     * @param today what entries expire by
     * @param accepting whether new entries are about to be added: then reasons may be missing still, and the file, too
     */
    static KnownDrifts read(Path file, LocalDate today, boolean accepting) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            if (accepting) {
                return new KnownDrifts(file.toString(), "", today, List.of());
            }
            throw new ConformanceException("no known drift: there is no file " + file, e);
        } catch (IOException e) {
            throw new ConformanceException("the known drift in " + file + " cannot be read: " + e, e);
        }
        return new KnownDrifts(file.toString(), text, today, parse(text, file.toString(), accepting));
    }

    /** The finding, explained if an entry matches it; the one that says most of it, if several do. */
    Finding explain(Finding finding) {
        Optional<KnownDrift> nearest = Optional.empty();
        for (int i = 0; i < entries.size(); i++) {
            KnownDrift entry = entries.get(i);
            if (entry.matches(finding)) {
                used.add(i);
                if (!entry.isExpired(today)) {
                    nearest = Optional.of(nearest.filter(other -> precision(other) >= precision(entry))
                            .orElse(entry));
                }
            }
        }
        return nearest.map(finding::explainedBy).orElse(finding);
    }

    private static int precision(KnownDrift entry) {
        return (entry.sort() == null ? 0 : 1) + (entry.rule() == null ? 0 : 1);
    }

    /** The entries that the run shows to be out of date, each in a sentence. */
    List<String> outdated() {
        List<String> outdated = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            KnownDrift entry = entries.get(i);
            String title = name + ": entry " + (i + 1) + " (" + entry.title() + ")";
            if (!used.contains(i)) {
                outdated.add(title + " is unused: nothing of it was found; remove it");
            } else if (entry.isExpired(today)) {
                outdated.add(title + " has expired on " + entry.expires() + ": review it");
            }
        }
        return outdated;
    }

    /**
     * Adds an entry to the file for every finding that none is about, to be reviewed; all else in the file stays as it is.
     *
     * @param findings of a run, explained
     * @return how many entries were added
     */
    int accept(Path file, List<Finding> findings) throws IOException {
        Map<String, KnownDrift> fresh = new LinkedHashMap<>();
        findings.stream()
                // One that has expired is to be reviewed, not to be written anew.
                .filter(finding -> entries.stream().noneMatch(entry -> entry.matches(finding)))
                .sorted(Comparator.comparing(Finding::kind).thenComparing(Finding::path))
                .map(this::entry)
                .forEach(entry -> fresh.putIfAbsent(entry.title(), entry));
        if (fresh.isEmpty()) {
            return 0;
        }
        StringBuilder added = new StringBuilder(text);
        if (text.isBlank()) {
            added.append("# Reviewed deviations. Say in every reason why it is no news; remove what is gone.\n");
        } else if (!text.endsWith("\n")) {
            added.append('\n');
        }
        fresh.values().forEach(entry -> added.append(print(entry)));
        List<KnownDrift> expected = new ArrayList<>(entries);
        expected.addAll(fresh.values());
        if (!isReadAs(added.toString(), expected)) {
            throw new ConformanceException(
                    file + " cannot be added to: its entries have to be a list whose dashes are in the first column",
                    null);
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        ReportFiles.write(file, added.toString());
        return fresh.size();
    }

    private boolean isReadAs(String newText, List<KnownDrift> expected) {
        try {
            return parse(newText, name, true).equals(expected);
        } catch (ConformanceException e) {
            return false;
        }
    }

    private KnownDrift entry(Finding finding) {
        Source source = finding.source();
        return new KnownDrift(
                finding.kind(),
                finding.path(),
                finding.rule().isEmpty() ? null : finding.rule(),
                source.name().isEmpty() ? null : source.sort(),
                source.name(),
                TODO,
                "capture " + source.capture() + (source.line() == 0 ? "" : ", line " + source.line()) + ", at "
                        + finding.firstAt() + ": " + finding.example(),
                today,
                today.plusDays(DAYS));
    }

    private static String print(KnownDrift entry) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("- kind: ").append(entry.kind()).append('\n');
        yaml.append("  path: ").append(quoted(entry.path())).append('\n');
        if (entry.rule() != null) {
            yaml.append("  rule: ").append(entry.rule()).append('\n');
        }
        if (entry.sort() != null) {
            yaml.append("  " + entry.sort().noun() + ": ")
                    .append(quoted(entry.name()))
                    .append('\n');
        }
        yaml.append("  reason: ").append(quoted(entry.reason())).append('\n');
        yaml.append("  evidence: ").append(quoted(entry.evidence())).append('\n');
        yaml.append("  first_seen: ").append(entry.firstSeen()).append('\n');
        yaml.append("  expires: ").append(entry.expires()).append('\n');
        return yaml.toString();
    }

    /** In single quotes, which keep JSON readable; as JSON where YAML would need escapes. */
    private static String quoted(String text) {
        return text.codePoints().allMatch(c -> c >= ' ' && c < 0x7f)
                ? "'" + text.replace("'", "''") + "'"
                : TextNode.valueOf(text).toString();
    }

    private static List<KnownDrift> parse(String text, String file, boolean accepting) {
        JsonNode root;
        try {
            root = YAML.readTree(text);
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            // Behind the first line, the parser shows the text again.
            String reason =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new ConformanceException(file + line + ": not YAML: " + reason, e);
        }
        if (root instanceof MissingNode || root.isNull()) {
            return List.of();
        }
        if (!root.isArray()) {
            throw new ConformanceException(file + ": not a list of entries", null);
        }
        List<KnownDrift> entries = new ArrayList<>();
        Map<String, Integer> titles = new LinkedHashMap<>();
        for (JsonNode node : root) {
            Entry entry = new Entry(file, entries.size() + 1, node);
            KnownDrift parsed = entry.parse(accepting);
            Integer first = titles.putIfAbsent(parsed.title(), entry.number());
            if (first != null) {
                throw entry.wrong("repeats entry " + first);
            }
            entries.add(parsed);
        }
        return entries;
    }

    /**
     * An entry as it stands in the file.
     *
     * @param number of the entry, from 1
     */
    private record Entry(String file, int number, JsonNode node) {
        KnownDrift parse(boolean accepting) {
            if (!node.isObject()) {
                throw wrong("is no mapping");
            }
            node.fieldNames().forEachRemaining(member -> {
                if (!MEMBERS.contains(member)) {
                    throw wrong("has an unknown member '" + member + "', none of " + String.join(", ", MEMBERS));
                }
            });
            Kind kind = kind();
            Source.Sort sort = sort();
            KnownDrift parsed = new KnownDrift(
                    kind,
                    path(),
                    rule(kind),
                    sort,
                    sort == null ? "" : text(sort.noun()),
                    text("reason"),
                    text("evidence"),
                    date("first_seen"),
                    date("expires"));
            if (!accepting && parsed.reason().startsWith("TODO")) {
                throw wrong("still needs a 'reason': it says " + Excerpt.of(parsed.reason()));
            }
            if (parsed.expires().isBefore(parsed.firstSeen())) {
                throw wrong("has an 'expires' before its 'first_seen'");
            }
            return parsed;
        }

        private Kind kind() {
            String text = text("kind");
            return Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> wrong("has an unknown 'kind': " + Excerpt.of(text)));
        }

        private String path() {
            String path = text("path");
            if (!path.startsWith("$")) {
                throw wrong("has a 'path' that does not begin with $: " + Excerpt.of(path));
            }
            if (path.matches(".*\\[[0-9]+].*")) {
                throw wrong("has a 'path' that is not folded: write [] for " + Excerpt.of(path));
            }
            return path;
        }

        private @Nullable String rule(Kind kind) {
            if (!node.has("rule")) {
                return null;
            }
            String text = text("rule");
            if (kind != Kind.SEMANTIC) {
                throw wrong("has a 'rule', which only SEMANTIC has");
            }
            if (Arrays.stream(Rule.values()).noneMatch(rule -> rule.toString().equals(text))) {
                throw wrong("has an unknown 'rule': " + Excerpt.of(text));
            }
            return text;
        }

        private Source.@Nullable Sort sort() {
            List<Source.Sort> sorts = Arrays.stream(Source.Sort.values())
                    .filter(sort -> node.has(sort.noun()))
                    .toList();
            if (sorts.size() > 1) {
                throw wrong("has both '" + sorts.get(0).noun() + "' and '"
                        + sorts.get(1).noun() + "'");
            }
            return sorts.isEmpty() ? null : sorts.get(0);
        }

        private LocalDate date(String member) {
            String text = text(member);
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw wrong("has a '" + member + "' that is no date, YYYY-MM-DD: " + Excerpt.of(text));
            }
        }

        private String text(String member) {
            JsonNode value = node.path(member);
            if (!value.isTextual() || value.asText().isBlank()) {
                throw wrong(
                        value.isMissingNode() || value.isNull()
                                ? "has no '" + member + "'"
                                : "has a '" + member + "' that is no text: " + Excerpt.of(value.toString()));
            }
            return value.asText();
        }

        ConformanceException wrong(String what) {
            JsonNode kind = node.path("kind");
            String title = kind.isTextual()
                    ? " (" + kind.asText() + " " + node.path("path").asText() + ")"
                    : "";
            return new ConformanceException(file + ": entry " + number + title + " " + what, null);
        }
    }
}
