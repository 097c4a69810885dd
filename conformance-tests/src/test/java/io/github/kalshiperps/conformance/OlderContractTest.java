package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.conformance.Authored.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract of the captures' time did not require may be missing, and nothing else may. */
class OlderContractTest {
    @TempDir
    Path directory;

    @TempDir
    Path contracts;

    @Test
    void withoutAnOlderContractItIsAFinding() throws IOException {
        Report report = compare(Bindings.REST, fills(), requiring("MarginFill", "venue_name"), null);

        assertThat(findings(report)).containsExactly("MISSING_REQUIRED $.fills[].venue_name");
        assertThat(report.newRequirements()).isEmpty();
    }

    @Test
    void whatTheOlderOneDoesNotHaveMayBeMissing() throws IOException {
        fills().withName("again").in(directory);

        Report report =
                compare(Bindings.REST, fills(), requiring("MarginFill", "venue_name"), UnaryOperator.identity());

        assertThat(findings(report)).isEmpty();
        assertThat(report.newRequirements()).singleElement().satisfies(missing -> {
            assertThat(missing.sort()).isEqualTo(Source.Sort.OPERATION);
            assertThat(missing.name()).isEqualTo("GetMarginFills");
            assertThat(missing.path()).isEqualTo("$.fills[].venue_name");
            assertThat(missing.expected())
                    .startsWith("string, required by MarginFill; not required by openapi.yaml (SHA-256 ");
            assertThat(missing.captures()).isEqualTo(2);
            assertThat(missing.count()).isEqualTo(4);
            assertThat(missing.capture()).isEqualTo("again");
        });
    }

    @Test
    void whatTheOlderOneHasAndDoesNotRequireMayBeMissing() throws IOException {
        Report report = compare(
                Bindings.REST,
                market().with("\"exchange_index\": 0,", ""),
                UnaryOperator.identity(),
                contract -> without(contract, "    MarginMarket:\n", "        - exchange_index\n"));

        assertThat(findings(report)).isEmpty();
        assertThat(report.newRequirements())
                .extracting(NewRequirement::path)
                .containsExactly("$.market.exchange_index");
    }

    @Test
    void whatTheOlderOneRequiresTooIsAFinding() throws IOException {
        Report report = compare(
                Bindings.REST,
                market().with("\"exchange_index\": 0,", ""),
                requiring("MarginMarket", "lot_colour"),
                UnaryOperator.identity());

        assertThat(findings(report)).containsExactly("MISSING_REQUIRED $.market.exchange_index");
        assertThat(report.newRequirements()).extracting(NewRequirement::path).containsExactly("$.market.lot_colour");
    }

    @Test
    void whatTheOlderOneRequiresOfElementsAndFramesIsAFindingToo() throws IOException {
        Message fills = fills().with("\"is_taker\": true,", "");
        Message frames = Authored.message(Bindings.WS, "market_data")
                .withLine(7, "\"sid\":13,", "")
                .withMeta("\"channels\"", "\"channel\"");

        assertThat(findings(compare(Bindings.REST, fills, UnaryOperator.identity(), UnaryOperator.identity())))
                .containsExactly("MISSING_REQUIRED $.fills[].is_taker");
        Report report = compare(
                Bindings.WS,
                Corpus.of(frames.in(contracts)),
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                directory);
        assertThat(findings(report))
                .contains("MISSING_REQUIRED $.sid", "MISSING_REQUIRED $.subscribe_cmds[].params.channels");
        assertThat(report.newRequirements()).isEmpty();
    }

    /** The exchange sent the object before it was documented, so that nobody had promised what is in it. */
    @Test
    void ofAnObjectThatTheOlderOneDoesNotHaveAnythingMayBeMissing() throws IOException {
        Message sent = market().with("\"is_open\": true,", "");
        UnaryOperator<String> withoutSchedule =
                contract -> without(contract, "    MarginMarket:\n", "        - schedule\n")
                        .replace("        schedule:\n", "        opening:\n");

        Report report = compare(Bindings.REST, sent, UnaryOperator.identity(), withoutSchedule);

        assertThat(findings(report)).isEmpty();
        assertThat(report.newRequirements())
                .extracting(NewRequirement::path)
                .containsExactly("$.market.schedule.is_open");
        assertThat(findings(compare(Bindings.REST, sent, UnaryOperator.identity(), UnaryOperator.identity())))
                .containsExactly("MISSING_REQUIRED $.market.schedule.is_open");
    }

    @Test
    void ofAnOperationThatTheOlderOneDoesNotHaveAnythingMayBeMissing() throws IOException {
        Report report = compare(
                Bindings.REST,
                fills().with("\"ticker\"", "\"tickers\""),
                UnaryOperator.identity(),
                contract -> contract.replace("  /margin/fills:\n", "  /margin/filled:\n"));

        assertThat(findings(report)).containsExactly("UNDOCUMENTED_MEMBER $.fills[].tickers");
        assertThat(report.newRequirements()).extracting(NewRequirement::path).containsExactly("$.fills[].ticker");
    }

    @Test
    void anotherDeviationIsAFinding() throws IOException {
        Report report = compare(
                Bindings.REST,
                fills().with("\"is_taker\": true", "\"is_taker\": \"yes\""),
                requiring("MarginFill", "venue_name"),
                UnaryOperator.identity());

        assertThat(findings(report)).containsExactly("WRONG_KIND $.fills[].is_taker");
    }

    @Test
    void framesAndCommandsAreHeldToTheContractOfTheirTimeToo() throws IOException {
        Message sent = Authored.message(Bindings.WS, "market_data");
        UnaryOperator<String> more = requiring("marginTickerPayload", "venue_name")
                .andThen(requiring("subscribeCommandPayload", "reason"))::apply;

        assertThat(findings(compare(Bindings.WS, sent, more, null)))
                .containsExactly("MISSING_REQUIRED $.subscribe_cmds[].reason", "MISSING_REQUIRED $.venue_name");

        Report report = compare(Bindings.WS, sent, more, UnaryOperator.identity());

        assertThat(findings(report)).isEmpty();
        assertThat(report.newRequirements())
                .extracting(missing -> missing.sort() + " " + missing.name() + " " + missing.path())
                .containsExactly("COMMAND subscribe $.subscribe_cmds[].reason", "TYPE ticker $.venue_name");
    }

    @Test
    void theReportsListIt() throws IOException {
        Report report =
                compare(Bindings.REST, fills(), requiring("MarginFill", "venue_name"), UnaryOperator.identity());

        assertThat(MarkdownReport.of(report))
                .contains("**Captures, contract and models agree.**")
                .contains(" 1 required member is newer than the captures, which lack it (listed below). ")
                .contains("## Newer than the captures\n")
                .contains(
                        "\n| `$.fills[].venue_name` | `GetMarginFills` | `string, required by MarginFill; not required by ")
                .contains(" | 2 times in 1 capture, first in `portfolio__fills` |\n");
        assertThat(HtmlReport.of(report))
                .contains("<h2>Newer than the captures</h2>")
                .contains("<li><code>$.fills[].venue_name</code> of <code>GetMarginFills</code>: string, required by");
        assertThat(JunitReport.of(report)).contains("failures=\"0\"").doesNotContain("venue_name");
    }

    @Test
    void reportsWithoutItSayNothing() throws IOException {
        Report report = compare(Bindings.REST, fills(), UnaryOperator.identity(), UnaryOperator.identity());

        assertThat(MarkdownReport.of(report)).doesNotContain("ewer than the captures");
        assertThat(HtmlReport.of(report)).doesNotContain("ewer than the captures");
    }

    private static Message fills() throws IOException {
        return Authored.message("portfolio__fills");
    }

    private static Message market() throws IOException {
        return Authored.message("markets__get");
    }

    private static List<String> findings(Report report) {
        assertThat(report.broken()).isEmpty();
        return report.findings().stream()
                .map(finding -> finding.kind() + " " + finding.path())
                .toList();
    }

    /** A contract of which a schema requires one member more. */
    static UnaryOperator<String> requiring(String schema, String member) {
        return contract -> {
            String begin = "    " + schema + ":\n";
            String required = after(contract, begin, "      required:\n", "        - " + member + "\n");
            return after(required, begin, "      properties:\n", "        " + member + ":\n          type: string\n");
        };
    }

    private static String after(String contract, String begin, String line, String more) {
        int at = contract.indexOf(line, from(contract, begin)) + line.length();
        return contract.substring(0, at) + more + contract.substring(at);
    }

    /** A contract of which a line of a schema is gone. */
    private static String without(String contract, String begin, String line) {
        int at = contract.indexOf(line, from(contract, begin));
        return contract.substring(0, at) + contract.substring(at + line.length());
    }

    private static int from(String contract, String begin) {
        assertThat(contract).contains(begin);
        return contract.indexOf(begin);
    }

    private Report compare(
            Bindings bindings, Message sent, UnaryOperator<String> change, @Nullable UnaryOperator<String> olderChange)
            throws IOException {
        return compare(bindings, Corpus.of(sent.in(directory)), change, olderChange, contracts);
    }

    /** Compares with a changed contract, and with an older one if there is one. */
    static Report compare(
            Bindings bindings,
            Corpus corpus,
            UnaryOperator<String> change,
            @Nullable UnaryOperator<String> olderChange,
            Path contracts)
            throws IOException {
        OtherContracts others = olderChange == null
                ? OtherContracts.NONE
                : new OtherContracts(null, contract(bindings, olderChange, contracts));
        return Conformance.run(
                List.of(bindings.comparison(contract(bindings, change, contracts), others)), corpus, "corpus");
    }

    private static ContractFile contract(Bindings bindings, UnaryOperator<String> change, Path contracts)
            throws IOException {
        String file = bindings.api().file();
        Path folder = Files.createTempDirectory(contracts, "contract");
        Files.writeString(
                folder.resolve(file.substring(file.lastIndexOf('/') + 1)),
                change.apply(Files.readString(Authored.SPECS.resolve(file))));
        return ContractFile.other(bindings.api(), Authored.SPECS, folder);
    }
}
