package io.github.kalshiperps.simulator.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.ws.Venue.Trader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pings by the machine's clock. */
class HeartbeatTest {
    @RegisterExtension
    final Venue venue = new Venue(WebSocketSettings.defaults().withHeartbeat(Duration.ofMillis(20)));

    private final Trader alice = venue.trader();

    @Test
    void everyConnectionIsPingedAgainAndAgain() {
        RawSocket first = alice.raw();
        RawSocket second = alice.raw();

        for (int i = 0; i < 3; i++) {
            assertThat(first.frame()).isEqualTo("ping:heartbeat");
            assertThat(second.frame()).isEqualTo("ping:heartbeat");
        }
    }

    @Test
    void thereIsNoPingInSilenceAndOneAfterIt() {
        RawSocket socket = alice.raw();
        assertThat(socket.frame()).isEqualTo("ping:heartbeat");
        ClientConnection connection = venue.api.connections().get(0);
        connection.silence();
        connection.send("\"a mark\"");
        connection.speak();

        while (!socket.frame().equals("\"a mark\"")) {
            // a ping that was under way
        }
        assertThat(socket.frame()).isEqualTo("ping:heartbeat");
    }
}
