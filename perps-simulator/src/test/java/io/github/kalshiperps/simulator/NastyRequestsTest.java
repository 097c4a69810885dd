package io.github.kalshiperps.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.api.PerpsOperations;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Requests that are allowed and those that are not, put together at random from values at the edge of what is possible: none of
 * them is answered with a mistake of the simulator, and all answers keep the contract.
 */
class NastyRequestsTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(guard.simulator().manualClock());

    private static final int ROUNDS = 30;

    private static final List<String> TEXTS = List.of(
            "KXBTCPERP1",
            "TEST-EQUITY-AAPL-PERP",
            "NONE",
            "0",
            "1",
            "-1",
            "2",
            "10",
            "5.3829",
            "0.0001",
            "0.00001",
            "6.3440",
            "999999999999999.9999",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "1e5",
            "NaN",
            "true",
            "false",
            "bid",
            "ask",
            "maker",
            "taker_at_cross",
            "good_till_canceled",
            "fill_or_kill",
            "immediate_or_cancel",
            "bracket",
            "trailing",
            "margined",
            "event_contract",
            "Crypto",
            "resting",
            "60",
            "1440",
            "2026-10-20",
            "9999-12-31",
            "-0001-01-01",
            "2026-02-30",
            "1760961600",
            "8210266876799",
            "8ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "ünï",
            "a b",
            "💥",
            "");

    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1",
            "5",
            "100",
            "1.5",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "1e400",
            "[]",
            "{}",
            "[[]]",
            "\"\\u0000\"");

    private final PerpsSimulator simulator = extension.simulator();
    private final Random random = new Random(20_261_020);
    private final List<String> ids = new ArrayList<>(List.of("none"));

    @Test
    void noRequestIsAMistakeOfTheSimulator() throws Exception {
        RawRequests trader = new RawRequests(simulator, simulator.openAccount().signer());
        RawRequests member =
                new RawRequests(simulator, simulator.openFcmAccount().signer());
        List<String> mistakes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (ApiOperation operation : PerpsOperations.ALL) {
                String path = path(operation) + query(operation);
                Class<?> model = operation.request();
                String body = model == null ? null : body(model);
                RawRequests caller = random.nextInt(4) == 0 ? member : trader;
                HttpResponse<String> response = caller.send(operation.httpMethod(), path, body);
                // Not simulated is none; the test that asks for every operation finds that.
                if (response.statusCode() >= 500 && response.statusCode() != 501) {
                    mistakes.add(operation.id() + " " + path + " " + body);
                }
                remember(response.body());
            }
        }

        assertThat(mistakes).isEmpty();
        assertThat(guard.succeeded())
                .as("the values are not so nasty that nothing succeeds")
                .hasSizeGreaterThan(30);
    }

    private String path(ApiOperation operation) {
        StringBuilder path = new StringBuilder();
        for (String segment : operation.path().substring(1).split("/", -1)) {
            path.append('/').append(segment.startsWith("{") ? encoded(argument(segment)) : segment);
        }
        return path.toString();
    }

    private String argument(String segment) {
        String value = segment.equals("{ticker}") ? ticker() : oneOf(random.nextBoolean() ? ids : TEXTS);
        return value.isEmpty() ? "-" : value;
    }

    private String query(ApiOperation operation) {
        StringBuilder query = new StringBuilder();
        for (Method method : operation.api().getMethods()) {
            if (method.getName().equals(operation.javaMethod())) {
                for (Class<?> parameter : method.getParameterTypes()) {
                    if (Modifier.isFinal(parameter.getModifiers())
                            && parameter.getSimpleName().endsWith("Params")) {
                        for (String name : members(parameter)) {
                            if (random.nextInt(3) > 0) {
                                query.append(query.isEmpty() ? '?' : '&')
                                        .append(name)
                                        .append('=')
                                        .append(encoded(fitting(name)));
                            }
                        }
                        return query.toString();
                    }
                }
            }
        }
        return "";
    }

    private String body(Class<?> model) {
        StringBuilder body = new StringBuilder("{");
        for (String name : members(model)) {
            if (random.nextInt(6) > 0) {
                body.append(body.length() == 1 ? "" : ",")
                        .append('"')
                        .append(name)
                        .append("\":");
                body.append(random.nextInt(8) == 0 ? oneOf(LITERALS) : value(name));
            }
        }
        return body.append('}').toString();
    }

    /** A value of the right kind, more often than not. */
    private String value(String name) {
        boolean number = name.endsWith("subaccount")
                || name.endsWith("_bps")
                || name.endsWith("_shard")
                || List.of("contracts_limit", "amount", "amount_cents", "exchange_index", "expiration_time")
                        .contains(name);
        boolean flag = name.endsWith("_only") || name.endsWith("_pause");
        if (number) {
            return oneOf(List.of("0", "1", "2", "63", "100", "9999", "9223372036854775807", "1760961600", "-1"));
        }
        return flag ? String.valueOf(random.nextInt(4) == 0) : "\"" + fitting(name) + "\"";
    }

    private String fitting(String name) {
        if (random.nextInt(6) == 0) {
            return oneOf(TEXTS);
        }
        return switch (name) {
            case "ticker", "market_ticker" -> ticker();
            case "side" -> oneOf(List.of("bid", "ask"));
            case "count", "reduce_by", "reduce_to", "contracts_limit_fp" ->
                oneOf(List.of("1", "2", "7.00", "0.5", "1000000000"));
            case "price" -> oneOf(List.of("6.3400", "6.3500", "6.3440", "6.34", "0.0001", "12345678.9999"));
            case "stop_loss_price", "take_profit_price", "trail_amount" -> oneOf(List.of("6.0000", "7.0000", "0.0001"));
            case "time_in_force" -> oneOf(List.of("good_till_canceled", "immediate_or_cancel", "fill_or_kill"));
            case "self_trade_prevention_type" -> oneOf(List.of("maker", "taker_at_cross"));
            case "kind" -> oneOf(List.of("bracket", "trailing"));
            case "source", "destination" -> oneOf(List.of("margined", "event_contract"));
            case "client_transfer_id" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "client_order_id", "client_trigger_id" -> "c" + random.nextInt(1_000);
            case "order_group_id", "anchor_order_id", "subtrader_id" -> oneOf(ids);
            case "subtrader_suffix" -> "s" + random.nextInt(20);
            case "im_cap", "notional_value_risk_limit" -> oneOf(List.of("0", "1000.50", "99999999999999.9999"));
            case "start_date", "end_date" -> oneOf(List.of("2026-10-19", "2026-10-20", "9999-12-31", "0000-01-01"));
            case "period_interval" -> oneOf(List.of("1", "60", "1440"));
            case "start_ts", "end_ts", "min_ts", "max_ts" ->
                oneOf(List.of("0", "1792497600", "1792501200", "31556889864403199", "-31557014167219200"));
            case "limit", "depth" -> oneOf(List.of("1", "2", "100"));
            case "aggregation_tick_size" -> oneOf(List.of("0.0001", "1", "1000000"));
            case "subaccount" -> oneOf(List.of("0", "1", "63", "9223372036854775807"));
            case "cursor" -> oneOf(ids);
            default -> oneOf(TEXTS);
        };
    }

    private String ticker() {
        return random.nextInt(5) == 0 ? oneOf(TEXTS) : "KXBTCPERP1";
    }

    /** Ids and cursors of answers make good arguments. */
    private void remember(String body) {
        for (String member : body.split("[{,]", -1)) {
            if (member.matches("\"(order_id|order_group_id|id|cursor|subtrader_id)\":\"[^\"]+\".*")) {
                ids.add(member.split("\"", -1)[3]);
            }
        }
    }

    /** The names on the wire, from the setters of the generated builder. */
    private static List<String> members(Class<?> generated) {
        try {
            Class<?> builder = generated.getMethod("builder").getReturnType();
            List<String> names = new ArrayList<>();
            for (Method method : builder.getMethods()) {
                if (method.getReturnType() == builder && method.getParameterCount() == 1) {
                    names.add(method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
                }
            }
            names.sort(String::compareTo);
            return names;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private String oneOf(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
