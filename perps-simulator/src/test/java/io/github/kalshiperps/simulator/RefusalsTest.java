package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.ConflictException;
import io.github.kalshiperps.core.error.InvalidRequestException;
import io.github.kalshiperps.core.error.NotFoundException;
import io.github.kalshiperps.core.error.PermissionException;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.ApplySubaccountTransferRequest;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateOrderGroupRequest;
import io.github.kalshiperps.rest.model.ExchangeInstance;
import io.github.kalshiperps.rest.model.IntraExchangeInstanceTransferRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals have the status, the code and the shape that the exchange was seen to give them. */
class RefusalsTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(guard.simulator().manualClock());

    private final PerpsSimulator simulator = extension.simulator();
    private final SimulatedAccount account = simulator.openAccount();
    private final PerpsClient client = simulator.client(account.key());
    private final RawRequests raw = new RawRequests(simulator, account.signer());

    @Test
    void anAccountWithoutMarginTradingIsRefusedDifferentlyEverywhere() {
        simulator.exchange().setEnabled(account.userId(), false);
        String dynamic = "user_not_found:_" + account.userId();

        ApiException order = refused(client.orders().create(bid("5.3829", "1")));
        assertThat(order).isInstanceOf(InvalidRequestException.class);
        assertThat(order.code()).isEqualTo(dynamic);
        assertThat(order.codeFamily()).isEqualTo("user_not_found");
        assertThat(refused(client.orderGroups()
                                .create(CreateOrderGroupRequest.builder()
                                        .contractsLimit(1L)
                                        .build()))
                        .code())
                .isEqualTo(dynamic);
        ApiException subaccount = refused(client.transfers().createSubaccount());
        assertThat(subaccount).isInstanceOf(NotFoundException.class);
        assertThat(subaccount.code()).isEqualTo("user_not_found");
        assertThat(refused(client.margin().balance())).isInstanceOf(PermissionException.class);
        assertThat(refused(client.transfers()
                        .transferInstance(IntraExchangeInstanceTransferRequest.builder()
                                .source(ExchangeInstance.EVENT_CONTRACT)
                                .destination(ExchangeInstance.MARGINED)
                                .amount(Centicents.of(1))
                                .build())))
                .isInstanceOf(PermissionException.class);

        assertThat(client.orders().list().execute().orders()).isEmpty();
        assertThat(client.portfolio().positions().execute().positions()).isEmpty();
        assertThat(client.margin().feeTiers().execute().makerFeeRates()).isNotEmpty();
    }

    @Test
    void aClientOrderIdIsNeverFreed() {
        CreateMarginOrderRequest order = bid("5.3829", "1");
        String orderId = client.orders().create(order).execute().orderId();
        ApiException again = refused(client.orders().create(order));
        assertThat(again).isInstanceOf(ConflictException.class);
        assertThat(again.code()).isEqualTo("order_already_exists");

        client.orders().cancel(orderId).execute();
        assertThat(refused(client.orders().create(order)).code()).isEqualTo("order_already_exists");
        assertThat(refused(client.orders().get(orderId)).code()).isEqualTo("not_found");
        assertThat(refused(client.orders().cancel(orderId)).code()).isEqualTo("not_found");
    }

    @Test
    void aTransferIsAppliedOnce() {
        client.transfers().createSubaccount().execute();
        ApplySubaccountTransferRequest transfer = ApplySubaccountTransferRequest.builder()
                .clientTransferId(UUID.randomUUID())
                .fromSubaccount(0)
                .toSubaccount(1)
                .amountCents(1)
                .build();
        client.transfers().transferSubaccount(transfer).execute();

        ApiException again = refused(client.transfers().transferSubaccount(transfer));
        assertThat(again).isInstanceOf(ConflictException.class);
        assertThat(again.code()).isEqualTo("transfer_already_applied");
    }

    @Test
    void aPriceOutsideTheBandIsRefused() {
        client.orders().create(bid("6.3000", "1")).execute();

        assertThat(refused(client.orders().create(bid("3.1664", "1"))).code()).isEqualTo("invalid_price");
        client.orders().cancelAll().execute();
    }

    @Test
    void tooMuchRiskIsRefusedInUpperCase() {
        assertThat(refused(client.orders().create(bid("6.3000", "900000"))).code())
                .isEqualTo("NOTIONAL_RISK_LIMIT_EXCEEDED");
    }

    @Test
    void reduceOnlyCannotRest() {
        ApiException refused = refused(client.orders()
                .create(TestOrders.order(BookSide.ASK, "6.3816", "1")
                        .reduceOnly(true)
                        .build()));

        assertThat(refused.code()).isEqualTo("invalid_order");
        assertThat(refused.details()).isEqualTo("reduce_only can only be used with IoC or FoK orders");
    }

    @Test
    void aMarketVersionThatTheContractDoesNotKnowIsChecked() {
        CreateMarginOrderRequest.Builder order = TestOrders.order(BookSide.BID, "5.3829", "1");

        assertThat(refused(client.orders()
                                .create(order.putUnknownMember("market_version", RawJson.of("7"))
                                        .build()))
                        .code())
                .isEqualTo("market_version_mismatch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /margin/order_groups                    |      | 200 | {}
            GET    | /margin/orders?status=not-a-real-status |      | 200 | {"cursor":"","orders":[]}
            GET    | /margin/funding_history                 |      | 400 | {"msg":"Query argument start_date is required, but not found"}
            POST   | /portfolio/margin/subaccounts           |      | 400 | {"code":"invalid_content_type","message":"invalid_content_type"}
            POST   | /margin/orders                          | {    | 400 | {"error":{"code":"invalid_parameters","message":"invalid parameters","details":"The document ends too early at $."}}
            GET    | /margin/orders/none                     |      | 404 | {"error":{"code":"not_found","message":"not found"}}
            GET    | /margin/order_groups/none               |      | 404 | {"error":{"code":"not_found","message":"not found"}}
            GET    | /margin/markets/NONE                    |      | 404 | {"error":{"code":"not_found","message":"not found"}}
            PUT    | /margin/orders                          | {}   | 405 | 405 method not allowed
            DELETE | /margin/orders/                         |      | 301 | ''
            """)
    void bodiesAreAsCapturedToTheLetter(String method, String path, String json, int status, String body)
            throws Exception {
        HttpResponse<String> response = raw.send(method, path, json);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void aPriceOffTheTickNamesItsPrecision() throws Exception {
        HttpResponse<String> response = raw.send("POST", "/margin/orders", """
                {"client_order_id":"5d24b65b-3889-4fdb-93c8-666c965e600e","count":"1","price":"5.38295",
                 "self_trade_prevention_type":"taker_at_cross","side":"bid","ticker":"KXBTCPERP1",
                 "time_in_force":"good_till_canceled"}""");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":{\"code\":\"invalid_order\",\"message\":\"invalid order\",\"details\":\"invalid price: invalid dollar precision: -5\"}}");
    }

    @Test
    void aMarketWithoutAStatedTickSendsAnEmptyText() throws Exception {
        assertThat(raw.sendUnsigned("GET", "/margin/markets/KXBTCPERP1").body())
                .contains("\"tick_size\":\"\"")
                .contains("\"schedule\":null");
    }

    private static ApiException refused(ApiCall<?> call) {
        return catchThrowableOfType(ApiException.class, call::execute);
    }
}
