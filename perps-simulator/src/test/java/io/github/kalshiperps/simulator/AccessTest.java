package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.PermissionException;
import io.github.kalshiperps.core.http.ApiCall;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateOrderGroupRequest;
import io.github.kalshiperps.rest.model.OrdersListParams;
import io.github.kalshiperps.rest.model.PortfolioPositionsParams;
import io.github.kalshiperps.simulator.http.Scope;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, over a socket. */
class AccessTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(guard.simulator().manualClock());

    private final PerpsSimulator simulator = extension.simulator();
    private final SimulatedAccount account = simulator.account();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientOfTheUsersOwnSignsWithTheExportedKey(boolean rsa) {
        SimulatedKey.Builder builder = simulator.newKey(account.userId());
        SimulatedKey key = rsa ? builder.rsa().create() : builder.create();
        assertThat(key.privateKeyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");

        try (PerpsClient client = PerpsClient.builder()
                .baseUrl(simulator.restUrl())
                .clock(simulator.clock())
                .apiKey(key.keyId(), key.privateKeyPem())
                .build()) {
            assertThat(client.exchange().enabled().execute().enabled()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"-5,true", "-30,false", "5,true", "30,true", "300,false"})
    void theWindowForTimestampsIsNotSymmetric(int seconds, boolean accepted) {
        Clock off = Clock.offset(simulator.clock(), Duration.ofSeconds(seconds));

        try (PerpsClient client =
                simulator.clientBuilder().clock(off).signer(account.signer()).build()) {
            if (accepted) {
                assertThatCode(() -> client.exchange().enabled().execute()).doesNotThrowAnyException();
            } else {
                ApiException refused = refused(client.exchange().enabled());
                assertThat(refused).isInstanceOf(AuthenticationException.class);
                assertThat(refused.code()).isEqualTo("header_timestamp_expired");
                assertThat(client.clockSkew().offset())
                        .as("learnt from the date of the simulated exchange")
                        .hasValueSatisfying(
                                offset -> assertThat(offset.toSeconds()).isCloseTo(-seconds, within(1L)));
            }
        }
    }

    @Test
    void aSignatureOfAnotherKeyIsWrong() {
        RequestSigner stranger = simulator.newKey(account.userId()).create().signer();
        RequestSigner impostor = new RequestSigner() {
            @Override
            public String keyId() {
                return account.keyId();
            }

            @Override
            public byte[] sign(byte[] message) {
                return stranger.sign(message);
            }
        };

        try (PerpsClient client = simulator.clientBuilder().signer(impostor).build()) {
            ApiException refused = refused(client.exchange().enabled());
            assertThat(refused.code()).isEqualTo("authentication_error");
            assertThat(refused.details()).isEqualTo("INCORRECT_API_KEY_SIGNATURE");
        }
    }

    @Test
    void aRevokedKeyIsNotFound() {
        SimulatedKey key = simulator.newKey(account.userId()).create();
        simulator.revoke(key);

        assertThat(refused(simulator.client(key).exchange().enabled()).details())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void publicOperationsNeedNoKeyAndPrivateOnesDo() throws Exception {
        try (PerpsClient client = simulator.clientBuilder().build()) {
            assertThat(client.markets().list().execute().markets()).isNotEmpty();
        }
        assertThat(new RawRequests(simulator, account.signer())
                        .sendUnsigned("GET", "/margin/enabled")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aKeyDoesWhatItsScopesAllow() {
        PerpsClient reader = simulator.client(
                simulator.newKey(account.userId()).scopes(Scope.READ).create());
        assertThat(reader.exchange().enabled().execute().enabled()).isTrue();
        assertThat(refused(reader.orders().cancelAll())).isInstanceOf(PermissionException.class);

        PerpsClient trader = simulator.client(simulator
                .newKey(account.userId())
                .scopes(Scope.READ, Scope.WRITE_TRADE)
                .create());
        trader.orders().cancelAll().execute();
        assertThat(refused(trader.transfers().createSubaccount()).details())
                .isEqualTo("the API key lacks the scope write::transfer");
    }

    @Test
    void accountsDoNotSeeEachOther() {
        PerpsClient mine = simulator.client(simulator.openAccount().key());
        PerpsClient yours = simulator.client(simulator.openAccount().key());
        String orderId = mine.orders().create(bid("5.3829", "1")).execute().orderId();

        assertThat(refused(yours.orders().get(orderId)).code()).isEqualTo("not_found");
        assertThat(refused(yours.orders().cancel(orderId)).code()).isEqualTo("not_found");
        assertThat(yours.orders().list().execute().orders()).isEmpty();
        yours.orders().cancelAll().execute();
        assertThat(mine.orders().cancel(orderId).execute().reducedBy()).hasToString("1.00");
    }

    @Test
    void aKeyOfOneSubaccountStaysThere() {
        SimulatedAccount owner = simulator.openAccount();
        PerpsClient whole = simulator.client(owner.key());
        whole.transfers().createSubaccount().execute();
        simulator.exchange().deposit(owner.userId(), 1, FixedPointDollars.of("100"));
        PerpsClient tied =
                simulator.client(simulator.newKey(owner.userId()).subaccount(1).create());
        String primary = whole.orders().create(bid("5.3829", "1")).execute().orderId();

        String own = tied.orders().create(bid("5.3828", "1")).execute().orderId();
        assertThat(tied.orders().list().execute().orders())
                .singleElement()
                .satisfies(order -> assertThat(order.orderId()).isEqualTo(own));
        assertThat(tied.orders().get(own).execute().order().orderId()).isEqualTo(own);
        assertThat(tied.orderGroups()
                        .create(CreateOrderGroupRequest.builder()
                                .contractsLimit(1L)
                                .build())
                        .execute()
                        .subaccount())
                .isEqualTo(1);

        assertThat(refused(tied.orders().get(primary))).isInstanceOf(PermissionException.class);
        assertThat(refused(tied.orders()
                        .create(TestOrders.order(BookSide.BID, "5.3827", "1")
                                .subaccount(0L)
                                .build())))
                .isInstanceOf(PermissionException.class);
        assertThat(refused(tied.orders()
                        .list(OrdersListParams.builder().subaccount(0L).build())))
                .isInstanceOf(PermissionException.class);
        assertThat(refused(tied.portfolio()
                        .positions(PortfolioPositionsParams.builder()
                                .subaccount(2L)
                                .build())))
                .isInstanceOf(PermissionException.class);
        assertThat(refused(tied.margin().balance())).isInstanceOf(PermissionException.class);
        assertThat(refused(tied.margin().risk())).isInstanceOf(PermissionException.class);

        tied.orders().cancelAll().execute();
        assertThat(whole.orders()
                        .listAll(OrdersListParams.builder().status("resting").build()))
                .extracting(order -> order.orderId())
                .containsExactly(primary);
    }

    private static ApiException refused(ApiCall<?> call) {
        return catchThrowableOfType(ApiException.class, call::execute);
    }
}
