package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;
import static io.github.kalshiperps.ws.SessionFixture.ETH;
import static io.github.kalshiperps.ws.SessionFixture.SOON;
import static io.github.kalshiperps.ws.SessionFixture.confirm;
import static io.github.kalshiperps.ws.SessionFixture.delta;
import static io.github.kalshiperps.ws.SessionFixture.eventually;
import static io.github.kalshiperps.ws.SessionFixture.snapshot;
import static io.github.kalshiperps.ws.SessionFixture.trade;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.InvalidBookException;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.server.Peer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an exchange must never send, and may send all the same. Each frame has to leave a trace, none may end the session, and a book
 * that is valid has to be right.
 */
@Timeout(90)
class MalformedFramesTest {
    private static final int FRAMES = 10_000;
    private static final long SEED = 20_261_020;
    private static final String BOOKS = "orderbook_delta";

    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    // --- what is expected of a frame

    /** What has to happen to a frame that was sent with the next sequence number of the books. */
    private enum Outcome {
        /** It is reported with its text; its number is missing then. */
        MALFORMED,
        /** It is reported as a message of an unknown type, which is counted but changes no book. */
        UNRECOGNIZED,
        /** It is reported as a message that belongs to no subscription; its number is missing then. */
        UNEXPECTED,
        /** It is reported as one that was there before; its number is missing then. */
        REPEATED,
        /** It costs the book, or all books when it does not say which. */
        CONTRADICTION,
        /** What deviates is reported once, and does not keep the message from being used. */
        DRIFT,
        /** Any of these. */
        ANY
    }

    /** A frame and what is expected. */
    private record Case(String name, Exchange.Frame frame, Outcome outcome) {
        static Case text(String name, String text, Outcome outcome) {
            return new Case(name, Exchange.Frame.text(text), outcome);
        }

        /** As the session has to show it. */
        String shown() {
            return frame.isText() ? frame.bytes().string(UTF_8) : frame.bytes().hex();
        }
    }

    private static final String HUGE = "1" + "0".repeat(40);
    private static final String DEEP = "[".repeat(300) + "]".repeat(300);

    private static final List<String> NO_JSON = List.of(
            "NaN",
            "Infinity",
            "undefined",
            "'6.33'",
            "0x10",
            "01",
            ".5",
            "5.",
            "+5",
            "tru",
            "\"",
            "",
            "1 2",
            "-",
            "{",
            "]");

    private static final List<String> NO_STRING =
            List.of("null", "true", "5", "1e400", HUGE, "[]", "[[1]]", "{}", "{\"a\":{}}", DEEP);

    private static final List<String> NO_INTEGER =
            List.of("null", "false", "\"7\"", "1.5", "7.0", "7e0", "1e400", HUGE, "-" + HUGE, "[]", "[7]", "{}", DEEP);

    private static final List<String> NO_OBJECT = List.of("null", "true", "5", "\"x\"", "[]", "[{}]", "{}", DEEP);

    private static final List<String> NO_PRICE = List.of(
            "\"\"",
            "\"x\"",
            "\"1e400\"",
            "\"-1\"",
            "\"0\"",
            "\"0.0000\"",
            "\"6,33\"",
            "\"6.33x\"",
            "\" \"",
            "\"" + HUGE + "\"",
            "\"\\ud800\"",
            "\"\u0661\"",
            "\"NaN\"",
            "\"Infinity\"",
            "\"1/3\"");

    private static final List<String> NO_CHANGE = List.of(
            "\"\"", "\"x\"", "\"1e400\"", "\"0\"", "\"-0\"", "\"0.00\"", "\"--1\"", "\"" + HUGE + "\"", "\"\\udfff1\"");

    // --- the long run

    @Test
    void tenThousandMalformedFramesLeaveTracesAndRightBooks() throws Exception {
        Random random = new Random(SEED);
        Truth truth = new Truth(random);
        try (Exchange exchange = new Exchange(x.server, false, truth::snapshot)) {
            PerpsWebSocket session = x.connect(x.builder().snapshotTimeout(Duration.ofSeconds(20)));
            LiveBooks books = session.books(BTC, ETH);
            AtomicLong trades = new AtomicLong();
            Subscription listening = session.trades(BTC).listen(message -> trades.incrementAndGet());
            MessageStream<BookUpdate> updates = session.orderbooks(BTC, ETH).capacity(1_000_000).stream();
            assertThat(listening.ready()).succeedsWithin(SOON);
            assertThat(updates.ready()).succeedsWithin(SOON);
            eventually("the books are valid", () -> valid(books));
            Sampler sampler = new Sampler(books, truth);
            long subscribes = exchange.count("subscribe");
            int sent = 0;
            try {
                for (String frame : realFrames(truth)) {
                    sent += expectAllCuts(exchange, frame);
                }
                while (sent < FRAMES) {
                    if (random.nextInt(4) == 0) {
                        expectTrace(exchange, ofNoBook(truth, random));
                    } else {
                        expectOutcome(exchange, truth, random, books);
                    }
                    sent++;
                    if (sent % 100 == 0) {
                        exchange.send("trade", (sid, seq) -> trade(sid, seq, BTC, "6.1"));
                    }
                }
            } finally {
                sampler.stop();
            }
            assertThat(sampler.compared)
                    .as("views that were compared meanwhile")
                    .hasPositiveValue();
            assertThat(sampler.wrong.get()).isNull();
            eventually("the books are up to date", () -> truth.isUpToDate(books));
            truth.check(books);
            expectConsumersOwnBooks(updates, truth);
            assertThat(sent).isGreaterThanOrEqualTo(FRAMES);
            assertThat(trades.get()).as("the other channel goes on").isPositive();
            assertThat(x.events.all(Kind.DISCONNECTED)).isEmpty();
            assertThat(x.server.connections()).isEqualTo(1);
            assertThat(exchange.count("subscribe")).isEqualTo(subscribes);
            assertThat(session.state()).isEqualTo(PerpsWebSocket.State.CONNECTED);
            assertThat(x.events.all(Kind.EVENTS_DROPPED)).isEmpty();
            assertThat(x.events.all(Kind.CONSUMER_FAILED)).isEmpty();
        }
    }

    private static boolean valid(LiveBooks books) {
        return books.isValid(BTC) && books.isValid(ETH);
    }

    /** A frame, cut at each of its positions. {@return how many frames that were} */
    private int expectAllCuts(Exchange exchange, String frame) {
        int before = x.events.size();
        List<String> cuts = new ArrayList<>();
        for (int length = 0; length < frame.length(); length++) {
            cuts.add(frame.substring(0, length));
            exchange.transmit(Exchange.Frame.text(frame.substring(0, length)));
        }
        x.sync(text -> exchange.transmit(Exchange.Frame.text(text)));
        List<SessionEvent> malformed = of(x.events.from(before), Kind.MALFORMED_FRAME);
        assertThat(malformed).extracting(event -> event.frame().orElseThrow()).containsExactlyElementsOf(cuts);
        assertThat(malformed).allSatisfy(event -> assertThat(event.text()).startsWith("The frame is no message: "));
        return cuts.size();
    }

    /** A frame of its own, which changes no book. */
    private void expectTrace(Exchange exchange, Case frame) {
        int before = x.events.size();
        exchange.transmit(frame.frame());
        x.sync(text -> exchange.transmit(Exchange.Frame.text(text)));
        check(frame, x.events.from(before));
    }

    /** A change of a book that is malformed, and a good one behind it. */
    private void expectOutcome(Exchange exchange, Truth truth, Random random, LiveBooks books) {
        int before = x.events.size();
        Case[] made = new Case[1];
        exchange.transmit(BOOKS, (sid, seq) -> {
            Change change = truth.next();
            made[0] = mutate(change.members(sid, seq), random);
            if (made[0].outcome() != Outcome.UNRECOGNIZED) {
                truth.apply(change, seq);
            }
            return made[0].frame();
        });
        exchange.send(BOOKS, (sid, seq) -> {
            Change change = truth.next();
            truth.apply(change, seq);
            return change.members(sid, seq).toString();
        });
        x.sync(text -> exchange.transmit(Exchange.Frame.text(text)));
        List<SessionEvent> events = x.events.from(before);
        check(made[0], events);
        boolean lost = events.stream().anyMatch(event -> event.kind() == Kind.GAP_DETECTED);
        switch (made[0].outcome()) {
            case DRIFT, UNRECOGNIZED -> {
                assertThat(lost).as(made[0].name()).isFalse();
                assertThat(valid(books)).as(made[0].name()).isTrue();
            }
            case ANY -> {}
            default -> assertThat(lost).as(made[0].name()).isTrue();
        }
        eventually(() -> "the books are up to date again after " + made[0].name(), SOON, () -> truth.isUpToDate(books));
        truth.check(books);
    }

    private void check(Case frame, List<SessionEvent> events) {
        String what = frame.name() + ": " + brief(frame.shown());
        List<SessionEvent> traces = events.stream()
                .filter(event -> !(event.message().orElse(null) instanceof ServerMessage.Unrecognized unknown
                        && String.valueOf(unknown.type()).startsWith("sync-")))
                .toList();
        switch (frame.outcome()) {
            case MALFORMED ->
                assertThat(of(traces, Kind.MALFORMED_FRAME))
                        .as(what)
                        .singleElement()
                        .satisfies(event -> {
                            assertThat(event.frame()).contains(frame.shown());
                            assertThat(event.text()).isNotBlank();
                        });
            case UNRECOGNIZED ->
                assertThat(of(traces, Kind.UNRECOGNIZED_MESSAGE)).as(what).hasSize(1);
            case UNEXPECTED ->
                assertThat(of(traces, Kind.UNEXPECTED_MESSAGE)).as(what).hasSize(1);
            case REPEATED ->
                assertThat(of(traces, Kind.REPEATED_MESSAGE)).as(what).hasSize(1);
            case CONTRADICTION ->
                assertThat(of(traces, Kind.GAP_DETECTED))
                        .as(what)
                        .anySatisfy(event ->
                                assertThat(event.gap().orElseThrow().cause()).isEqualTo(Gap.Cause.CONTRADICTION));
            case DRIFT -> assertThat(drifts(frame)).as(what).isNotEmpty();
            case ANY ->
                assertThat(traces.isEmpty() && drifts(frame).isEmpty()).as(what).isFalse();
        }
        if (of(traces, Kind.MALFORMED_FRAME).isEmpty()) {
            // Each kind of deviation is told once per session, when it is met first.
            assertThat(reportedDrifts()).as(what).containsAll(drifts(frame));
        }
        assertThat(of(events, Kind.DISCONNECTED)).as(what).isEmpty();
    }

    private final Set<String> reportedDrifts = new HashSet<>();
    private int looked;

    private Set<String> reportedDrifts() {
        for (SessionEvent event : x.events.from(looked)) {
            looked++;
            if (event.kind() == Kind.DRIFT) {
                String text = event.text();
                reportedDrifts.add(text.substring(0, text.indexOf(": ", text.indexOf(" at ")) + 2));
            }
        }
        return reportedDrifts;
    }

    private static List<SessionEvent> of(List<SessionEvent> events, Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    /** The deviations of a frame, as the session words them. */
    private static Set<String> drifts(Case frame) {
        Set<String> drifts = new HashSet<>();
        if (frame.frame().isText()) {
            List<Drift> found = new ArrayList<>();
            try {
                ServerMessage message = JsonMapper.of(PerpsWebSocketModels.factory())
                        .driftListener(found::add)
                        .read(ServerMessage.class, frame.shown());
                for (Drift drift : found) {
                    drifts.add(message.getClass().getSimpleName() + ": " + drift.kind() + " at "
                            + drift.path().replaceAll("\\[[0-9]+]", "[]") + ": ");
                }
            } catch (DecodeException e) {
                drifts.clear();
            }
        }
        return drifts;
    }

    // --- mutations

    /** The members of a message of a book, so that each can be spoilt. */
    private record Members(List<String[]> outer, List<String[]> inner) {
        @Override
        public String toString() {
            return object(outer).replace("\"msg\":null", "\"msg\":" + object(inner));
        }

        private static String object(List<String[]> members) {
            StringBuilder json = new StringBuilder("{");
            for (String[] member : members) {
                json.append(json.length() == 1 ? "" : ",")
                        .append('"')
                        .append(member[0])
                        .append("\":")
                        .append(member[1]);
            }
            return json.append('}').toString();
        }

        List<String[]> of(String name) {
            return outer.stream().anyMatch(member -> member[0].equals(name)) ? outer : inner;
        }
    }

    private static Case mutate(Members members, Random random) {
        String good = members.toString();
        return switch (random.nextInt(12)) {
            case 0 -> Case.text("cut", good.substring(0, random.nextInt(good.length())), Outcome.MALFORMED);
            case 1 ->
                Case.text(
                        "more behind it",
                        good + pick(random, "}", "x", ",", "{}", "null", "\u0000", good),
                        Outcome.MALFORMED);
            case 2 -> new Case("binary", Exchange.Frame.binary(good.getBytes(UTF_8)), Outcome.MALFORMED);
            case 3 -> notJson(members, random);
            case 4 -> removed(members, random);
            case 5 -> twice(members, random);
            case 6 -> unknownMember(members, random);
            case 7 -> invalidUtf8(good, random);
            case 8 -> structure(good, random);
            default -> wrongValue(members, random);
        };
    }

    private static Case notJson(Members members, Random random) {
        String name = pick(random, "sid", "seq", "market_ticker", "price", "delta", "side", "ts_ms");
        String value = pick(random, NO_JSON.toArray(String[]::new));
        replace(members, name, value);
        return Case.text(name + " is " + value, members.toString(), Outcome.MALFORMED);
    }

    private static Case removed(Members members, Random random) {
        String name = pick(random, "type", "sid", "seq", "msg", "market_ticker", "price", "delta", "side");
        members.of(name).removeIf(member -> member[0].equals(name));
        return Case.text("no " + name, members.toString(), outcomeWithout(name));
    }

    private static Outcome outcomeWithout(String name) {
        return switch (name) {
            case "type" -> Outcome.UNRECOGNIZED;
            case "sid" -> Outcome.UNEXPECTED;
            case "ts_ms" -> Outcome.DRIFT;
            default -> Outcome.CONTRADICTION;
        };
    }

    private static Case wrongValue(Members members, Random random) {
        String name = pick(random, "type", "sid", "seq", "msg", "market_ticker", "price", "delta", "side", "ts_ms");
        String value;
        Outcome outcome = outcomeWithout(name);
        switch (name) {
            case "type" ->
                value = pick(
                        random,
                        random.nextBoolean()
                                ? NO_STRING.subList(0, NO_STRING.size() - 1)
                                : List.of("\"\"", "\"x\"", "\"\\udfff\"", "\"orderbook_delta \""));
            case "msg" -> value = pick(random, NO_OBJECT);
            case "sid" -> value = pick(random, random.nextBoolean() ? NO_INTEGER : List.of("-1", "0", "999"));
            case "seq" -> {
                if (random.nextBoolean()) {
                    value = pick(random, NO_INTEGER);
                } else {
                    value = pick(random, "-1", "0", "1");
                    outcome = Outcome.REPEATED;
                }
            }
            case "market_ticker" -> value = pick(random, NO_STRING);
            case "price" -> value = pick(random, random.nextBoolean() ? NO_STRING : NO_PRICE);
            case "delta" -> value = pick(random, random.nextBoolean() ? NO_STRING : NO_CHANGE);
            case "side" ->
                value = pick(
                        random,
                        random.nextBoolean() ? NO_STRING : List.of("\"\"", "\"yes\"", "\"BID\"", "\"\\ud800\""));
            default -> value = pick(random, NO_INTEGER);
        }
        replace(members, name, value);
        return Case.text(name + " is " + brief(value), members.toString(), outcome);
    }

    /** Of two members with one name the last counts. */
    private static Case twice(Members members, Random random) {
        String name = pick(random, "sid", "seq", "price", "delta", "side");
        boolean integer = name.equals("sid") || name.equals("seq");
        String bad = pick(random, integer ? NO_INTEGER : NO_STRING);
        List<String[]> list = members.of(name);
        int at = 0;
        while (!list.get(at)[0].equals(name)) {
            at++;
        }
        boolean badFirst = random.nextBoolean();
        list.add(badFirst ? at : at + 1, new String[] {name, bad});
        return Case.text(
                name + " twice, " + (badFirst ? "first " : "then ") + brief(bad),
                members.toString(),
                badFirst ? Outcome.DRIFT : outcomeWithout(name));
    }

    private static Case unknownMember(Members members, Random random) {
        String value = pick(random, "null", "true", HUGE, "1e400", DEEP, "{\"a\":[{}]}", "\"\\ud800\"", "\"\\u0000\"");
        (random.nextBoolean() ? members.outer() : members.inner()).add(new String[] {"news", value});
        return Case.text("an unknown member " + brief(value), members.toString(), Outcome.DRIFT);
    }

    /** Anywhere but in the ticker and the type, whose garbled forms are names like any other; see the tests for them. */
    private static Case invalidUtf8(String good, Random random) {
        byte[] bytes = good.getBytes(UTF_8);
        int at = position(good, random);
        byte[] bad = pick(random, new byte[][] {
            {(byte) 0xff}, {(byte) 0xc3, 0x28}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0x80}
        });
        byte[] all = new byte[bytes.length - 1 + bad.length];
        System.arraycopy(bytes, 0, all, 0, at);
        System.arraycopy(bad, 0, all, at, bad.length);
        System.arraycopy(bytes, at + 1, all, at + bad.length, bytes.length - at - 1);
        return new Case("no UTF-8 at " + at, Exchange.Frame.text(all), Outcome.ANY);
    }

    /** Another character in the place of one that makes the structure. */
    private static Case structure(String good, Random random) {
        int at = position(good, random);
        while ("{}[]:,\"".indexOf(good.charAt(at)) < 0) {
            at = position(good, random);
        }
        String other = good.substring(at, at + 1);
        while (other.charAt(0) == good.charAt(at)) {
            other = pick(random, "{", "}", "[", "]", ";", "x", "\\", "\n");
        }
        return Case.text(
                good.charAt(at) + " -> " + other + " at " + at,
                good.substring(0, at) + other + good.substring(at + 1),
                Outcome.ANY);
    }

    private static int position(String good, Random random) {
        int ticker = good.indexOf("KX");
        int type = good.indexOf("\"type\"");
        while (true) {
            int at = random.nextInt(good.length());
            boolean inTicker = at >= ticker && at < good.indexOf('"', ticker);
            boolean inType = at >= type && at < type + "\"type\":\"orderbook_delta\"".length();
            if (!inTicker && !inType) {
                return at;
            }
        }
    }

    private static void replace(Members members, String name, String value) {
        if (name.equals("msg")) {
            members.inner().clear(); // so that nothing is put into its place
        }
        for (String[] member : members.of(name)) {
            if (member[0].equals(name)) {
                // What Members puts in the place of this null is the message; another null has to look otherwise.
                member[1] = name.equals("msg") && value.equals("null") ? " null" : value;
            }
        }
    }

    private static String brief(String value) {
        return value.length() > 300 ? value.substring(0, 300) + "..." : value;
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    // --- frames that are of no book

    private static List<String> realFrames(Truth truth) {
        return List.of(
                truth.next().members(2, 3).toString(),
                snapshot(2, 3, BTC),
                trade(3, 4, BTC, "6.3352"),
                SessionFixture.ticker(4, BTC, "6.3352"),
                SessionFixture.fill(5, 7),
                SessionFixture.userOrder(6, 8),
                SessionFixture.groupUpdate(7, 9),
                SessionFixture.subscribed(77, "trade", 9),
                SessionFixture.unsubscribed(77, 999, 9),
                SessionFixture.ok(77, 999, 9, List.of(BTC, ETH)),
                SessionFixture.errorOf(999, 9, 1, "unable to process"));
    }

    private static Case ofNoBook(Truth truth, Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                Case.text(
                        "no JSON",
                        pick(
                                random,
                                "",
                                " ",
                                "\n",
                                "x",
                                "{",
                                "}",
                                "[",
                                "\"",
                                "nul",
                                "{]",
                                "[}",
                                "{\"type\"}",
                                "\uFEFF{}"),
                        Outcome.MALFORMED);
            case 1 ->
                Case.text(
                        "no message",
                        pick(
                                random,
                                "null",
                                "true",
                                "5",
                                "-1.5",
                                "1e400",
                                HUGE,
                                "\"x\"",
                                "\"\\ud800\"",
                                "[]",
                                "[{}]",
                                "{}",
                                "{\"type\":null}",
                                "{\"type\":[]}",
                                "{\"type\":\"\"}",
                                "{\"type\":\"news\",\"sid\":\"x\",\"seq\":{}}",
                                " {} \n"),
                        Outcome.UNRECOGNIZED);
            case 2 -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield new Case("any bytes", Exchange.Frame.binary(bytes), Outcome.MALFORMED);
            }
            default -> {
                // Of subscriptions that do not exist, so that whatever becomes of them, no number is used up.
                List<String> frames = realFrames(truth);
                String frame = pick(random, frames.subList(2, frames.size()))
                        .replaceFirst("\"sid\":[0-9]+", "\"sid\":" + pick(random, "999", "null", "[]", "1e400", HUGE));
                String[] members = frame.split("(?<=,)", -1);
                int at = random.nextInt(members.length);
                members[at] = members[at].replaceFirst(":\"?[^\",{}\\[\\]]*\"?", ":" + pick(random, NO_OBJECT));
                yield Case.text("of another channel", String.join("", members), Outcome.ANY);
            }
        };
    }

    // --- what the exchange knows

    private record Change(String market, String side, BigDecimal price, BigDecimal count) {
        Members members(long sid, long seq) {
            List<String[]> inner = new ArrayList<>();
            inner.add(new String[] {"market_ticker", "\"" + market + "\""});
            inner.add(new String[] {"price", "\"" + price.toPlainString() + "\""});
            inner.add(new String[] {"delta", "\"" + count.toPlainString() + "\""});
            inner.add(new String[] {"side", "\"" + side + "\""});
            inner.add(new String[] {"ts_ms", "1781268270490"});
            List<String[]> outer = new ArrayList<>();
            outer.add(new String[] {"type", "\"orderbook_delta\""});
            outer.add(new String[] {"sid", Long.toString(sid)});
            outer.add(new String[] {"seq", Long.toString(seq)});
            outer.add(new String[] {"msg", "null"});
            return new Members(outer, inner);
        }
    }

    /** The books as a beginner would keep them. Changed under the exchange's lock; what it remembers can be read at any time. */
    private static final class Truth {
        private final Random random;
        private final Map<String, Map<BigDecimal, BigDecimal>> sides = new TreeMap<>();
        private final Map<String, String> remembered = new ConcurrentHashMap<>();
        private final Map<String, Long> last = new ConcurrentHashMap<>();

        Truth(Random random) {
            this.random = random;
            for (String market : List.of(BTC, ETH)) {
                side(market, "bid").put(new BigDecimal("6.1000"), new BigDecimal("5.00"));
                side(market, "ask").put(new BigDecimal("6.5000"), new BigDecimal("5.00"));
            }
        }

        private Map<BigDecimal, BigDecimal> side(String market, String side) {
            return sides.computeIfAbsent(market + " " + side, key -> new TreeMap<>());
        }

        Change next() {
            String market = random.nextBoolean() ? BTC : ETH;
            String side = random.nextBoolean() ? "bid" : "ask";
            BigDecimal price = BigDecimal.valueOf((side.equals("bid") ? 60_000 : 63_500) + random.nextInt(20) * 100, 4);
            BigDecimal there = side(market, side).getOrDefault(price, BigDecimal.ZERO);
            BigDecimal count = BigDecimal.valueOf(1 + random.nextInt(900), 2);
            if (there.signum() > 0 && random.nextBoolean()) {
                count = random.nextInt(3) == 0
                        ? there.negate()
                        : there.min(count).negate();
            }
            return new Change(market, side, price, count);
        }

        void apply(Change change, long seq) {
            Map<BigDecimal, BigDecimal> levels = side(change.market(), change.side());
            levels.merge(change.price(), change.count(), BigDecimal::add);
            levels.values().removeIf(count -> count.signum() == 0);
            remember(change.market(), seq);
        }

        String snapshot(long sid, long seq, String market) {
            remember(market, seq);
            return SessionFixture.snapshot(sid, seq, market, json(market, "bid"), json(market, "ask"));
        }

        private String json(String market, String side) {
            List<String> levels = new ArrayList<>();
            side(market, side).forEach((price, count) -> levels.add("[\"" + price + "\",\"" + count + "\"]"));
            return levels.toString();
        }

        private void remember(String market, long seq) {
            remembered.put(market + " " + seq, describe(levels(market, "bid"), levels(market, "ask")));
            last.put(market, seq);
        }

        private List<PriceLevel> levels(String market, String side) {
            List<PriceLevel> levels = new ArrayList<>();
            side(market, side)
                    .forEach((price, count) -> levels.add(PriceLevel.of(price.toPlainString(), count.toPlainString())));
            return levels;
        }

        private static String describe(List<PriceLevel> bids, List<PriceLevel> asks) {
            return sorted(bids) + " | " + sorted(asks);
        }

        private static String sorted(List<PriceLevel> levels) {
            TreeMap<BigDecimal, String> sorted = new TreeMap<>();
            for (PriceLevel level : levels) {
                sorted.put(
                        level.price().toBigDecimal().stripTrailingZeros(),
                        level.count().toBigDecimal().stripTrailingZeros().toPlainString());
            }
            return sorted.toString();
        }

        /** Whether a book is the one that its sequence number stands for. */
        @Nullable
        String mistake(String market, BookView view) {
            String expected = remembered.get(market + " " + view.sequence());
            String found = describe(view.bids(), view.asks());
            return found.equals(expected)
                    ? null
                    : market + " after message " + view.sequence() + " was " + found + ", not " + expected;
        }

        boolean isUpToDate(LiveBooks books) {
            try {
                return last.entrySet().stream()
                        .allMatch(each -> books.view(each.getKey()).sequence() == each.getValue());
            } catch (InvalidBookException e) {
                return false;
            }
        }

        void check(LiveBooks books) {
            for (String market : List.of(BTC, ETH)) {
                assertThat(mistake(market, books.view(market))).isNull();
            }
        }
    }

    /** Looks at the books all the time. */
    private static final class Sampler {
        final AtomicLong compared = new AtomicLong();
        final AtomicReference<@Nullable String> wrong = new AtomicReference<>();
        private final Thread thread;
        private volatile boolean stopped;

        Sampler(LiveBooks books, Truth truth) {
            thread = new Thread(
                    () -> {
                        while (!stopped) {
                            for (String market : List.of(BTC, ETH)) {
                                try {
                                    String mistake = truth.mistake(market, books.view(market));
                                    wrong.compareAndSet(null, mistake);
                                    compared.incrementAndGet();
                                } catch (InvalidBookException e) {
                                    // It says so.
                                }
                            }
                            LockSupport.parkNanos(200_000);
                        }
                    },
                    "sampler");
            thread.start();
        }

        void stop() throws InterruptedException {
            stopped = true;
            thread.join(10_000);
        }
    }

    /** A consumer keeps books of its own from the same messages; they must be right as well, one update after the other. */
    private static void expectConsumersOwnBooks(MessageStream<BookUpdate> updates, Truth truth)
            throws InterruptedException {
        int valid = 0;
        for (BookUpdate update = updates.next(Duration.ZERO).orElse(null);
                update != null;
                update = updates.next(Duration.ZERO).orElse(null)) {
            if (update.book().isValid()) {
                valid++;
                assertThat(truth.mistake(update.marketTicker(), update.book().view()))
                        .isNull();
            }
        }
        assertThat(valid).isGreaterThan(FRAMES / 2);
    }

    // --- single cases

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"news\",,,}",
                "{\"type\":\"news\",a:b}",
                "{\"type\":\"news\",\"sid\":01}",
                "{\"type\":\"news\",\"sid\":'1'}",
                "{\"type\":\"news\",\"sid\":NaN}",
                "{\"type\":\"news\",\"a\":[1 2]}",
                "{\"type\":\"news\",\"a\":\"\\q\"}",
                "{\"type\":\"news\"/* so */}",
                "[1 2 3]",
                "[,]",
                "{\"a\":tru}"
            })
    void whatIsNoJsonIsMalformedAlsoInAMessageOfAnUnknownType(String frame) {
        expectTheSessionLivesOn(Case.text("no JSON", frame, Outcome.MALFORMED));
    }

    static List<String> deepFrames() {
        String deeper = "[".repeat(100_000);
        return List.of(
                DEEP,
                "{\"type\":\"news\",\"a\":" + DEEP + "}",
                "{\"type\":\"news\",\"sid\":" + DEEP + "}",
                "{\"a\":" + DEEP + ",\"type\":\"trade\"}",
                "{\"type\":\"trade\",\"sid\":1,\"seq\":1,\"msg\":" + DEEP + "}",
                "{\"type\":\"ok\",\"id\":" + DEEP + "}",
                deeper,
                deeper + "]".repeat(100_000),
                "{\"type\":\"news\",\"a\":" + deeper + "}",
                "{\"type\":\"error\",\"msg\":" + deeper + "]".repeat(100_000) + "}");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("deepFrames")
    void howeverDeepAFrameIsTheSessionLivesOn(String frame) {
        expectTheSessionLivesOn(Case.text("deep", frame, Outcome.ANY));
    }

    private void expectTheSessionLivesOn(Case frame) {
        PerpsWebSocket session = x.connect();
        assertThat(session.connected()).succeedsWithin(SOON);
        Peer peer = x.peer();
        int before = x.events.size();
        peer.send(frame.shown());
        x.sync(peer);
        check(frame, x.events.from(before));
        assertThat(x.server.connections()).isEqualTo(1);
        assertThat(session.state()).isEqualTo(PerpsWebSocket.State.CONNECTED);
    }

    /** A name that was garbled is the name of a market that nobody knows; the message is missing where it belongs. */
    @Test
    void aChangeWhoseMarketWasGarbledIsNotMissedInSilence() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = x.peer();
        confirm(peer, BOOKS, 1);
        peer.send(snapshot(1, 1, BTC));
        books.await(BTC, SOON);
        byte[] bytes = delta(1, 2, BTC, "bid", "6.3352", "-1.00").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf(BTC) + 4] = (byte) 0xff;
        peer.sendBytes(1, bytes);
        peer.send(delta(1, 3, BTC, "ask", "6.3416", "-1.00"));
        x.sync(peer);
        assertThat(x.events.all())
                .as("the book went on to message 3 without message 2, and nobody was told")
                .anyMatch(event -> event.kind() == Kind.UNEXPECTED_MESSAGE
                        || event.kind() == Kind.GAP_DETECTED
                        || event.kind() == Kind.MALFORMED_FRAME);
    }

    @Test
    void ofTwoMembersWithOneNameTheLastCounts() throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = x.peer();
        confirm(peer, BOOKS, 1);
        peer.send(snapshot(1, 1, BTC));
        peer.send(delta(1, 2, BTC, "bid", "6.3352", "-1.00").replace("\"delta\":", "\"delta\":\"-2.00\",\"delta\":"));
        x.sync(peer);
        assertThat(books.view(BTC).bestBid().orElseThrow().count().toString()).isEqualTo("2.00");
        assertThat(books.view(BTC).sequence()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bid\":{}",
                "\"bid\":5",
                "\"bid\":\"x\"",
                "\"bid\":\"\"",
                "\"bid\":[[\"6.1\"]]",
                "\"bid\":[[\"6.1\",\"1.00\",\"x\"]]",
                "\"bid\":[[6.1,1.00]]",
                "\"bid\":[null]",
                "\"bid\":[[\"6.1\",\"1.00\"],[\"6.1000\",\"2.00\"]]",
                "\"bid\":[[\"6.1\",\"0.00\"]]",
                "\"bid\":[[\"6.1\",\"-1.00\"]]",
                "\"bid\":[[\"-6.1\",\"1.00\"]]"
            })
    void aSnapshotThatCannotBeReadMakesNoBook(String bids) throws Exception {
        PerpsWebSocket session = x.connect();
        LiveBooks books = session.books(BTC);
        Peer peer = x.peer();
        confirm(peer, BOOKS, 1);
        peer.send(snapshot(1, 1, BTC));
        books.await(BTC, SOON);
        peer.send(snapshot(1, 2, BTC, "[]", "[[\"6.5\",\"1.00\"]]").replace("\"bid\":[]", bids));
        x.sync(peer);
        assertThat(x.events.all(Kind.GAP_DETECTED))
                .singleElement()
                .satisfies(
                        event -> assertThat(event.gap().orElseThrow().cause()).isEqualTo(Gap.Cause.CONTRADICTION));
        assertThat(books.isValid(BTC)).isFalse();
        SessionFixture.expectUpdate(peer, "get_snapshot", BTC);
    }

    @Test
    void aMessageThatDeviatesIsMalformedToAStrictSession() {
        PerpsWebSocket session = x.connect(x.builder().decoding(Decoding.STRICT));
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        String frame = trade(1, 1, BTC, "6.1").replace("\"msg\"", "\"news\":1,\"msg\"");
        peer.send(frame);
        SessionEvent event = x.events.await(Kind.MALFORMED_FRAME);
        assertThat(event.frame()).contains(frame);
        assertThat(event.text().toLowerCase(Locale.ROOT)).contains("news");
        peer.send(trade(1, 2, BTC, "6.1"));
        assertThat(x.events.await(Kind.GAP_REMAINS).gap().orElseThrow().firstMissing())
                .hasValue(1);
        assertThat(trades.done()).isNotDone();
    }

    @Test
    void aMessageInManyFragmentsIsOneMessage() throws Exception {
        PerpsWebSocket session = x.connect();
        MessageStream<TradeMessage> trades = session.trades(BTC).stream();
        Peer peer = x.peer();
        confirm(peer, "trade", 1);
        String frame = trade(1, 1, BTC, "6.1") + "\n";
        peer.sendFragmented(frame, frame.length());
        assertThat(trades.next(SOON)).isPresent();
        x.sync(peer);
        assertThat(x.events.all(Kind.MALFORMED_FRAME)).isEmpty();
    }
}
