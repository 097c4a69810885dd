package io.github.kalshiperps.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.TrafficListener.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guard has teeth. */
class ContractGuardTest {
    private static final String ORDER =
            "{\"order_id\":\"o\",\"user_id\":\"u\",\"client_order_id\":\"c\",\"ticker\":\"t\",\"side\":\"bid\","
                    + "\"price\":\"5.3829\",\"fill_count\":\"0.00\",\"remaining_count\":\"1.00\",\"last_update_reason\":\"\","
                    + "\"created_time\":null}";

    private final ContractGuard guard = new ContractGuard();

    @Test
    void aGoodExchangeOfMessagesPasses() {
        hear("GetMarginOrders", "limit=5&subaccount=0", Answer.json(200, orders(ORDER)));
        hear("CancelAllMarginOrders", null, Answer.empty(204));
        hear("GetMarginOrders", null, Answer.tooManyRequests());

        assertThat(guard.problems()).isEmpty();
        assertThat(guard.succeeded()).containsExactlyInAnyOrder("GetMarginOrders", "CancelAllMarginOrders");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "side":"bid"                | "side":"buy"                | GetMarginOrders 200 answer.orders[0].side is "buy", which the enum does not list
            "side":"bid",               |                             | GetMarginOrders 200 answer.orders[0].side is required
            "side":"bid"                | "side":null                 | GetMarginOrders 200 answer.orders[0].side is null
            "side":"bid"                | "side":"bid","x":1          | GetMarginOrders 200 answer.orders[0].x is no member of the contract
            "price":"5.3829"            | "price":5.3829              | GetMarginOrders 200 answer.orders[0].price is 5.3829
            "price":"5.3829"            | "price":"5"                 | GetMarginOrders 200 answer.orders[0].price is '5', which is no dollars
            "fill_count":"0.00"         | "fill_count":"none"         | GetMarginOrders 200 answer.orders[0].fill_count is 'none', which is no count
            "created_time":null         | "created_time":"yesterday"  | GetMarginOrders 200 answer.orders[0].created_time is 'yesterday', which is no date-time
            """)
    void aMutatedAnswerIsFound(String good, String bad, String problem) {
        assertThat(ORDER).contains(good);
        String mutated = ORDER.replace(good, bad == null ? "" : bad);

        ContractGuard strict = new ContractGuard(false);
        hear(strict, "GetMarginOrders", null, Answer.json(200, orders(mutated)));

        assertThat(strict.problems()).contains(problem);
    }

    @Test
    void wrongStatusesShapesAndQueriesAreFound() {
        hear("GetMarginOrders", null, Answer.json(201, orders(ORDER)));
        hear("GetMarginOrders", null, Answer.json(418, "{\"error\":\"teapot\"}"));
        hear("GetMarginOrders", null, Answer.json(400, "{\"oops\":1}"));
        hear("GetMarginOrders", "limit=0", Answer.json(200, orders(ORDER)));
        hear("GetMarginOrders", "color=red", Answer.json(200, orders(ORDER)));
        hear("CancelAllMarginOrders", null, Answer.json(204, "{}"));

        assertThat(guard.problems())
                .containsExactly(
                        "GetMarginOrders 201: the contract has no such status",
                        "GetMarginOrders 201 answer: the contract has no body",
                        "GetMarginOrders 418: the contract has no such status",
                        "GetMarginOrders 400: {\"oops\":1}",
                        "GetMarginOrders 200 query.limit is 0",
                        "GetMarginOrders 200 query: the contract has no parameter [color]",
                        "CancelAllMarginOrders 204 answer: the contract has no body");
    }

    private void hear(String operationId, @Nullable String query, Answer answer) {
        hear(guard, operationId, query, answer);
    }

    private static void hear(ContractGuard guard, String operationId, @Nullable String query, Answer answer) {
        ApiOperation operation = PerpsOperations.ALL.stream()
                .filter(candidate -> candidate.id().equals(operationId))
                .findAny()
                .orElseThrow();
        guard.onTraffic(new Traffic(operation, operation.httpMethod(), operation.path(), query, "", answer, false));
    }

    private static String orders(String order) {
        return "{\"cursor\":\"\",\"orders\":[" + order + "]}";
    }
}
