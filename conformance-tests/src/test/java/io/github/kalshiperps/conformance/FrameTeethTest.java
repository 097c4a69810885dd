package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kalshiperps.core.error.DecodeException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each test changes one good frame or command in one way and expects that one finding and no other. */
class FrameTeethTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "market_data | 5 | 'seq':2 | 'seq':'2' | WRONG_KIND | $.seq | orderbook_delta",
                "market_data | 5 | '-2.50' | -2.50 | WRONG_KIND | $.msg.delta | orderbook_delta",
                "market_data | 7 | -0.00012 | '-0.00012' | WRONG_KIND | $.msg.funding_rate.rate | ticker",
                "private | 5 | true | 'yes' | WRONG_KIND | $.msg.is_taker | fill",
                "commands | 4 | [{ | [[],{ | WRONG_KIND | $.msg[] | ok",
                "market_data | 2 | '12.3400' | '' | FORMAT_BROKEN | $.msg.bid[][] | orderbook_snapshot",
                "market_data | 2 | ,'8.00' | `` | FORMAT_BROKEN | $.msg.bid[] | orderbook_snapshot",
                "market_data | 6 | 00000000- | 0- | FORMAT_BROKEN | $.msg.trade_id | trade",
                "market_data | 1 | 'sid':11 | 'sid':0 | FORMAT_BROKEN | $.msg.sid | subscribed",
                "market_data | 6 | 'seq':1, | `` | MISSING_REQUIRED | $.seq | trade",
                "market_data | 7 | 'open_interest':'512.00', | `` | MISSING_REQUIRED | $.msg.open_interest | ticker",
                "commands | 4 | ,'sid':11 | `` | MISSING_REQUIRED | $.msg[].sid | ok",
                "commands | 7 | ,'seq':5 | `` | MISSING_REQUIRED | $.seq | unsubscribed",
                "private | 9 | 'event_type':'created' | 'event_type':null | NULL_NOT_ALLOWED | $.msg.event_type | order_group_updates",
                "commands | 2 | ['KXDEMOPERP1','KXDEMOPERP2'] | null | NULL_NOT_ALLOWED | $.msg.market_tickers | ok",
                "market_data | 5 | 'side':'ask' | 'side':'offer' | UNKNOWN_ENUM_VALUE | $.msg.side | orderbook_delta",
                "market_data | 1 | orderbook_delta | candlesticks | UNKNOWN_ENUM_VALUE | $.msg.channel | subscribed",
                "commands | 6 | 25 | 6 | UNKNOWN_ENUM_VALUE | $.msg.code | error",
                "market_data | 6 | 'type':'trade' | 'type':'block_trade' | UNDOCUMENTED_MESSAGE | $.type | block_trade",
                "market_data | 6 | 'type':'trade' | 'type':'' | UNDOCUMENTED_MESSAGE | $.type | ``",
                "private | 2 | 'sid' | 'ssid':1,'sid' | UNDOCUMENTED_MEMBER | $.ssid | user_order",
                "private | 5 | 'fee_cost' | 'fees':'0.01','fee_cost' | UNDOCUMENTED_MEMBER | $.msg.fees | fill",
                "commands | 4 | 'sid' | 'seq':1,'sid' | UNDOCUMENTED_MEMBER | $.msg[].seq | ok",
                "commands | 2 | 'market_ids' | 'ids':[],'market_ids' | UNDOCUMENTED_MEMBER | $.msg.ids | ok",
                "market_data | 5 | 'seq':2 | 'seq':2,'seq':2 | DUPLICATE_KEY | $.seq | orderbook_delta",
                // What names no message is compared with what all of them have.
                "market_data | 6 | 'type':'trade', | `` | MISSING_REQUIRED | $.type | ``",
                "market_data | 6 | 'type':'trade' | 'type':null | NULL_NOT_ALLOWED | $.type | ``",
                "market_data | 6 | 'type':'trade' | 'type':7 | WRONG_KIND | $.type | ``",
            })
    void aFrame(String capture, int line, String from, String to, Kind kind, String path, String type)
            throws IOException {
        Authored.message(Bindings.WS, capture)
                .withLine(line, quoted(from), quoted(to))
                .in(directory);

        assertOneFinding(Source.frame(capture, line, type), kind, path);
    }

    @ParameterizedTest
    @CsvSource({"[], WRONG_KIND", "7, WRONG_KIND", "\"heartbeat\", WRONG_KIND", "null, NULL_NOT_ALLOWED"})
    void aFrameThatIsNoObject(String frame, Kind kind) throws IOException {
        Authored.message(Bindings.WS, "commands").withBody(frame).in(directory);

        assertOneFinding(Source.frame("commands", 1, ""), kind, "$");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'id': 4 | 'id': '4' | WRONG_KIND | $.subscribe_cmds[].id | list_subscriptions",
                "'action': 'add_markets', | `` | MISSING_REQUIRED | $.subscribe_cmds[].params.action | update_subscription",
                "'id': 4 | 'id': -4 | FORMAT_BROKEN | $.subscribe_cmds[].id | list_subscriptions",
                "'id': 4 | 'id': null | NULL_NOT_ALLOWED | $.subscribe_cmds[].id | list_subscriptions",
                "'add_markets' | 'add' | UNKNOWN_ENUM_VALUE | $.subscribe_cmds[].params.action | update_subscription",
                "'id': 4 | 'id': 4, 'seq': 1 | UNDOCUMENTED_MEMBER | $.subscribe_cmds[].seq | list_subscriptions",
                "'unsubscribe' | 'leave' | UNDOCUMENTED_MESSAGE | $.subscribe_cmds[].cmd | leave",
                "'cmd': 'unsubscribe', | `` | MISSING_REQUIRED | $.subscribe_cmds[].cmd | ``",
                "'subscribe_cmds': [ | 'subscribe_cmds': [1, | WRONG_KIND | $.subscribe_cmds[] | ``",
            })
    void aCommand(String from, String to, Kind kind, String path, String cmd) throws IOException {
        Authored.message(Bindings.WS, "commands")
                .withMeta(quoted(from), quoted(to))
                .in(directory);

        assertOneFinding(Source.command("commands", cmd), kind, path);
    }

    @Test
    void aValueThatOurModelChanges() throws IOException {
        Authored.message(Bindings.WS, "market_data").in(directory);

        assertThat(Authored.compare(Bindings.WS, directory, frame -> frame.replace("\"-2.50\"", "\"-2.5\""))
                        .findings())
                .extracting(Finding::source, Finding::kind, Finding::path)
                .containsExactly(
                        tuple(Source.frame("market_data", 5, "orderbook_delta"), Kind.ROUND_TRIP_LOSS, "$.msg.delta"));
    }

    @Test
    void aMemberThatOurModelDropsFromAMessageThatItDoesNotKnow() throws IOException {
        Authored.message(Bindings.WS, "drift__type_unknown").in(directory);

        assertThat(Authored.compare(Bindings.WS, directory, frame -> frame.replace("\"sid\":11,", ""))
                        .findings())
                .extracting(Finding::kind, Finding::path)
                .contains(tuple(Kind.ROUND_TRIP_LOSS, "$.sid"));
    }

    @Test
    void aFrameThatOurModelCannotRead() throws IOException {
        Authored.message(Bindings.WS, "drift__snapshot_side_null").in(directory);
        RoundTrip failing = frame -> {
            throw new DecodeException("$.msg.bid[0][1]", "Expected something else", null);
        };

        assertThat(Authored.compare(Bindings.WS, directory, failing).findings())
                .extracting(Finding::kind, Finding::path)
                .contains(tuple(Kind.ROUND_TRIP_LOSS, "$.msg.bid[][]"));
    }

    @Test
    void aFindingSaysWhatAndWhere() throws IOException {
        Authored.message(Bindings.WS, "market_data")
                .withLine(2, "\"12.3475\"", "\"\"")
                .in(directory);

        assertThat(Authored.compare(Bindings.WS, directory).findings())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("evidence")
                .containsExactly(new Finding(
                        Source.frame("market_data", 2, "orderbook_snapshot"),
                        Kind.FORMAT_BROKEN,
                        "$.msg.ask[][]",
                        1,
                        "plain decimal in a string",
                        "\"\"",
                        "$.msg.ask[1][0]"));
    }

    @Test
    void whatRepeatsInACaptureIsOneFindingThatSaysWhereItBegan() throws IOException {
        Authored.message(Bindings.WS, "market_data")
                .with("\"ts_ms\":1790000000900", "\"ts_ms\":1790000000900,\"x\":1")
                .with("\"ts_ms\":1790000002", "\"x\":1,\"ts_ms\":1790000002")
                .in(directory);

        assertThat(Authored.compare(Bindings.WS, directory).findings())
                .extracting(Finding::source, Finding::path, Finding::count)
                .containsExactly(
                        tuple(Source.frame("market_data", 5, "orderbook_delta"), "$.msg.x", 2),
                        tuple(Source.frame("market_data", 8, "ticker"), "$.msg.x", 1),
                        tuple(Source.frame("market_data", 6, "trade"), "$.msg.x", 1));
    }

    private void assertOneFinding(Source source, Kind kind, String path) {
        Report report = Authored.compare(Bindings.WS, directory);

        assertThat(report.broken()).isEmpty();
        assertThat(report.brokenFrames()).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::source, Finding::kind, Finding::path, Finding::count)
                .containsExactly(tuple(source, kind, path, 1));
    }

    /** JSON is easier to read in a table with single quotes. */
    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
