package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.BTC;
import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.error.RateLimitException;
import io.github.kalshiperps.core.error.ServerException;
import io.github.kalshiperps.core.error.TransportException;
import io.github.kalshiperps.core.http.RetryPolicy;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.CreateMarginOrderResponse;
import io.github.kalshiperps.rest.model.ExchangeStatus;
import io.github.kalshiperps.rest.model.MarginOrder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to misbehave, as a client sees it. */
class MisbehavingExchangeTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(guard.simulator().manualClock());

    private final PerpsSimulator simulator = extension.simulator();
    private final Misbehaviour misbehaviour = simulator.misbehaviour();
    private final SimulatedAccount account = simulator.openAccount();
    private final PerpsClient client = simulator
            .clientBuilder()
            .signer(account.signer())
            .retryPolicy(RetryPolicy.none())
            .build();

    @AfterEach
    void stop() {
        misbehaviour.stop();
        client.close();
    }

    @Test
    void answersWithABurstOfErrors() {
        Misbehaviour.Rule rule =
                misbehaviour.operation("GetMarginOrders").times(2).answer(429);
        misbehaviour.operation("GetMarginOrders").once().answer(503);

        assertThatThrownBy(() -> client.orders().list().execute()).isInstanceOf(RateLimitException.class);
        client.exchange().enabled().execute();
        assertThatThrownBy(() -> client.orders().list().execute()).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> client.orders().list().execute())
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.code()).isEqualTo("service_unavailable"));
        assertThat(client.orders().list().execute().orders()).isEmpty();
        assertThat(rule.hits()).isEqualTo(2);
    }

    @Test
    void aReadIsRetriedUntilTheBurstIsOver() {
        misbehaviour.path("/margin/enabled").times(2).answer(502);

        try (PerpsClient patient = simulator
                .clientBuilder()
                .signer(account.signer())
                .sleeper(duration -> {})
                .build()) {
            assertThat(patient.exchange().enabled().execute().enabled()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 429, 500, 502, 503, 504})
    void anyErrorCanBeHad(int status) {
        misbehaviour.everything().once().answer(status);

        ApiException e = catchThrowableOfType(
                ApiException.class, () -> client.exchange().enabled().execute());
        assertThat(e.status()).isEqualTo(status);
    }

    @Test
    void answersWhatItIsTold() {
        misbehaviour.everything().once().answer(418, "text/plain", "short and stout");

        assertThatThrownBy(() -> client.exchange().enabled().execute())
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("short and stout");
    }

    @Test
    void anOrderDroppedBeforeHandlingWasNotPlaced() {
        misbehaviour.operation("CreateMarginOrder").once().dropBeforeHandling();

        assertOutcomeUnknown(bid("5.3829", "1"));

        assertThat(client.orders().list().execute().orders()).isEmpty();
    }

    @Test
    void anOrderDroppedAfterHandlingWasPlaced() {
        misbehaviour.operation("CreateMarginOrder").once().dropAfterHandling();
        CreateMarginOrderRequest order = bid("5.3829", "1");

        assertOutcomeUnknown(order);

        assertThat(client.orders().list().execute().orders())
                .extracting(MarginOrder::clientOrderId)
                .containsExactly(order.clientOrderId());
    }

    @Test
    void anAnswerCutShortIsNoAnswer() {
        misbehaviour.operation("CreateMarginOrder").once().cutAnswer();
        CreateMarginOrderRequest order = bid("5.3829", "1");

        assertOutcomeUnknown(order);

        assertThat(client.orders().list().execute().orders()).hasSize(1);
    }

    private void assertOutcomeUnknown(CreateMarginOrderRequest order) {
        TransportException e = catchThrowableOfType(
                TransportException.class, () -> client.orders().create(order).execute());
        assertThat(e.outcomeUnknown()).isTrue();
    }

    @Test
    void aDelayIsOfTheAnswerAndNotOfOthers() throws Exception {
        misbehaviour.operation("GetMarginExchangeStatus").once().delay(Duration.ofMillis(300));
        long before = System.nanoTime();

        CompletableFuture<ExchangeStatus> slow = client.exchange().status().executeAsync();
        client.markets().orderbook(BTC).execute();

        assertThat(slow.get().tradingActive()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void aDelayOutlastsTheCaller() {
        misbehaviour.operation("CreateMarginOrder").once().delay(Duration.ofDays(1));

        TransportException e = catchThrowableOfType(
                TransportException.class,
                () -> client.orders()
                        .create(bid("5.3829", "1"))
                        .timeout(Duration.ofMillis(50))
                        .execute());
        assertThat(e.outcomeUnknown()).isTrue();
    }

    @Test
    void unknownMembersAndValuesComeThrough() {
        client.orders().create(bid("5.3829", "1")).execute();
        misbehaviour.operation("GetMarginOrders").once().addMember("mood", "\"good\"");
        misbehaviour.operation("GetMarginOrders").once().replaceText("side", "sideways");

        MarginOrder order = client.orders().list().execute().orders().get(0);

        assertThat(order.unknownMembers()).containsKey("mood");
        assertThat(order.side().known()).isEqualTo(BookSide.Known.UNRECOGNIZED);
        assertThat(order.side()).hasToString("sideways");
        assertThat(client.orders().list().execute().orders().get(0).unknownMembers())
                .isEmpty();
    }

    @Test
    void requiredMembersCanBeMissing() {
        misbehaviour.operation("CreateMarginOrder").once().leaveOutMember("remaining_count");

        CreateMarginOrderResponse created =
                client.orders().create(bid("5.3829", "1")).execute();

        assertThat(created.fillCount()).hasToString("0.00");
        assertThatThrownBy(created::remainingCount)
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("$.remaining_count");
    }

    @Test
    void aSkewedClockRefusesGoodSignatures() {
        misbehaviour.skewClock(Duration.ofMinutes(2));

        AuthenticationException e = catchThrowableOfType(
                AuthenticationException.class, () -> client.exchange().enabled().execute());
        assertThat(e.code()).isEqualTo("header_timestamp_expired");
        assertThat(e).hasMessageContaining("s behind the exchange");

        misbehaviour.skewClock(Duration.ZERO);
        assertThat(client.exchange().enabled().execute().enabled()).isTrue();
    }

    @Test
    void wordsDoTheSame() {
        misbehaviour.apply("429:GetMarginOrders:1,drop-after:CreateMarginOrder:1");

        assertThatThrownBy(() -> client.orders().list().execute()).isInstanceOf(RateLimitException.class);
        assertOutcomeUnknown(bid("5.3829", "1"));
        assertThat(client.orders().list().execute().orders()).hasSize(1);
    }

    @Test
    void aRuleCanBeTakenBack() {
        Misbehaviour.Rule rule = misbehaviour.everything().answer(500);
        assertThatThrownBy(() -> client.orders().list().execute()).isInstanceOf(ServerException.class);

        rule.remove();

        assertThat(client.orders().list().execute().orders()).isEmpty();
    }
}
