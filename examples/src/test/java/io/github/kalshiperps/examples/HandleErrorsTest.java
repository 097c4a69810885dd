package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.PermissionException;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.simulator.Misbehaviour;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderFilter;
import io.github.kalshiperps.simulator.engine.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HandleErrorsTest {
    @RegisterExtension
    final PerpsSimulatorExtension extension = new PerpsSimulatorExtension();

    private PerpsSimulator simulator;
    private Misbehaviour.Rule attempts;

    @BeforeEach
    void countAttempts() {
        simulator = extension.simulator();
        attempts = simulator.misbehaviour().operation("CreateMarginOrder").delay(Duration.ZERO);
    }

    @Test
    void placesAnOrder() throws InterruptedException {
        assertThat(place("a", "6.0000")).contains(onlyOrder().orderId());
        assertThat(onlyOrder().clientOrderId()).isEqualTo("a");
    }

    @Test
    void findsAnOrderWhoseAnswerIsLostInsteadOfSendingItAgain() throws InterruptedException {
        nextOrder().dropAfterHandling();
        assertThat(place("a", "6.0000")).contains(onlyOrder().orderId());
        assertThat(attempts.hits()).isEqualTo(1);
    }

    @Test
    void findsAnOrderWhoseAnswerIsCutOff() throws InterruptedException {
        nextOrder().cutAnswer();
        assertThat(place("a", "6.0000")).contains(onlyOrder().orderId());
        assertThat(attempts.hits()).isEqualTo(1);
    }

    @Test
    void findsAnOrderWhoseAnswerHasNoId() throws InterruptedException {
        nextOrder().leaveOutMember("order_id");
        assertThat(place("a", "6.0000")).contains(onlyOrder().orderId());
        assertThat(attempts.hits()).isEqualTo(1);
    }

    @Test
    void findsNoOrderThatDidNotArriveAndDoesNotSendItAgain() throws InterruptedException {
        nextOrder().dropBeforeHandling();
        assertThat(place("a", "6.0000")).isEmpty();
        assertThat(orders()).isEmpty();
        assertThat(attempts.hits()).isEqualTo(1);
    }

    @Test
    void looksAfterAnOrderThatAGatewayDoesNotKnowOf() throws InterruptedException {
        nextOrder().answer(504);
        assertThat(place("a", "6.0000")).isEmpty();
        assertThat(attempts.hits()).isEqualTo(1);
    }

    @Test
    void findsTheOrderThatHasTheClientOrderIdAlready() throws InterruptedException {
        Optional<String> first = place("a", "6.0000");
        assertThat(place("a", "6.1000")).isEqualTo(first);
        assertThat(orders()).hasSize(1);
    }

    @Test
    void placesNothingWhenTheExchangeRefuses() throws InterruptedException {
        new Counterparty(simulator).bids("KXBTCPERP1", "6.0000", "1");
        assertThat(place("a", "1.0000")).as("outside the price band").isEmpty();
        assertThat(orders()).isEmpty();
    }

    @Test
    void placesNothingWhenThereAreTooManyRequests() throws InterruptedException {
        nextOrder().answer(429);
        assertThat(place("a", "6.0000")).isEmpty();
        assertThat(orders()).isEmpty();
    }

    @Test
    void needsAPersonWhenTheClockIsWrongOrThePermissionMissing() {
        simulator.misbehaviour().skewClock(Duration.ofMinutes(10));
        assertThatThrownBy(() -> place("a", "6.0000")).isInstanceOf(AuthenticationException.class);
        simulator.misbehaviour().skewClock(Duration.ZERO);
        nextOrder().answer(403);
        assertThatThrownBy(() -> place("b", "6.0000")).isInstanceOf(PermissionException.class);
        assertThat(orders()).isEmpty();
    }

    @Test
    void doesNotLookForAnOrderThatNeverLeft() throws InterruptedException {
        try (PerpsClient nobody = PerpsClient.builder()
                .baseUrl("http://127.0.0.1:1")
                .signer(simulator.account().signer())
                .build()) {
            assertThat(new HandleErrors(nobody, Duration.ofHours(1)).place(order("a", "6.0000")))
                    .isEmpty();
        }
    }

    private Misbehaviour.Requests nextOrder() {
        return simulator.misbehaviour().operation("CreateMarginOrder").once();
    }

    private Optional<String> place(String clientOrderId, String price) throws InterruptedException {
        return new HandleErrors(simulator.client(), Duration.ZERO).place(order(clientOrderId, price));
    }

    private static CreateMarginOrderRequest order(String clientOrderId, String price) {
        return CreateMarginOrderRequest.builder()
                .ticker("KXBTCPERP1")
                .clientOrderId(clientOrderId)
                .side(BookSide.BID)
                .price(FixedPointDollars.of(price))
                .count(FixedPointCount.of(1))
                .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                .build();
    }

    private List<Order> orders() {
        return simulator
                .exchange()
                .orders(simulator.account().userId(), OrderFilter.ALL, PageRequest.ALL)
                .items();
    }

    private Order onlyOrder() {
        assertThat(orders()).hasSize(1);
        return orders().get(0);
    }
}
