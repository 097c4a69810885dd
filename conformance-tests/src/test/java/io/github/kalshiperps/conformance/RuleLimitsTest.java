package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.conformance.Authored.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is unusual, but allowed, breaks no rule. What does is in {@link EveryKindHasTeethTest}. */
class RuleLimitsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "markets__orderbook | 12.3475 | 12.3451",
                "markets__orderbook | 0.0001 | 0.0001",
                "markets__get | \"bid\": \"12.3450\" | \"bid\": \"0.0000\"",
                "markets__get | \"ask\": \"12.3475\" | \"ask\": \"0.0000\"",
                "margin__balance | \"18.5213\" | \"0.0000\"",
                "margin__balance | \"18.5213\" | \"14.8146\"",
                "orders__create | 6.00 | 2.00",
                "orders__create_filled | \"12.3475\" | null",
                "funding__historical_rates | -0.0004100000000001 | -0.0200",
                "margin__risk | 5.0617 | 5.06171",
                "margin__risk | 5.0000 | 5.000",
                "markets__candlesticks | \"high\": \"12.3550\" | \"high\": \"922337203685477.5807\"",
                "markets__candlesticks | \"low\": \"12.3375\" | \"low\": \"0.0000\"",
                "portfolio__trades | 2026-09-21 | 2020-01-01",
                "markets__get | 1790020800 | 4102444800",
                "portfolio__positions | \"1.00\" | \"-0.01\"",
            })
    void allowed(String capture, String from, String to) throws IOException {
        Message message = Authored.message(capture);

        assertNoRuleIsBroken(message.body().contains(from) ? message.with(from, to) : message);
    }

    @Test
    void anAggregatedBookMayMeet() throws IOException {
        assertNoRuleIsBroken(Authored.message("markets__orderbook")
                .with("12.3450", "12.3475")
                .withMeta("depth=3", "depth=3&aggregation_tick_size=0.0050"));
    }

    @Test
    void noDepthIsTheWholeBook() throws IOException {
        assertNoRuleIsBroken(Authored.message("markets__orderbook").withMeta("depth=3", "depth=0"));
        assertNoRuleIsBroken(Authored.message("markets__orderbook").withMeta("?depth=3", ""));
        assertNoRuleIsBroken(Authored.message("markets__orderbook").withMeta("depth=3", "depth=x%y"));
    }

    @Test
    void clocksDiffer() throws IOException {
        assertNoRuleIsBroken(
                Authored.message("portfolio__trades").withMeta("_ms\": null", "_ms\": " + (1790000001000L - 300_000)));
        assertNoRuleIsBroken(
                Authored.message("funding__rate_estimate").withMeta("_ms\": null", "_ms\": 1790000001000"));
    }

    @Test
    void oneTimeInTwoNotations() throws IOException {
        assertNoRuleIsBroken(
                Authored.message("portfolio__trades")
                        .with(
                                "\"created_time\": \"2026-09-21T14:13:21Z\"",
                                "\"created_ts_ms\":1790000001000, \"created_time\": \"2026-09-21T16:13:21.0009999999999+02:00\""));
    }

    @Test
    void theSamePageTwiceIsNoRepetition() throws IOException {
        Message page = Authored.message("orders__list");
        page.in(directory);
        page.withName("again").in(directory);
        page.withName("filtered")
                .with("b3VyLW93bi1jdXJzb3I", "")
                .withMeta("limit=4", "ticker=KXDEMOPERP1&cursor=b3VyLW93bi1jdXJzb3I")
                .in(directory);

        assertThat(broken(Authored.compare(directory))).isEmpty();
    }

    @Test
    void oneTradeMayBeTwoFillsOfOneUser() throws IOException {
        assertNoRuleIsBroken(Authored.message("portfolio__fills").withBody("""
                {"fills": [
                {"fill_id": "f1", "order_id": "o1", "ticker": "T", "price": "1.0000", "count": "1.00", "side": "bid"},
                {"fill_id": "f1", "order_id": "o2", "ticker": "T", "price": "1.0000", "count": "1.00", "side": "ask"}
                ], "cursor": ""}
                """));
    }

    @Test
    void pagesThatGoRoundAreReadOnce() throws IOException {
        Message page = Authored.message("orders__list");
        page.withMeta("limit=4", "limit=4&cursor=b").in(directory);
        UnaryOperator<String> other = body -> body.replace("c000", "d000").replace("b3VyLW93bi1jdXJzb3I", "b");
        page.withName("other")
                .withBody(other.apply(page.body()))
                .withMeta("limit=4", "cursor=b3VyLW93bi1jdXJzb3I")
                .in(directory);

        assertThat(broken(Authored.compare(directory))).isEmpty();
    }

    @Test
    void everySchemaWithRulesIsOneOfAContract() {
        List<String> schemas = List.of(Bindings.values()).stream()
                .flatMap(bindings ->
                        Authored.contract(bindings).document().at("/components/schemas").properties().stream())
                .map(Map.Entry::getKey)
                .toList();

        assertThat(schemas).containsAll(ObjectRules.schemas());
    }

    private void assertNoRuleIsBroken(Message message) throws IOException {
        assertThat(broken(Authored.compare(message.in(directory)))).isEmpty();
    }

    private static List<String> broken(Report report) {
        assertThat(report.broken()).isEmpty();
        return report.findings().stream()
                .map(Finding::rule)
                .filter(rule -> !rule.isEmpty())
                .toList();
    }
}
