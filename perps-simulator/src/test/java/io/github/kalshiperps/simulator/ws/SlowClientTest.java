package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.RawSocket.subscription;
import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.ws.RawSocket.Message;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that does not read holds nobody up, and is told what it missed. */
class SlowClientTest {
    /** More than the buffers of both ends of a connection hold. */
    private static final int ORDERS = 60_000;

    @RegisterExtension
    final Venue venue = new Venue(WebSocketSettings.defaults().withBufferedMessages(100));

    private final Trader alice = venue.trader();
    private final Trader bob = venue.trader();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aSubscriptionThatIsNotReadEndsWithError25() {
        RawSocket slow = alice.raw();
        slow.send(subscription(1, List.of("orderbook_delta", "user_orders"), List.of(BTC), ""));
        slow.next("subscribed");
        slow.next("orderbook_snapshot");
        slow.next("subscribed");

        for (int i = 0; i < ORDERS; i++) {
            Order order = bob.bid(BTC, "6.0000", 1);
            bob.cancel(order);
        }

        long seq = 1;
        Message message = slow.next();
        while (message.type().equals("orderbook_delta")) {
            assertThat(message.seq()).isEqualTo(++seq);
            message = slow.next();
        }
        assertThat(message.type()).isEqualTo("error");
        assertThat(message.msg()).containsEntry("code", 25L);
        assertThat(message.json()).doesNotContainKey("id");
        assertThat(message.sid()).isEqualTo(1);
        assertThat(message.seq()).isEqualTo(seq + 1);
        assertThat(seq).isGreaterThan(100).isLessThan(ORDERS * 2L);

        // The subscription is over, the others are not, and it can be made again.
        slow.send("{\"id\":2,\"cmd\":\"list_subscriptions\"}");
        assertThat(slow.frame())
                .isEqualTo("{\"id\":2,\"msg\":[{\"channel\":\"user_orders\",\"sid\":2}],\"type\":\"ok\"}");
        Order order = bob.bid(BTC, "6.0000", 1);
        assertThat(slow.sofar()).isEmpty();
        assertThat(slow.subscribe("orderbook_delta", BTC)).isEqualTo(3);
        Message snapshot = slow.next("orderbook_snapshot");
        assertThat(snapshot.seq()).isEqualTo(1);
        assertThat(snapshot.msg()).containsEntry("bid", List.of(List.of("6.0000", "1.00")));
        bob.cancel(order);
        assertThat(slow.next("orderbook_delta").seq()).isEqualTo(2);
    }

    @Test
    void manyAnswersAreNotTooManyMessages() {
        RawSocket socket = alice.raw();
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");
        for (int id = 2; id < 500; id++) {
            socket.send(RawSocket.update(id, 1, "get_snapshot", BTC));
        }
        for (int seq = 2; seq < 500; seq++) {
            assertThat(socket.next("orderbook_snapshot").seq()).isEqualTo(seq);
        }
    }
}
