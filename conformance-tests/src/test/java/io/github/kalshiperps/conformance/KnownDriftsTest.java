package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownDriftsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-10-01");

    private static final String ENTRY = """
            - kind: FORMAT_BROKEN
              path: $.markets[].tick_size
              operation: GetMarginMarkets
              reason: The tick size of this market is empty on demo.
              evidence: capture markets__list
              first_seen: 2026-06-12
              expires: 2026-10-01
            """;

    private static final Finding FINDING = new Finding(
            Source.operation("markets__list", "GetMarginMarkets"),
            Kind.FORMAT_BROKEN,
            "$.markets[].tick_size",
            1,
            "plain decimal in a string",
            "\"\"",
            "$.markets[1].tick_size");

    @TempDir
    Path directory;

    @Test
    void aFindingIsExplainedUpToTheLastDay() throws IOException {
        KnownDrifts known = read(ENTRY, TODAY);

        KnownDrift entry = Objects.requireNonNull(known.explain(FINDING).known());

        assertThat(entry.reason()).startsWith("The tick size");
        assertThat(entry.firstSeen()).isEqualTo("2026-06-12");
        assertThat(known.outdated()).isEmpty();
    }

    @Test
    void anExpiredEntryExplainsNothing() throws IOException {
        KnownDrifts known = read(ENTRY, TODAY.plusDays(1));

        assertThat(known.explain(FINDING).known()).isNull();
        assertThat(known.outdated())
                .containsExactly(
                        file() + ": entry 1 (FORMAT_BROKEN $.markets[].tick_size of operation GetMarginMarkets)"
                                + " has expired on 2026-10-01: review it");
    }

    @Test
    void anEntryOfNothingIsUnused() throws IOException {
        KnownDrifts known = read(ENTRY, TODAY);

        assertThat(known.outdated())
                .containsExactly(
                        file() + ": entry 1 (FORMAT_BROKEN $.markets[].tick_size of operation GetMarginMarkets)"
                                + " is unused: nothing of it was found; remove it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: FORMAT_BROKEN | kind: WRONG_KIND",
                "$.markets[].tick_size | $.market.tick_size",
                "$.markets[].tick_size | $.markets[]",
                "operation: GetMarginMarkets | operation: GetMarginMarket",
                "operation: GetMarginMarkets | type: GetMarginMarkets",
                "operation: GetMarginMarkets | command: GetMarginMarkets",
            })
    void nothingElseIsExplained(String from, String to) throws IOException {
        KnownDrifts known = read(ENTRY.replace(from, to), TODAY);

        assertThat(known.explain(FINDING).known()).isNull();
        assertThat(known.outdated()).hasSize(1);
    }

    @Test
    void withoutANameAnyMessageIsMeantButTheNearestEntrySaysWhy() throws IOException {
        String general = ENTRY.replace("  operation: GetMarginMarkets\n", "").replace("The tick size", "Any");
        KnownDrifts known = read(general + ENTRY, TODAY);

        KnownDrift entry = Objects.requireNonNull(known.explain(FINDING).known());

        assertThat(entry.reason()).startsWith("The tick size");
        assertThat(known.outdated()).isEmpty();
    }

    @Test
    void aRuleIsToldFromAnotherOne() throws IOException {
        Findings findings = new Findings();
        findings.add(Source.frame("c", 3, "orderbook_delta"), Rule.SEQ_CONTINUOUS, Place.ROOT, "4 after 2");
        Finding finding = findings.all().iterator().next();
        String entry = ENTRY.replace("FORMAT_BROKEN", "SEMANTIC")
                .replace("$.markets[].tick_size", "$")
                .replace("operation: GetMarginMarkets", "rule: seq-continuous");

        assertThat(read(entry, TODAY).explain(finding).known()).isNotNull();
        assertThat(read(entry.replace("seq-continuous", "delta-size"), TODAY)
                        .explain(finding)
                        .known())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: FORMAT_BROKEN | kind: BROKEN | entry 1 (BROKEN $.markets[].tick_size) has an unknown 'kind': BROKEN",
                "path: $.markets[].tick_size | path: markets | has a 'path' that does not begin with $: markets",
                "$.markets[].tick_size | $.markets[3].x | has a 'path' that is not folded: write [] for $.markets[3].x",
                "  expires: 2026-10-01 | | entry 1 (FORMAT_BROKEN $.markets[].tick_size) has no 'expires'",
                "expires: 2026-10-01 | expires: soon | has a 'expires' that is no date, YYYY-MM-DD: soon",
                "expires: 2026-10-01 | expires: 2026-02-30 | has a 'expires' that is no date",
                "expires: 2026-10-01 | expires: 2026-06-11 | has an 'expires' before its 'first_seen'",
                "expires: 2026-10-01 | until: 2026-10-01 | has an unknown member 'until', none of command, evidence, expires,",
                "first_seen: 2026-06-12 | first_seen: [2026] | has a 'first_seen' that is no text: [2026]",
                "evidence: capture markets__list | evidence: '' | has a 'evidence' that is no text",
                "operation: GetMarginMarkets | 'operation: a\n  type: b' | has both 'operation' and 'type'",
                "operation: GetMarginMarkets | 'rule: delta-size' | has a 'rule', which only SEMANTIC has",
                "The tick size of this market is empty on demo. | TODO later | still needs a 'reason': it says",
                "- kind: FORMAT_BROKEN | '- []\n- kind: FORMAT_BROKEN' | entry 1 is no mapping",
                "- kind: FORMAT_BROKEN | '- kind: FORMAT_BROKEN\n  kind: FORMAT_BROKEN' | line 2: not YAML: Duplicate",
                "- kind: FORMAT_BROKEN | ' {' | not YAML",
                "- kind: FORMAT_BROKEN | 'kind: FORMAT_BROKEN' | not YAML",
            })
    void whatIsWrongIsNamed(String from, String to, String message) {
        assertThatExceptionOfType(ConformanceException.class)
                .isThrownBy(() -> read(ENTRY.replace(from, to == null ? "" : to.replace("'", "")), TODAY))
                .withMessageStartingWith(file().toString())
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void anUnknownRule() {
        String entry = ENTRY.replace("FORMAT_BROKEN", "SEMANTIC").replace("operation: GetMarginMarkets", "rule: fun");

        assertThatExceptionOfType(ConformanceException.class)
                .isThrownBy(() -> read(entry, TODAY))
                .withMessageEndingWith("entry 1 (SEMANTIC $.markets[].tick_size) has an unknown 'rule': fun");
    }

    @Test
    void theSameEntryTwice() {
        assertThatExceptionOfType(ConformanceException.class)
                .isThrownBy(() -> read(ENTRY + ENTRY, TODAY))
                .withMessageEndingWith("entry 2 (FORMAT_BROKEN $.markets[].tick_size) repeats entry 1");
    }

    @Test
    void aFileOfCommentsHasNoEntries() throws IOException {
        assertThat(read("# nothing yet\n", TODAY).outdated()).isEmpty();
        assertThatExceptionOfType(ConformanceException.class)
                .isThrownBy(() -> read("known: []\n", TODAY))
                .withMessageEndingWith(": not a list of entries");
    }

    @Test
    void aMissingFile() {
        assertThatExceptionOfType(ConformanceException.class)
                .isThrownBy(() -> KnownDrifts.read(file(), TODAY, false))
                .withMessage("no known drift: there is no file " + file());
    }

    @Test
    void whatIsAcceptedIsAddedAndTheRestStaysToTheByte() throws IOException {
        String before = "# ours\n\n" + ENTRY.replace("2026-06-12", "'2026-06-12' # a comment") + "\n# the end";
        Files.writeString(file(), before);
        KnownDrifts known = KnownDrifts.read(file(), TODAY, true);
        Finding first = known.explain(FINDING);
        Finding other = new Finding(
                Source.frame("it's", 7, "ticker"),
                Kind.WRONG_KIND,
                "$.msg.ts_ms",
                2,
                "integer",
                "\"1'\"",
                "$.msg.ts_ms");
        Finding again = new Finding(
                Source.frame("later", 1, "ticker"),
                Kind.WRONG_KIND,
                "$.msg.ts_ms",
                2,
                "integer",
                "\"ü\"",
                "$.msg.ts_ms");

        assertThat(known.accept(file(), List.of(first, other, again))).isEqualTo(1);

        assertThat(file()).content().isEqualTo(before + """

                - kind: WRONG_KIND
                  path: '$.msg.ts_ms'
                  type: 'ticker'
                  reason: 'TODO: say why'
                  evidence: 'capture it''s, line 7, at $.msg.ts_ms: "1''"'
                  first_seen: 2026-10-01
                  expires: 2026-12-30
                """);
        assertThat(files()).containsExactly("known.yaml");
        // Once more finds nothing new, and without a reason the file is refused.
        KnownDrifts next = KnownDrifts.read(file(), TODAY, true);
        assertThat(next.accept(file(), List.of(next.explain(FINDING), next.explain(other))))
                .isZero();
        assertThatExceptionOfType(ConformanceException.class)
                .isThrownBy(() -> KnownDrifts.read(file(), TODAY, false))
                .withMessageContaining("entry 2 (WRONG_KIND $.msg.ts_ms) still needs a 'reason'");
    }

    @Test
    void aNewFileIsMadeWithItsDirectory() throws IOException {
        Path fresh = directory.resolve("deep/known.yaml");
        Findings findings = new Findings();
        findings.add(Source.frame("c\u0000", 3, "é\n"), Rule.SEQ_CONTINUOUS, Place.ROOT, "4 after 2");

        assertThat(KnownDrifts.read(fresh, TODAY, true).accept(fresh, List.copyOf(findings.all())))
                .isEqualTo(1);

        Files.writeString(fresh, Files.readString(fresh).replace(KnownDrifts.TODO, "because"));
        KnownDrifts known = KnownDrifts.read(fresh, TODAY, false);
        assertThat(known.explain(findings.all().iterator().next()).known()).isNotNull();
        assertThat(known.outdated()).isEmpty();
    }

    @Test
    void anExpiredEntryIsNotWrittenAnew() throws IOException {
        Files.writeString(file(), ENTRY);
        KnownDrifts known = KnownDrifts.read(file(), TODAY.plusDays(1), true);

        assertThat(known.accept(file(), List.of(known.explain(FINDING)))).isZero();
        assertThat(known.outdated()).hasSize(1);
    }

    @Test
    void aListInAnotherStyleIsLeftAlone() throws IOException {
        for (String text : List.of("[]\n", ENTRY.indent(2), ENTRY + "...\n")) {
            Files.writeString(file(), text);
            KnownDrifts known = KnownDrifts.read(file(), TODAY, true);
            Finding fresh = new Finding(Source.operation("c", "o"), Kind.WRONG_KIND, "$", 1, "", "", "$");

            assertThatExceptionOfType(ConformanceException.class)
                    .isThrownBy(() -> known.accept(file(), List.of(fresh)))
                    .withMessageContaining("cannot be added to");
            assertThat(file()).content().isEqualTo(text);
        }
    }

    private KnownDrifts read(String text, LocalDate today) throws IOException {
        Files.writeString(file(), text);
        return KnownDrifts.read(file(), today, false);
    }

    private Path file() {
        return directory.resolve("known.yaml");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
