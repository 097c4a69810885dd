package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * More captures do not take more memory. Measured by hand with more of them:
 * {@code GeneratedCorpus DIR 200}, then {@code java -Xmx96m … io.github.kalshiperps.cli.Perps conformance --corpus DIR}.
 */
class ScaleTest {
    @TempDir
    Path directory;

    private static long retained(Object kept) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        assertThat(kept).isNotNull();
        return least;
    }

    @Test
    void fiveMegabytesTakeNoMoreThanTheirReport() throws IOException {
        Path small = directory.resolve("small");
        Path large = directory.resolve("large");
        GeneratedCorpus.write(small, 1 << 20);
        long bytes = GeneratedCorpus.write(large, 5 << 20);
        assertThat(bytes).isGreaterThan(5 << 20);
        Authored.compare(small); // classes, contracts and interned texts are there from now on

        long empty = retained(this);
        Report little = Authored.compare(small);
        long ofLittle = retained(little) - empty;
        Report much = Authored.compare(large);
        long ofMuch = retained(List.of(little, much)) - empty - ofLittle;

        assertThat(much.compared()).isGreaterThan(4 * little.compared());
        assertThat(much.frames()).isGreaterThan(4 * little.frames());
        assertThat(much.total()).isGreaterThan(3 * little.total());
        assertThat(much.findings().size()).isLessThan(2 * little.findings().size());
        assertThat(ofMuch).as("bytes that the report of %s bytes keeps", bytes).isLessThan(2 << 20);
        assertThat(JsonReport.of(much).length())
                .isLessThan(2 * JsonReport.of(little).length());
    }

    @Test
    void namesComeSortedInBatches() throws IOException {
        Authored.Message message = Authored.message("exchange__status");
        for (String name : List.of("d", "a", "c", "b", "e", "a.b", "A")) {
            new Authored.Message(name, message.ending(), message.meta(), message.body()).in(directory);
        }
        for (int batch = 1; batch < 9; batch++) {
            assertThat(Corpus.of(directory, batch).names()).containsExactly("A", "a", "a.b", "b", "c", "d", "e");
        }
    }

    @Test
    void theFirstCapturesAreListedAndTheOthersCounted() throws IOException {
        Authored.Message message = Authored.message("exchange__status").with("trading_active", "trading_activ");
        for (int i = 0; i < 50; i++) {
            new Authored.Message("x" + (100 + i), message.ending(), message.meta(), message.body()).in(directory);
        }

        Report report = Authored.compare(directory);

        assertThat(report.byKind())
                .containsEntry(Kind.MISSING_REQUIRED, 50)
                .containsEntry(Kind.UNDOCUMENTED_MEMBER, 50);
        assertThat(report.total()).isEqualTo(100);
        assertThat(report.findings().stream()
                        .filter(finding -> finding.kind() == Kind.MISSING_REQUIRED)
                        .map(Finding::capture))
                .containsExactlyElementsOf(IntStream.range(100, 100 + Findings.LISTED)
                        .mapToObj(i -> "x" + i)
                        .toList());
        assertThat(report.unlisted())
                .contains(new Unlisted(
                        Kind.MISSING_REQUIRED,
                        "$.trading_active",
                        Source.Sort.OPERATION,
                        "GetMarginExchangeStatus",
                        50 - Findings.LISTED,
                        50 - Findings.LISTED));
        assertThat(MarkdownReport.of(report))
                .contains("50 times in 50 captures: `x100`, `x101`, `x102` and 47 more")
                .contains("(100 findings)");
        assertThat(JsonReport.of(report)).contains("\"unlisted_findings\": [", "\"captures\": 30");
    }

    @Test
    void endlesslyManyPlacesAndReasonsAreCounted() {
        Findings findings = new Findings();
        int places = Findings.PLACES + 100;
        for (int i = 0; i < places; i++) {
            Place place = Place.ROOT.member("m" + i, null);
            findings.add(Source.operation("c" + i, "o"), Kind.UNDOCUMENTED_MEMBER, place, "none", "1");
            findings.settle();
        }
        assertThat(findings.all()).hasSize(Findings.PLACES + Findings.LISTED);
        assertThat(findings.unlisted()).singleElement().satisfies(rest -> {
            assertThat(rest.captures()).isEqualTo(100 - Findings.LISTED);
            assertThat(rest.path()).contains("many other places");
        });

        Omissions omissions = new Omissions();
        for (int i = 0; i < 2_000; i++) {
            omissions.add(Report.Uncompared.capture("c" + i, "reason " + i));
            omissions.add(Report.Uncompared.capture("d" + i, "one reason"));
        }
        assertThat(omissions.list().size()).isLessThan(Omissions.REASONS + 3 * Omissions.LISTED);
        assertThat(Report.total(omissions.list())).isEqualTo(4_000);
        assertThat(omissions.list().stream().filter(listed -> listed.more() > 0))
                .hasSize(2);
    }
}
