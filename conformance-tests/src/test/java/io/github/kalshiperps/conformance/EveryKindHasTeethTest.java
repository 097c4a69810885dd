package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kalshiperps.conformance.Authored.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A list of mutations of good messages, of which each is found as one finding of one kind, and as nothing else. It has every kind and
 * every rule there is: what no mutation can provoke is no check.
 */
class EveryKindHasTeethTest {
    @TempDir
    Path directory;

    static List<Tooth> teeth() {
        return List.of(
                tooth(Kind.ROUND_TRIP_LOSS, "$.enabled", directory -> {
                    write(answer("exchange__enabled"), directory);
                    return Authored.compare(Bindings.REST, directory, body -> "{\"enabled\": false}");
                }),
                answer(Kind.WRONG_KIND, "exchange__enabled", "true", "\"yes\"", "$.enabled"),
                answer(Kind.DUPLICATE_KEY, "exchange__enabled", "{", "{\"enabled\":true,", "$.enabled"),
                answer(Kind.DUPLICATE_KEY, "exchange__enabled", "{", "{\"\\u0065nabled\":true,", "$.enabled"),
                answer(
                        Kind.DUPLICATE_KEY,
                        "markets__get",
                        "\"2500\": 4.2500",
                        "\"2500\": 4.2500, \"2500\": 4.2500",
                        "$.market.leverage_estimates.*"),
                answer(
                        Kind.DUPLICATE_KEY,
                        "markets__get",
                        "\"rank\": 7",
                        "\"rank\": 7, \"rank\": [8]",
                        "$.market.product_metadata.*"),
                frame(Kind.DUPLICATE_KEY, "market_data", 5, "'seq':2", "'seq':2,'se\\u0071':2", "$.seq"),
                frame(Kind.DUPLICATE_KEY, "commands", 4, "'sid':11", "'sid':11,'sid':11", "$.msg[].sid"),
                frame(
                        Kind.DUPLICATE_KEY,
                        "drift__type_unknown",
                        2,
                        "{'ma",
                        "{'ts_ms':1790000005000,'ma",
                        "$.msg.ts_ms",
                        2),
                answer(Kind.FORMAT_BROKEN, "markets__get", "\"0.0005\"", "\"\"", "$.market.tick_size"),
                answer(Kind.MISSING_REQUIRED, "markets__get", "\"tick_size\": \"0.0005\",", "", "$.market.tick_size"),
                answer(Kind.NULL_NOT_ALLOWED, "portfolio__trades", "\"cursor\": \"\"", "\"cursor\": null", "$.cursor"),
                answer(Kind.UNKNOWN_ENUM_VALUE, "markets__list", "\"closed\"", "\"halted\"", "$.markets[].status"),
                frame(Kind.UNDOCUMENTED_MESSAGE, "market_data", 6, "'type':'trade'", "'type':'block_trade'", "$.type"),
                answer(Kind.UNDOCUMENTED_MEMBER, "exchange__enabled", "{", "{\"since\": 1,", "$.since"),
                tooth(Kind.UNDOCUMENTED_STATUS, "$", directory -> {
                    write(answer("markets__get").withMeta("200", "418"), directory);
                    return Authored.compare(directory);
                }),
                stale(Bindings.REST, "exchange__enabled", "{", "{\"since\": 1,", "enabled:\n", "$.since", """
                        since:
                          type: integer
                        """),
                stale(
                        Bindings.REST,
                        "markets__list",
                        "\"closed\"",
                        "\"halted\"",
                        "- closed\n",
                        "$.markets[].status",
                        """
                        - halted
                        """),
                stale(Bindings.WS, "drift__type_unknown", "{", "{", "const: ticker\n", "$.type", ""),
                tooth(Kind.STALE_CONTRACT, "$", directory -> {
                    write(answer("exchange__enabled").withMeta("200", "202"), directory);
                    return newer(
                            Bindings.REST,
                            directory,
                            contract -> inOperation(contract, "GetMarginEnabled", "'200':", "'202':"));
                }),
                answer(
                        Kind.DECIMAL_AS_TEXT,
                        "markets__list",
                        body -> body.replaceAll("(\"title\":) \"[^\"]*\"", "$1 \"0.10\""),
                        "$.markets[].title",
                        3),
                // A tooth for each rule, or for each of its sides.
                book(Rule.BOOK_ORDER, "[\"12.3400\", \"40.00\"], [\"12.3425\", \"15.00\"]", swapped(), "bids"),
                book(Rule.BOOK_ORDER, "12.3550", "12.3480", "asks"),
                book(Rule.BOOK_LEVEL_ONCE, "12.3425", "12.340", "bids"),
                book(Rule.BOOK_LEVEL_ONCE, "12.3500", "12.355000", "asks"),
                book(Rule.BOOK_SIZE, "40.00", "0.00", "bids"),
                book(Rule.BOOK_SIZE, "12.00", "-12.00", "asks"),
                rule(Rule.BOOK_CROSSED, "markets__orderbook", "12.3450", "12.3475", "$.orderbook"),
                tooth(Rule.BOOK_DEPTH, "$.orderbook.asks", directory -> {
                    write(
                            answer("markets__orderbook")
                                    .with("[\"12.3400\", \"40.00\"],", "")
                                    .withMeta("depth=3", "depth=2"),
                            directory);
                    return Authored.compare(directory);
                }),
                frameRule(Rule.BOOK_ORDER, 2, "12.3400", "12.3450", "$.msg.bid[]"),
                frameRule(Rule.BOOK_LEVEL_ONCE, 2, "12.3500", "12.34750", "$.msg.ask[]"),
                frameRule(Rule.BOOK_SIZE, 2, "'8.00'", "'0.00'", "$.msg.bid[]"),
                frameRule(Rule.BOOK_CROSSED, 2, "12.3425", "12.3480", "$.msg"),
                frameRule(Rule.SNAPSHOT_FIRST, 2, "KXDEMOPERP1", "KXDEMOPERP2", "$.msg.market_ticker"),
                frameRule(Rule.DELTA_SIZE, 5, "-2.50", "-20.01", "$.msg.delta"),
                frameRule(Rule.SEQ_CONTINUOUS, 5, "'seq':2", "'seq':1", "$.seq", 2),
                tooth(Rule.SEQ_CONTINUOUS, "$.seq", directory -> {
                    write(frames("private"), directory);
                    return withoutLine(directory, "private", 11);
                }),
                rule(Rule.SPREAD, "markets__get", "\"bid\": \"12.3450\"", "\"bid\": \"12.3475\"", "$.market.bid"),
                frameRule(Rule.SPREAD, 7, "'bid':'12.3425'", "'bid':'12.3480'", "$.msg.bid"),
                rule(Rule.NOT_NEGATIVE, "markets__get", "\"3075.00\"", "\"-3075.00\"", "$.market.open_interest"),
                frameRule(Rule.NOT_NEGATIVE, 7, "'512.00'", "'-512.00'", "$.msg.open_interest"),
                rule(
                        Rule.NOT_NEGATIVE,
                        "orders__get",
                        "\"remaining_count\": \"",
                        "\"remaining_count\": \"-",
                        "$.order.remaining_count"),
                rule(Rule.POSITIVE, "portfolio__trades", "\"5.00\"", "\"0.00\"", "$.trades[].count"),
                frameRule(Rule.POSITIVE, 6, "'price':'12.3475'", "'price':'-12.3475'", "$.msg.price"),
                rule(Rule.CREATED_COUNT, "orders__create", "6.00", "6.01", "$.remaining_count"),
                rule(Rule.FILL_PRICE, "orders__create_filled", "\"5.00\"", "\"0.00\"", "$.average_fill_price"),
                rule(Rule.POSITION_OPEN, "portfolio__positions", "\"1.00\"", "\"0.00\"", "$.positions[].position"),
                rule(
                        Rule.MARGIN_ORDER,
                        "margin__balance",
                        "\"18.5213\"",
                        "\"14.8145\"",
                        "$.subaccount_balances[].initial_margin"),
                rule(
                        Rule.SUBACCOUNT_ONCE,
                        "margin__balance",
                        "\"subaccount\": 2",
                        "\"subaccount\": 0",
                        "$.subaccount_balances[].subaccount"),
                tooth(Rule.BALANCE_UNASKED, "$.subaccount_balances[].available_balance", directory -> {
                    write(
                            answer("margin__balance")
                                    .with("\"18.4950\"", "\"0.0000\"")
                                    .with("\"259.2627\"", "\"0.0000\"")
                                    .withMeta("?compute_available_balance=true", ""),
                            directory);
                    return Authored.compare(directory);
                }),
                rule(
                        Rule.NOTIONAL,
                        "margin__risk",
                        body -> body.replace("\"1.00\"", "\"1.01\""),
                        "$.positions[].position_notional"),
                rule(
                        Rule.NOTIONAL_SUM,
                        "margin__risk",
                        body -> body.replace("\"262.4555\"", "\"262.4559\"").replace("5.0617", "5.06171"),
                        "$.total_position_notional"),
                rule(Rule.LEVERAGE, "margin__risk", "5.0617", "5.0717", "$.account_leverage"),
                rule(Rule.LEVERAGE, "margin__risk", "5.0000", "5.0010", "$.positions[].position_leverage"),
                rule(
                        Rule.CANDLE_RANGE,
                        "markets__candlesticks",
                        "\"open\": \"12.3500\"",
                        "\"open\": \"12.3400\"",
                        "$.candlesticks[].ask.open"),
                rule(
                        Rule.CANDLE_RANGE,
                        "markets__candlesticks",
                        "\"mean\": \"12.3447\"",
                        "\"mean\": \"12.3547\"",
                        "$.candlesticks[].price.mean"),
                rule(
                        Rule.CANDLE_ORDER,
                        "markets__candlesticks",
                        EveryKindHasTeethTest::twoCandles,
                        "$.candlesticks[].end_period_ts"),
                rule(
                        Rule.FUNDING_CAP,
                        "funding__historical_rates",
                        "-0.0004100000000001",
                        "-0.0200000000000001",
                        "$.funding_rates[].funding_rate"),
                frameRule(Rule.FUNDING_CAP, 7, "-0.00012", "12e-2", "$.msg.funding_rate.rate"),
                rule(
                        Rule.FUNDING_AHEAD,
                        "funding__rate_estimate",
                        "2026-09-21T20",
                        "2026-09-21T12",
                        "$.next_funding_time"),
                rule(Rule.TIME_UNIT, "markets__get", "1790020800", "1790020800000", "$.market.schedule.next_close_ts"),
                rule(Rule.TIME_UNIT, "markets__get", "1789999990000", "1789999990", "$.market.reference_price.ts_ms"),
                rule(Rule.TIME_UNIT, "portfolio__trades", "2026-09-21", "0001-01-01", "$.trades[].created_time"),
                frameRule(Rule.TIME_UNIT, 6, "1790000000900", "1790000000900123", "$.msg.ts_ms"),
                frameRule(Rule.TIME_UNIT, 6, "1790000000900", "9223372036854775807", "$.msg.ts_ms"),
                tooth(Rule.TIME_PAST, "$.trades[].created_time", directory -> {
                    write(
                            answer("portfolio__trades").withMeta("_ms\": null", "_ms\": " + (1790000001000L - 300_001)),
                            directory);
                    return Authored.compare(directory);
                }),
                tooth(Rule.TIME_PAST, "$.msg.ts_ms", directory -> {
                    write(
                            frames("drift__type_unknown")
                                    .withLine(2, "market_pause", "trade")
                                    .withMeta("_ms\": null", "_ms\": " + (1790000005000L - 86_400_001)),
                            directory);
                    return onlySemantic(Authored.compare(Bindings.WS, directory));
                }),
                tooth(Rule.TIME_PAIR, "$.trades[].created_time_ms", directory -> {
                    write(
                            answer("portfolio__trades")
                                    .with("\"created", "\"created_time_ms\":1790000001001,\"created"),
                            directory);
                    return onlySemantic(Authored.compare(directory));
                }),
                tooth(Rule.PAGE_LIMIT, "$.orders", directory -> {
                    write(answer("orders__list").withMeta("limit=4", "limit=3"), directory);
                    return Authored.compare(directory);
                }),
                rule(Rule.PAGE_REPEATS, "orders__list", "c0002", "c0001", "$.orders[].order_id"),
                tooth(Rule.PAGE_REPEATS, "$.orders[].order_id", EveryKindHasTeethTest::twoPages, 4),
                tooth(Rule.PAGE_CURSOR, "$.cursor", directory -> {
                    write(
                            answer("portfolio__trades")
                                    .with("\"cursor\": \"\"", "\"cursor\": \"c+/=\"")
                                    .withMeta("KXDEMOPERP1", "KXDEMOPERP1&cursor=c%2B%2F%3D"),
                            directory);
                    return Authored.compare(directory);
                }));
    }

    @ParameterizedTest
    @MethodSource("teeth")
    void bites(Tooth tooth) {
        Report report = tooth.run().apply(directory);

        assertThat(report.broken()).isEmpty();
        assertThat(report.brokenFrames()).isEmpty();
        assertThat(report.findings())
                .extracting(Finding::kind, Finding::rule, Finding::path, Finding::count)
                .containsExactly(tuple(tooth.kind(), tooth.rule(), tooth.path(), tooth.count()));
    }

    @Test
    void everyKindHasSome() {
        assertThat(teeth()).extracting(Tooth::kind).contains(Kind.values());
    }

    @Test
    void everyRuleHasSome() {
        assertThat(teeth())
                .extracting(Tooth::rule)
                .contains(Arrays.stream(Rule.values()).map(Rule::toString).toArray(String[]::new));
    }

    /**
     * A mutation and what it is found as.
     *
     * @param run writes the mutated messages into a directory and compares them
     */
    record Tooth(Kind kind, String rule, String path, int count, Function<Path, Report> run) {
        @Override
        public String toString() {
            return kind + " " + rule + " " + path;
        }
    }

    private static Tooth tooth(Kind kind, String path, Function<Path, Report> run) {
        return new Tooth(kind, "", path, 1, run);
    }

    private static Tooth tooth(Rule rule, String path, Function<Path, Report> run) {
        return tooth(rule, path, run, 1);
    }

    private static Tooth tooth(Rule rule, String path, Function<Path, Report> run, int count) {
        return new Tooth(Kind.SEMANTIC, rule.toString(), path, count, run);
    }

    private static Tooth answer(Kind kind, String capture, String from, String to, String path) {
        return answer(kind, capture, body -> replaced(body, from, to), path, 1);
    }

    private static Tooth answer(Kind kind, String capture, UnaryOperator<String> change, String path, int count) {
        return new Tooth(kind, "", path, count, directory -> {
            write(message(capture, change), directory);
            return Authored.compare(directory);
        });
    }

    private static Tooth rule(Rule rule, String capture, String from, String to, String path) {
        return rule(rule, capture, body -> replaced(body, from, to), path);
    }

    private static Tooth rule(Rule rule, String capture, UnaryOperator<String> change, String path) {
        return tooth(rule, path, directory -> {
            write(message(capture, change), directory);
            return Authored.compare(directory);
        });
    }

    private static Tooth book(Rule rule, String from, String to, String side) {
        return rule(rule, "markets__orderbook", from, to, "$.orderbook." + side + "[]");
    }

    private static Tooth frame(Kind kind, String capture, int line, String from, String to, String path) {
        return frame(kind, capture, line, from, to, path, 1);
    }

    /** With as many findings as are told, of which the last is the one that is meant; the others are authored. */
    private static Tooth frame(Kind kind, String capture, int line, String from, String to, String path, int findings) {
        return new Tooth(kind, "", path, 1, directory -> {
            write(frames(capture).withLine(line, quoted(from), quoted(to)), directory);
            Report report = Authored.compare(Bindings.WS, directory);
            assertThat(report.findings()).hasSize(findings);
            return findings == 1 ? report : only(kind, report);
        });
    }

    private static Tooth frameRule(Rule rule, int line, String from, String to, String path) {
        return frameRule(rule, line, from, to, path, 1);
    }

    private static Tooth frameRule(Rule rule, int line, String from, String to, String path, int count) {
        return tooth(
                rule,
                path,
                directory -> {
                    write(frames("market_data").withLine(line, quoted(from), quoted(to)), directory);
                    return Authored.compare(Bindings.WS, directory);
                },
                count);
    }

    /** A newer contract has, behind a line of its own, what the pinned one lacks. */
    private static Tooth stale(
            Bindings bindings, String capture, String from, String to, String line, String path, String added) {
        return tooth(Kind.STALE_CONTRACT, path, directory -> {
            write(bindings == Bindings.WS ? frames(capture) : answer(capture).with(from, to), directory);
            return newer(
                    bindings,
                    directory,
                    contract -> added.isEmpty()
                            ? contract.replace("const: trade\n", "const: market_pause\n")
                            : before(contract, line, added));
        });
    }

    /** Adds lines before every line of a text, as deep as that one. */
    private static String before(String contract, String line, String added) {
        StringBuilder text = new StringBuilder();
        contract.lines().forEach(old -> {
            if ((old.strip() + "\n").equals(line)) {
                String depth = old.substring(0, old.indexOf(line.strip()));
                added.lines().forEach(fresh -> text.append(depth).append(fresh).append('\n'));
            }
            text.append(old).append('\n');
        });
        return text.toString();
    }

    /** Replaces the first text behind an operation's id. */
    private static String inOperation(String contract, String id, String from, String to) {
        int at = contract.indexOf(from, contract.indexOf("operationId: " + id + "\n"));
        return contract.substring(0, at) + to + contract.substring(at + from.length());
    }

    private static Report newer(Bindings bindings, Path directory, UnaryOperator<String> change) {
        try {
            Path contracts = Files.createDirectory(directory.resolve("newer"));
            String pinned =
                    Files.readString(Authored.SPECS.resolve(bindings.api().file()));
            String changed = change.apply(pinned);
            assertThat(changed).isNotEqualTo(pinned);
            String file = bindings.api().file();
            Files.writeString(contracts.resolve(file.substring(file.lastIndexOf('/') + 1)), changed);
            ContractFile newer = ContractFile.other(bindings.api(), Authored.SPECS, contracts);
            return Conformance.run(
                    List.of(bindings.comparison(Authored.contract(bindings), new OtherContracts(newer, null))),
                    Corpus.of(directory),
                    "corpus");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The second page was asked for with the cursor of the first one, although it comes before it by name. */
    private static Report twoPages(Path directory) {
        Message page = answer("orders__list");
        write(page.withName("z"), directory);
        write(
                page.withName("a")
                        .with("b3VyLW93bi1jdXJzb3I", "")
                        .withMeta("limit=4", "limit=4&cursor=b3VyLW93bi1jdXJzb3I"),
                directory);
        return Authored.compare(directory);
    }

    private static Report withoutLine(Path directory, String capture, int line) {
        try {
            Path file = directory.resolve(capture + ".jsonl");
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            lines.remove(line - 1);
            Files.write(file, lines);
            return Authored.compare(Bindings.WS, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Report onlySemantic(Report report) {
        return only(Kind.SEMANTIC, report);
    }

    /** Without the other findings, where a mutation has to be one of another kind as well. */
    private static Report only(Kind kind, Report report) {
        return Reports.withFindings(
                report,
                report.findings().stream()
                        .filter(finding -> finding.kind() == kind)
                        .toList());
    }

    private static String swapped() {
        return "[\"12.3425\", \"15.00\"], [\"12.3400\", \"40.00\"]";
    }

    private static String twoCandles(String body) {
        int from = body.indexOf('{', body.indexOf('['));
        int to = body.lastIndexOf('}', body.lastIndexOf(']'));
        String candle = body.substring(from, to + 1);
        return body.substring(0, to + 1) + "," + candle + body.substring(to + 1);
    }

    private static Message message(String capture, UnaryOperator<String> change) {
        Message message = answer(capture);
        return message.withBody(change.apply(message.body()));
    }

    private static Message answer(String capture) {
        try {
            return Authored.message(capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message frames(String capture) {
        try {
            return Authored.message(Bindings.WS, capture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Message message, Path directory) {
        try {
            message.in(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String body, String from, String to) {
        assertThat(body).contains(from);
        return body.replace(from, to);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
