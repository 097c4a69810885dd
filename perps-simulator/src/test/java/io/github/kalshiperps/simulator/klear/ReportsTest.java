package io.github.kalshiperps.simulator.klear;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.ReportDownloadException;
import io.github.kalshiperps.klear.model.MarginReport;
import io.github.kalshiperps.klear.model.MarginReportType;
import io.github.kalshiperps.klear.model.ReportsListParams;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports: when there are which, what is in them, and who gets them. */
class ReportsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 9, 23);

    private final KlearExchange exchange = KlearExchange.start();

    @TempDir
    Path folder;

    @BeforeEach
    void tradeAndSettle() {
        exchange.ledger.fundingRate("KXBTCPERP1", new BigDecimal("0.001"));
        exchange.ledger.trade(
                "member_alpha",
                "KXBTCPERP1",
                FixedPointCount.of("10"),
                FixedPointDollars.of("6.00"),
                FixedPointDollars.of("0.03"));
        exchange.ledger.mark("KXBTCPERP1", FixedPointDollars.of("6.10"));
        exchange.settle();
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void theReportsOfADayAreThereAnHourAndAHalfAfterItsSettlement() {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER.minusSeconds(1));
        assertThat(reports(DAY, DAY)).isEmpty();
        exchange.clock.advance(Duration.ofSeconds(1));

        assertThat(reports(DAY, DAY))
                .allSatisfy(report -> {
                    assertThat(report.date()).isEqualTo(DAY);
                    assertThat(report.isEndOfDay()).isTrue();
                    assertThat(report.snapshotTs()).isNull();
                    assertThat(report.createdTs()).isEqualTo(Instant.parse("2026-09-23T21:30:00Z"));
                })
                .extracting(MarginReport::reportType)
                .containsExactly(
                        MarginReportType.TRADE_AUDIT,
                        MarginReportType.POSITION_SNAPSHOT,
                        MarginReportType.MARKET_PRICE_SNAPSHOT,
                        MarginReportType.FUNDING_PERIODS,
                        MarginReportType.SETTLEMENT_PERIODS,
                        MarginReportType.MAINTENANCE_MARGIN,
                        MarginReportType.MAINTENANCE_MARGIN_AGGREGATE,
                        MarginReportType.CASH_BALANCE_DAILY,
                        MarginReportType.CASH_ACTIVITY_DAILY,
                        MarginReportType.DAILY_FINANCIAL_SUMMARY,
                        MarginReportType.DAILY_STATEMENT);
        assertThat(reports(DAY.minusDays(3), DAY.minusDays(1))).isEmpty();
        assertThat(reports(DAY.plusDays(1), DAY.plusDays(1))).isEmpty();
    }

    @Test
    void aSnapshotAtNoonCarriesItsMoment() throws IOException {
        exchange.clock.advanceTo(Instant.parse("2026-09-24T16:00:00Z"));

        List<MarginReport> snapshots = reports(DAY.plusDays(1), DAY.plusDays(1));
        assertThat(snapshots).hasSize(2).allSatisfy(report -> {
            assertThat(report.isEndOfDay()).isFalse();
            assertThat(report.snapshotTs()).isEqualTo(Instant.parse("2026-09-24T16:00:00Z"));
        });
        exchange.ledger.mark("KXBTCPERP1", FixedPointDollars.of("99.00"));
        assertThat(text(snapshots.get(0)))
                .isEqualTo(String.join(
                        "\r\n",
                        "report_date,snapshot_ts,subtrader_id,market_ticker,position,mark_price",
                        "2026-09-24,2026-09-24T16:00:00Z,member_alpha,KXBTCPERP1,10.00,6.1000",
                        ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trade_audit|2026-09-23,2026-09-23T18:00:00Z,member_alpha,KXBTCPERP1,10.00,6.0000,0.0300",
                "position_snapshot|2026-09-23,2026-09-23T20:00:00Z,member_alpha,KXBTCPERP1,10.00,6.1000",
                "market_price_snapshot|2026-09-23,2026-09-23T20:00:00Z,KXBTCPERP1,6.1000",
                "funding_periods|2026-09-23,2026-09-23T20:00:00Z,member_alpha,KXBTCPERP1,10.00,61.0000,-0.0610",
                "settlement_periods|2026-09-23,member_alpha,KXBTCPERP1,10.00,0.9390,0.0300,0.9090",
                "cash_balance_daily|2026-09-23,10000.0000,0.0000,0.0000",
                "daily_financial_summary|2026-09-23,pnl,0.9390",
                "daily_financial_summary|2026-09-23,fees,0.0300"
            })
    void theFilesHaveTheDaysFigures(String type, String line) throws IOException {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        assertThat(text(report(type)).split("\r\n")).contains(line);
    }

    @Test
    void cashActivityIsThatOfItsDay() throws IOException {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        assertThat(text(report("cash_activity_daily"))).contains(",deposit,10000.0000,0.0000,");
        exchange.settle();
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        String next = text(reports(DAY.plusDays(1), DAY.plusDays(1)).stream()
                .filter(report -> report.reportType().equals(MarginReportType.CASH_ACTIVITY_DAILY))
                .findFirst()
                .orElseThrow());
        assertThat(next).contains(",settlement,").doesNotContain("deposit");
        assertThat(next.split("\r\n")).hasSize(2);
    }

    @Test
    void theMarginFileHasTheObligationsRequirement() throws IOException {
        var due = exchange.client.obligations().active().execute().obligations().get(0);
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        String required = due.maintenanceMarginCenticents().toDollars().toString();
        assertThat(text(report("maintenance_margin")))
                .endsWith("2026-09-23,member_alpha,," + required + "," + required + "\r\n");
        assertThat(text(report("maintenance_margin_aggregate")))
                .endsWith("2026-09-23,member," + required + "," + required + "\r\n");
    }

    @Test
    void theStatementIsAPdfWhoseTableLeadsToItsObjects() throws IOException {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        Path file = download(report("daily_statement"));
        assertThat(file.getFileName()).hasToString("file");
        List<String> lines = new ArrayList<>();
        assertThat(objects(Files.readAllBytes(file), lines)).isEqualTo(5);
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("member_alpha").contains("KXBTCPERP1"));
    }

    @Test
    void aLongStatementHasSeveralPages() {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            wanted.add("line " + i + " (with \\ parentheses)");
        }
        List<String> lines = new ArrayList<>();
        assertThat(objects(StatementPdf.of(wanted), lines)).isEqualTo(3 + 2 * 3);
        assertThat(lines)
                .containsExactlyElementsOf(wanted.stream()
                        .map(line ->
                                line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
                        .toList());
        assertThat(objects(StatementPdf.of(List.of()), new ArrayList<>())).isEqualTo(5);
    }

    /** Reads a PDF the way a viewer does, from its end, and returns how many objects it has. */
    private static int objects(byte[] pdf, List<String> lines) {
        String text = new String(pdf, US_ASCII);
        assertThat(text).startsWith("%PDF-1.4\n").endsWith("%%EOF\n");
        int startMark = text.lastIndexOf("startxref\n") + "startxref\n".length();
        int table = Integer.parseInt(text.substring(startMark, text.indexOf('\n', startMark)));
        assertThat(text.substring(table)).startsWith("xref\n0 ");
        String[] rows = text.substring(table).split("\n", -1);
        int size = Integer.parseInt(rows[1].split(" ", -1)[1]);
        for (int i = 1; i < size; i++) {
            String row = rows[2 + i];
            assertThat(row).hasSize(19); // and a line break: twenty bytes
            int offset = Integer.parseInt(row.substring(0, 10));
            assertThat(text.substring(offset)).startsWith(i + " 0 obj\n");
        }
        int stream = text.indexOf("/Length ");
        while (stream >= 0) {
            int length = Integer.parseInt(text.substring(stream + 8, text.indexOf(' ', stream + 8)));
            int start = text.indexOf("stream\n", stream) + 7;
            String content = text.substring(start, start + length);
            assertThat(text.substring(start + length)).startsWith("\nendstream");
            for (String line : content.lines().toList()) {
                if (line.endsWith(") Tj T*")) {
                    lines.add(line.substring(1, line.length() - ") Tj T*".length()));
                }
            }
            stream = text.indexOf("/Length ", start);
        }
        return size - 1;
    }

    @Test
    void aLinkNeedsNoCredentialsAndExpires() throws IOException {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        MarginReport report = report("trade_audit");
        exchange.clock.advance(Duration.ofMinutes(14));
        assertThat(text(report)).startsWith("report_date,");
        exchange.clock.advance(Duration.ofMinutes(1));

        ReportDownloadException gone = catchThrowableOfType(ReportDownloadException.class, () -> download(report));
        assertThat(gone.status()).isEqualTo(403);
        assertThat(text(report("trade_audit"))).startsWith("report_date,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signature=", "expires=", "_2026", "/klear-reports/"})
    void aChangedLinkOpensNothing(String where) throws IOException {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        String url = report("trade_audit").url();
        int at = url.indexOf(where) + where.length();
        char changed = url.charAt(at) == '1' ? '2' : '1';

        assertThat(get(url)).startsWith("200 report_date");
        assertThat(get(url.substring(0, at) + changed + url.substring(at + 1)))
                .isEqualTo("403 the link is not valid, or no longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/x", "/x/y?expires=soon&signature=1", "/x/y?expires=%zz"})
    void aMadeUpLinkOpensNothing(String path) throws IOException {
        assertThat(get(exchange.server.url("http", "/klear-reports" + path))).matches("40[03] .*");
    }

    @Test
    void filesAreOnlyRead() throws IOException {
        exchange.clock.advance(ClearingHouse.REPORTS_AFTER);
        Request request =
                new Request.Builder().url(report("trade_audit").url()).delete().build();
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            assertThat(response.code()).isEqualTo(405);
        }
    }

    @Test
    void fieldsThatWouldBreakAFileAreQuoted() {
        assertThat(new String(new Csv("a", "b").row("x,y", "say \"no\"\n").bytes(), UTF_8))
                .isEqualTo("a,b\r\n\"x,y\",\"say \"\"no\"\"\n\"\r\n");
    }

    private List<MarginReport> reports(LocalDate from, LocalDate to) {
        return exchange.client
                .reports()
                .list(ReportsListParams.builder().startDate(from).endDate(to).build())
                .execute()
                .reports();
    }

    private MarginReport report(String type) {
        return reports(DAY, DAY).stream()
                .filter(report -> report.reportType().value().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private Path download(MarginReport report) throws IOException {
        Path file = folder.resolve("file");
        assertThat(exchange.client.reportDownloads().download(report, file)).isEqualTo(Files.size(file));
        return file;
    }

    private String text(MarginReport report) throws IOException {
        return Files.readString(download(report));
    }

    private static String get(String url) throws IOException {
        try (Response response = new OkHttpClient()
                .newCall(new Request.Builder().url(url).build())
                .execute()) {
            return response.code() + " " + response.body().string();
        }
    }
}
