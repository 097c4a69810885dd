package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /trade-api/v2/margin/markets, GetMarginMarkets",
        "GET, /trade-api/v2/margin/markets/KXDEMOPERP1, GetMarginMarket",
        "GET, /trade-api/v2/margin/markets/KXDEMOPERP1/orderbook, GetMarginMarketOrderbook",
        "DELETE, /trade-api/v2/margin/orders, CancelAllMarginOrders",
        "DELETE, /trade-api/v2/margin/orders/1, CancelMarginOrder",
        "POST, /trade-api/v2/margin/order_groups/create, CreateMarginOrderGroup",
        // The same path, but create is a literal of POST only.
        "GET, /trade-api/v2/margin/order_groups/create, GetMarginOrderGroup",
        "GET, /trade-api/v2/margin/funding_rates/estimate, GetMarginFundingRateEstimate",
        // An empty id is no id, a prefix no path, and the short path is not what is requested.
        "GET, /trade-api/v2/margin/markets/, ",
        "GET, /trade-api/v2/margin/nothing, ",
        "GET, /trade-api/v2, ",
        "GET, /margin/markets, ",
        "PATCH, /trade-api/v2/margin/markets, ",
        "get, /trade-api/v2/margin/markets, "
    })
    void aRequestGoesToOneOperation(String method, String path, @Nullable String operation) {
        assertRouted(Bindings.REST, method, path, operation);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /klear-api/v1/fcm/margin/api_keys/generate, GenerateMarginFcmApiKey",
        "DELETE, /klear-api/v1/fcm/margin/api_keys/generate, DeleteMarginFcmApiKey",
        "GET, /klear-api/v1/margin/obligations/1/funding_payments, GetObligationFundingPayments",
        // Two operations share the parameter of their path, which is no third one.
        "PUT, /klear-api/v1/fcm/margin/subtrader_groups/1, UpdateMarginSubtraderGroup",
        "DELETE, /klear-api/v1/fcm/margin/subtrader_groups/1, DeleteMarginSubtraderGroup",
        "PARAMETERS, /klear-api/v1/fcm/margin/subtrader_groups/1, ",
        "GET, /trade-api/v2/margin/reports, "
    })
    void aRequestOfAClearingMemberGoesToOneOperation(String method, String path, @Nullable String operation) {
        assertRouted(Bindings.KLEAR, method, path, operation);
    }

    private static void assertRouted(Bindings bindings, String method, String path, @Nullable String operation) {
        Operations operations = new Operations(Authored.contract(bindings));
        assertThat(operations.route(method, path).map(Operation::id).orElse(null))
                .isEqualTo(operation);
    }
}
