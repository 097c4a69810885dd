package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
    @TempDir
    Path directory;

    @Test
    void aFindingIsTheSameWhateverItsCaptureIsCalled() throws IOException {
        Report earlier = compare("earlier", "exchange__enabled", "{", "{\"x\": 1,");
        Path renamed = Files.createDirectory(directory.resolve("renamed"));
        Authored.Message message = Authored.message("exchange__enabled").with("{", "{\"x\": 1,");
        new Authored.Message("another", ".json", message.meta(), message.body()).in(renamed);

        Report now = since(Authored.compare(renamed), earlier);

        assertThat(now.findings()).hasSize(1);
        assertThat(now.fresh()).isEmpty();
        assertThat(changes(now).gone()).isEmpty();
        assertThat(changes(now).notLookedAt()).isEmpty();
    }

    @Test
    void whatIsNewAndWhatIsGone() throws IOException {
        Report earlier = compare("earlier", "markets__get", "\"ticker\"", "\"name\"");
        Report now = since(compare("now", "markets__get", "\"status\"", "\"state\""), earlier);

        assertThat(now.fresh())
                .extracting(finding -> finding.kind() + " " + finding.path())
                .containsExactly("MISSING_REQUIRED $.market.status", "UNDOCUMENTED_MEMBER $.market.state");
        assertThat(changes(now).gone())
                .extracting(past ->
                        past.disagreement().kind() + " " + past.disagreement().path())
                .containsExactly("MISSING_REQUIRED $.market.ticker", "UNDOCUMENTED_MEMBER $.market.name");
    }

    @Test
    void whatNobodyLookedAtIsNotGoneAndIsRemembered() throws IOException {
        Report first = compare("first", "markets__get", "\"ticker\"", "\"name\"");
        Report second = since(compare("second", "exchange__enabled", "{", "{\"x\": 1,"), first);
        Report third = since(compare("third", "markets__get", "\"ticker\"", "\"name\""), second);

        assertThat(changes(second).gone()).isEmpty();
        assertThat(changes(second).notLookedAt()).hasSize(2);
        assertThat(third.fresh()).isEmpty();
    }

    @Test
    void theFirstDayIsKept() throws IOException {
        Report june = recorded("june", 1_781_268_264_834L);
        Report august = since(recorded("august", 1_786_000_000_000L), june);
        Report undated = since(compare("undated", "markets__get", "\"ticker\"", "\"name\""), august);

        assertThat(june.deviations()).extracting(Deviation::since).containsOnly(LocalDate.of(2026, 6, 12));
        assertThat(august.deviations()).extracting(Deviation::since).containsOnly(LocalDate.of(2026, 6, 12));
        assertThat(undated.deviations()).extracting(Deviation::since).containsOnly(LocalDate.of(2026, 6, 12));
    }

    @Test
    void aFrameIsLookedAtByItsType() throws IOException {
        Path earlier = Files.createDirectory(directory.resolve("frames"));
        Authored.message(Bindings.WS, "market_data")
                .with("\"sid\":13,", "\"sid\":13,\"x\":1,")
                .in(earlier);
        Path now = Files.createDirectory(directory.resolve("private"));
        Authored.message(Bindings.WS, "private").in(now);

        Report report = since(Authored.compare(Bindings.WS, now), Authored.compare(Bindings.WS, earlier));

        assertThat(changes(report).notLookedAt())
                .extracting(past -> past.disagreement().name())
                .containsExactly("ticker");
    }

    @Test
    void aReportOfTheFirstFormIsRead() throws IOException {
        Path old = Files.writeString(directory.resolve("old.json"), """
                {"schema": 1, "api": "rest", "findings": [{"capture": "x", "operation": "GetMarginMarket",
                  "kind": "MISSING_REQUIRED", "path": "$.market.ticker", "count": 1, "expected": "string",
                  "example": "not in {}", "first_at": "$.market.ticker"}]}""");

        Report report = compare("now", "markets__get", "\"ticker\"", "\"name\"").since(EarlierReport.read(old));

        assertThat(report.fresh()).extracting(Finding::path).containsExactly("$.market.name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|is no report: not JSON",
                "[]|is no report: 'schema' is missing",
                "{\"schema\": 3}|is no report: 'schema' is 3, and this version reads 1 to 2",
                "{\"schema\": 2}|is no report: 'findings' is no list",
                "{\"schema\": 2, \"findings\": []}|is no report: 'api' is missing",
                "{\"schema\": 2, \"findings\": [{\"kind\": \"X\"}]}|is no report: a finding has no operation, type or command: {",
                "{\"schema\": 2, \"findings\": [{\"type\": \"\", \"path\": \"$\"}]}|is no report: 'kind' is missing in {",
                "{\"schema\": 2, \"findings\": [{\"type\": \"\", \"path\": \"$\", \"kind\": \"X\", \"first_seen\": \"June\"}]}"
                        + "|is no report: Text 'June' could not be parsed",
            })
    void whatIsNoReportIsRefused(String json, String reason) throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), json);

        assertThatThrownBy(() -> EarlierReport.read(file))
                .isInstanceOf(ConformanceException.class)
                .hasMessageStartingWith("the earlier report " + file)
                .hasMessageContaining(reason);
    }

    private Report recorded(String name, long milliseconds) throws IOException {
        Path corpus = Files.createDirectory(directory.resolve(name));
        Authored.message("markets__get")
                .with("\"ticker\"", "\"name\"")
                .withMeta("\"recorded_at_epoch_ms\": null", "\"recorded_at_epoch_ms\": " + milliseconds)
                .in(corpus);
        return Authored.compare(corpus);
    }

    private Report compare(String name, String message, String from, String to) throws IOException {
        Path corpus = Files.createDirectory(directory.resolve(name));
        Authored.message(message).with(from, to).in(corpus);
        return Authored.compare(corpus);
    }

    private Report since(Report now, Report earlier) throws IOException {
        return Reports.since(now, earlier, directory);
    }

    private static Changes changes(Report report) {
        return Objects.requireNonNull(report.changes());
    }
}
