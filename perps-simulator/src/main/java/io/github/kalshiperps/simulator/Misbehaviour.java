package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.Fault;
import io.github.kalshiperps.simulator.http.Faults;
import io.github.kalshiperps.simulator.http.JsonEdit;
import io.github.kalshiperps.simulator.http.SkewedClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator does wrong because it was asked to. Safe for use by several threads; applies to requests that arrive from then on.
 *
 * <pre>{@code
 * simulator.misbehaviour().operation("GetMarginBalance").times(2).answer(503);
 * simulator.misbehaviour().operation("CreateMarginOrder").once().dropAfterHandling();
 * simulator.misbehaviour().everything().delay(Duration.ofMillis(200));
 * }</pre>
 *
 * <p>What was asked for first comes first. Of the faults that decide how a request ends, one is used per request, so that two bursts
 * of errors come one after the other; delays and changes of the answer add to whatever else happens.
 */
public final class Misbehaviour {
    private static final Pattern DURATION = Pattern.compile("(-?[0-9]+)(ms|s|m)");
    private static final Pattern STATUS = Pattern.compile("[45][0-9]{2}");
    private static final Set<String> WITH_VALUE = Set.of(
            "delay",
            "add",
            "omit",
            "enum",
            "ws-skip",
            "ws-hold",
            "ws-delay",
            "ws-add",
            "ws-omit",
            "ws-enum",
            "ws-close",
            "ws-refuse",
            "ws-handshake");

    private final Faults faults;
    private final SkewedClock clock;
    private final WebSocketMisbehaviour webSocket;

    Misbehaviour(Faults faults, SkewedClock clock, WebSocketMisbehaviour webSocket) {
        this.faults = faults;
        this.clock = clock;
        this.webSocket = webSocket;
    }

    /**
     * Every request.
     *
     * @return those requests
     */
    public Requests everything() {
        return new Requests(target -> true, Long.MAX_VALUE);
    }

    /**
     * The requests of one operation.
     *
     * @param operationId the contract's operationId, such as {@code CreateMarginOrder}
     * @return those requests
     * @throws IllegalArgumentException if no contract has it
     */
    public Requests operation(String operationId) {
        Set<String> known = operationIds();
        if (!known.contains(operationId)) {
            throw new IllegalArgumentException("no operation has the id '" + operationId + "'; there are " + known);
        }
        return new Requests(target -> operationId.equals(target.operationId()), Long.MAX_VALUE);
    }

    /**
     * The requests of one path.
     *
     * @param path the path below the API's base, as it is sent, such as {@code /margin/markets/KXBTCPERP1}
     * @return those requests
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public Requests path(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash, but this is '" + path + "'");
        }
        return new Requests(target -> path.equals(target.path()), Long.MAX_VALUE);
    }

    /**
     * The WebSocket's own.
     *
     * @return what it does wrong
     */
    public WebSocketMisbehaviour webSocket() {
        return webSocket;
    }

    /**
     * Puts the exchange's clock wrong, as far as signatures and {@code Date} headers are concerned.
     *
     * @param ahead how far ahead; negative for behind; zero to put it right
     */
    public void skewClock(Duration ahead) {
        clock.skew(ahead);
    }

    /** Behaves again. */
    public void stop() {
        faults.clear();
        clock.skew(Duration.ZERO);
        webSocket.stop();
    }

    /**
     * Asks for faults in words, for a command line: {@code 429:10,drop:CreateMarginOrder:1,delay=200ms}.
     *
     * <p>Each part is a fault, then for which requests (an operation id or a path; all if left out), then for how many of them (a
     * number; all if left out), separated by colons. The faults: a status from 400 to 599; {@code delay=TIME}; {@code drop} (before
     * the request is carried out), {@code drop-after}, {@code cut} (in the middle of the answer); {@code add=MEMBER} (one that the
     * contract does not know), {@code omit=MEMBER}, {@code enum=MEMBER} (gives it a value that the contract does not know);
     * {@code skew=TIME} (the clock; no requests and no number). A TIME is a number with {@code ms}, {@code s} or {@code m}.
     *
     * <p>Faults of the WebSocket are for a type of messages in place of the operation: {@code ws-lose}, {@code ws-skip=NUMBERS} (of the
     * sequence), {@code ws-repeat}, {@code ws-hold=MESSAGES} (lets that many go first), {@code ws-delay=TIME}, {@code ws-add=MEMBER},
     * {@code ws-omit=MEMBER}, {@code ws-enum=MEMBER}, {@code ws-drop}, {@code ws-close=CODE}; or for a command: {@code ws-ignore},
     * {@code ws-refuse=CODE}; or for handshakes: {@code ws-handshake=STATUS}.
     *
     * @param options the parts, separated by commas
     * @throws IllegalArgumentException if a part is none of these, naming it; nothing is asked for then
     */
    public void apply(String options) {
        List<Runnable> faultsToAdd = Stream.of(options.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(this::parsed)
                .toList();
        faultsToAdd.forEach(Runnable::run);
    }

    private Runnable parsed(String part) {
        try {
            String[] fields = part.split(":", -1);
            String[] fault = fields[0].split("=", 2);
            if (fault[0].equals("skew")) {
                if (fault.length != 2 || fields.length != 1) {
                    throw new IllegalArgumentException("'skew=' needs a value, and nothing behind it");
                }
                Duration ahead = duration(fault[1]);
                return () -> skewClock(ahead);
            }
            int next = 1;
            String what = null;
            if (next < fields.length && !fields[next].matches("[0-9]+")) {
                what = fields[next++];
            }
            long times = next < fields.length ? Long.parseLong(fields[next++]) : Long.MAX_VALUE;
            if (next < fields.length) {
                throw new IllegalArgumentException("nothing can follow the number of times");
            }
            return parsed(fault[0], fault.length == 2 ? fault[1] : "", what, times);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("misbehaviour '" + part + "': " + e.getMessage(), e);
        }
    }

    private Runnable parsed(String fault, String argument, @Nullable String what, long times) {
        boolean needsArgument = WITH_VALUE.contains(fault);
        if (needsArgument == argument.isEmpty()) {
            throw new IllegalArgumentException(
                    needsArgument ? "'" + fault + "=' needs a value" : "'" + fault + "' takes no value");
        }
        if (fault.startsWith("ws-")) {
            return webSocket.parsed(fault, argument, what, times);
        }
        Requests requests = requests(what).times(times);
        return switch (fault) {
            case "delay" -> {
                Duration time = delay(argument);
                yield () -> requests.delay(time);
            }
            case "drop" -> requests::dropBeforeHandling;
            case "drop-after" -> requests::dropAfterHandling;
            case "cut" -> requests::cutAnswer;
            case "add" -> () -> requests.addMember(argument, "\"simulated\"");
            case "omit" -> () -> requests.leaveOutMember(argument);
            case "enum" -> () -> requests.replaceText(argument, "simulated");
            default -> {
                if (!STATUS.matcher(fault).matches()) {
                    throw new IllegalArgumentException("there is no fault '" + fault + "'");
                }
                yield () -> requests.answer(Integer.parseInt(fault));
            }
        };
    }

    private Requests requests(@Nullable String what) {
        if (what == null) {
            return everything();
        }
        return what.startsWith("/") ? path(what) : operation(what);
    }

    static Duration delay(String text) {
        Duration time = duration(text);
        if (time.isNegative()) {
            throw new IllegalArgumentException("a delay is not negative");
        }
        return time;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 200ms, 5s or 1m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static Set<String> operationIds() {
        Set<String> ids = new TreeSet<>();
        Stream.of(PerpsOperations.ALL, KlearOperations.ALL)
                .flatMap(List::stream)
                .map(ApiOperation::id)
                .forEach(ids::add);
        return ids;
    }

    /** Some requests, for which a fault can be asked. Immutable and safe for use by several threads. */
    public final class Requests {
        private final Predicate<Faults.Target> matches;
        private final long times;

        private Requests(Predicate<Faults.Target> matches, long times) {
            this.matches = matches;
            this.times = times;
        }

        /**
         * The next ones only; all unless called.
         *
         * @param number how many, at least 1
         * @return those requests
         */
        public Requests times(long number) {
            if (number < 1) {
                throw new IllegalArgumentException("expected at least 1 request but was " + number);
            }
            return new Requests(matches, number);
        }

        /**
         * The next one only.
         *
         * @return that request
         */
        public Requests once() {
            return times(1);
        }

        /**
         * Waits before the request is looked at, in real time.
         *
         * @param time how long
         * @return what was asked for
         */
        public Rule delay(Duration time) {
            return rule(new Fault.Delay(time));
        }

        /**
         * Answers with an error, without carrying the request out: as the exchange does for 429, with HTML as a gateway does for 502
         * and 504, in the shape of most errors otherwise.
         *
         * @param status the HTTP status, from 400 to 599
         * @return what was asked for
         */
        public Rule answer(int status) {
            return rule(new Fault.Instead(error(status)));
        }

        /**
         * Answers with something else, without carrying the request out.
         *
         * @param status the HTTP status
         * @param contentType the media type of the body
         * @param body the body
         * @return what was asked for
         */
        public Rule answer(int status, String contentType, String body) {
            return rule(new Fault.Instead(new Answer(status, contentType, body, null)));
        }

        /**
         * Drops the connection without carrying the request out.
         *
         * @return what was asked for
         */
        public Rule dropBeforeHandling() {
            return rule(new Fault.DropBefore());
        }

        /**
         * Carries the request out and drops the connection without an answer: the caller cannot know whether it was.
         *
         * @return what was asked for
         */
        public Rule dropAfterHandling() {
            return rule(new Fault.DropAfter());
        }

        /**
         * Carries the request out and drops the connection in the middle of the answer's body.
         *
         * @return what was asked for
         */
        public Rule cutAnswer() {
            return rule(new Fault.Cut());
        }

        /**
         * Adds a member to every JSON object of the answer.
         *
         * @param name its name
         * @param json its value, as JSON
         * @return what was asked for
         * @throws IllegalArgumentException if the value is not one JSON value
         */
        public Rule addMember(String name, String json) {
            return rule(new Fault.Edit(JsonEdit.add(name, RawJson.of(json).json())));
        }

        /**
         * Leaves a member out of the answer wherever it stands.
         *
         * @param name its name
         * @return what was asked for
         */
        public Rule leaveOutMember(String name) {
            return rule(new Fault.Edit(JsonEdit.leaveOut(name)));
        }

        /**
         * Gives a text member of the answer another value wherever it stands, such as a value that an enum does not have.
         *
         * @param name its name
         * @param text the new value
         * @return what was asked for
         */
        public Rule replaceText(String name, String text) {
            return rule(new Fault.Edit(JsonEdit.replace(name, text)));
        }

        private Rule rule(Fault fault) {
            return new Rule(faults.add(matches, fault, times));
        }
    }

    /** A fault that was asked for. Safe for use by several threads. */
    public static final class Rule {
        private final Faults.Rule rule;

        private Rule(Faults.Rule rule) {
            this.rule = rule;
        }

        /**
         * How many requests it has hit so far.
         *
         * @return the number
         */
        public long hits() {
            return rule.hits();
        }

        /** Takes it back. */
        public void remove() {
            rule.remove();
        }
    }

    static Answer error(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error has a status from 400 to 599, not " + status);
        }
        return switch (status) {
            case 401 -> Answer.wrapped(401, "header_timestamp_expired", "header timestamp expired", null);
            case 403 -> Answer.wrapped(403, "forbidden", "forbidden", null);
            case 404 -> Answer.wrapped(404, "not_found", "not found", null);
            case 429 -> Answer.tooManyRequests();
            case 502, 504 ->
                new Answer(
                        status,
                        "text/html",
                        "<html><head><title>" + status + "</title></head><body></body></html>",
                        null);
            case 503 -> Answer.wrapped(503, "service_unavailable", "service unavailable", null);
            default ->
                status < 500
                        ? Answer.wrapped(status, "simulated_refusal", "simulated refusal", null)
                        : Answer.wrapped(status, "internal_server_error", "internal server error", null);
        };
    }
}
