package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.MarginMarketStatus;
import io.github.kalshiperps.rest.model.PeriodInterval;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryReaderTest {
    private static final JsonNode CONTRACT = Contract.load(
                    Path.of(System.getProperty("project.root"), "specs/perps-rest/api.yaml"))
            .root();

    static List<ApiOperation> operations() {
        return PerpsOperations.ALL;
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theParametersOfEachOperationAreThoseOfTheContract(ApiOperation operation) {
        List<String> names = new ArrayList<>();
        JsonNode node = CONTRACT.path("paths")
                .path(operation.path())
                .path(operation.httpMethod().toLowerCase(Locale.ROOT));
        assertThat(node.path("operationId").asText()).isEqualTo(operation.id());
        for (JsonNode parameter : node.path("parameters")) {
            JsonNode facts = parameter.has("$ref")
                    ? CONTRACT.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (facts.path("in").asText().equals("query")) {
                names.add(facts.path("name").asText());
            }
        }

        assertThat(QueryReader.of(operation).names()).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void readsEachTypeThatParametersHave() {
        Query candles = read(
                "GetMarginMarketCandlesticks",
                "start_ts=1760961600&end_ts=1760965200&period_interval=60&include_latest_before_start=true");
        assertThat(candles.time("start_ts")).isEqualTo(Instant.ofEpochSecond(1760961600));
        assertThat(candles.choice("period_interval", PeriodInterval.class)).isEqualTo(PeriodInterval.ONE_HOUR);
        assertThat(candles.flag("include_latest_before_start")).isTrue();

        Query history = read("GetMarginFundingHistory", "start_date=2026-10-01&end_date=2026-10-20&subaccount=3");
        assertThat(history.date("start_date")).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(history.integer("subaccount")).isEqualTo(3);

        Query book = read("GetMarginMarketOrderbook", "aggregation_tick_size=0.10&depth=");
        assertThat(book.dollars("aggregation_tick_size")).isEqualTo(FixedPointDollars.of("0.1"));
        assertThat(book.integer("depth")).isNull();
        assertThat(book.integer("depth", 7)).isEqualTo(7);

        assertThat(read("GetMarginOrders", "cursor=a%2Bb+c").text("cursor")).isEqualTo("a+b c");
    }

    @Test
    void anUnknownParameterIsIgnored() {
        assertThat(read("GetMarginFills", "ticker=KXBTCPERP1&limit=10").integer("limit"))
                .isEqualTo(10);
    }

    @Test
    void anUnknownMarketStatusFiltersRatherThanFails() {
        assertThat(read("GetMarginMarkets", "status=garbage").choice("status", MarginMarketStatus.class))
                .hasToString("garbage");
    }

    @Test
    void tradesOfAllMarketsCanBeAskedFor() {
        assertThat(read("GetMarginTrades", "limit=1").text("ticker")).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GetMarginFundingHistory      |                                                | {"msg":"Query argument start_date is required, but not found"}
            GetMarginFundingHistory      | start_date=2026-10-01                          | {"msg":"Query argument end_date is required, but not found"}
            GetMarginFundingHistory      | start_date=today&end_date=2026-10-01           | {"msg":"Invalid format for parameter start_date: not a date (YYYY-MM-DD)"}
            GetMarginMarketCandlesticks  | start_ts=1&end_ts=2                            | {"msg":"Query argument period_interval is required, but not found"}
            GetMarginMarketCandlesticks  | start_ts=1&end_ts=2.5&period_interval=1        | {"msg":"Invalid format for parameter end_ts: not a whole number"}
            GetMarginMarketCandlesticks  | start_ts=1&end_ts=2&period_interval=5          | {"error":{"code":"invalid_parameters","message":"invalid parameters","details":"period_interval: not a known value"}}
            GetMarginOrders              | limit=0                                        | {"error":{"code":"invalid_parameters","message":"invalid parameters","details":"limit: expected from 1 to 10000 but was 0"}}
            GetMarginOrders              | limit=ten                                      | {"msg":"Invalid format for parameter limit: not a whole number"}
            GetMarginBalance             | compute_available_balance=perhaps              | {"msg":"Invalid format for parameter compute_available_balance: not a boolean"}
            GetMarginMarketOrderbook     | aggregation_tick_size=wide                     | {"msg":"Invalid format for parameter aggregation_tick_size: not a decimal"}
            GetFCMSubtraderRiskControls  | market_ticker=A&asset_class=Crypto             | {"error":{"code":"invalid_parameters","message":"invalid parameters","details":"at most one of market_ticker, asset_class may be set, but 2 are"}}
            """)
    void refusesWhatTheExchangeRefuses(String operationId, String query, String body) {
        HttpRefusal refusal =
                catchThrowableOfType(HttpRefusal.class, () -> read(operationId, query == null ? "" : query));

        assertThat(refusal.answer()).isEqualTo(Answer.json(400, body));
    }

    private static Query read(String operationId, String query) {
        ApiOperation operation = PerpsOperations.ALL.stream()
                .filter(candidate -> candidate.id().equals(operationId))
                .findAny()
                .orElseThrow();
        Fields fields = new Fields();
        UrlEncoded.decodeUtf8To(query, fields);
        return QueryReader.of(operation).read(fields);
    }
}
