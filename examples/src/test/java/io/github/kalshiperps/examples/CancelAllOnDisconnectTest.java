package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.Misbehaviour;
import io.github.kalshiperps.ws.PerpsWebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancelAllOnDisconnectTest {
    private final LiveExchange exchange = new LiveExchange();

    @BeforeEach
    void orders() {
        exchange.other.bidsFor(exchange.account, "KXBTCPERP1", "6.0000", "1");
        exchange.other.bidsFor(exchange.account, "KXETHPERP1", "16.0000", "1");
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    @Test
    void cancelsAllOrdersWhenTheConnectionIsLost() throws InterruptedException {
        try (PerpsWebSocket session = CancelAllOnDisconnect.connect(exchange.session(), exchange.simulator.client())) {
            connected(session);
            assertThat(exchange.resting()).hasSize(2);
            exchange.dropConnections();
            exchange.awaitOrders(
                    "both orders to be cancelled", () -> exchange.resting().isEmpty());
        }
    }

    @Test
    void triesAgainWhenCancellingFails() throws InterruptedException {
        Misbehaviour.Rule failing = exchange.simulator
                .misbehaviour()
                .operation("CancelAllMarginOrders")
                .times(2)
                .answer(503);
        try (PerpsWebSocket session = CancelAllOnDisconnect.connect(exchange.session(), exchange.simulator.client())) {
            connected(session);
            exchange.dropConnections();
            exchange.awaitOrders(
                    "both orders to be cancelled", () -> exchange.resting().isEmpty());
            assertThat(failing.hits()).isEqualTo(2);
        }
    }

    /** An answer proves that the exchange's side of the connection is up, too. */
    private static void connected(PerpsWebSocket session) {
        session.connected().join();
        session.activeSubscriptions().join();
    }

    @Test
    void cancelsAllOrdersAtTheEnd() {
        PerpsWebSocket session = CancelAllOnDisconnect.connect(exchange.session(), exchange.simulator.client());
        connected(session);
        session.close();
        assertThat(exchange.resting()).isEmpty();
    }
}
