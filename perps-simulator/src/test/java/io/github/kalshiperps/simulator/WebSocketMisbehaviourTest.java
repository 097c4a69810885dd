package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.BTC;
import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.simulator.ws.FaultRule;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client's session makes of a WebSocket that misbehaves. Each fault to the letter is in the endpoint's own tests. */
class WebSocketMisbehaviourTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(PerpsSimulator.builder().manualClock());

    private final PerpsSimulator simulator = extension.simulator();
    private final WebSocketMisbehaviour misbehaviour = simulator.misbehaviour().webSocket();
    private final BlockingQueue<SessionEvent> events = new LinkedBlockingQueue<>();

    @AfterEach
    void behaves() {
        simulator.misbehaviour().stop();
        simulator.client().orders().cancelAll().execute();
    }

    @Test
    void aLostChangeOfABookIsNoticedAndMended() throws Exception {
        try (PerpsWebSocket session = session();
                LiveBooks books = session.books(BTC)) {
            books.await(BTC, PATIENCE);
            FaultRule lost = misbehaviour
                    .messages("orderbook_delta")
                    .onChannel(Channel.ORDERBOOK_DELTA)
                    .inMarket(BTC)
                    .to(simulator.account().userId())
                    .once()
                    .lose();
            order("6.00");
            order("6.01");

            await(Kind.GAP_DETECTED);
            await(Kind.GAP_HEALED);
            assertThat(books.await(BTC, PATIENCE).bids())
                    .isEqualTo(simulator.exchange().book(BTC).bids())
                    .hasSize(2);
            assertThat(lost.hits()).isEqualTo(1);
        }
    }

    @Test
    void aRepeatedChangeCountsOnce() throws Exception {
        misbehaviour.messages("orderbook_delta").once().repeat();
        try (PerpsWebSocket session = session();
                LiveBooks books = session.books(BTC)) {
            books.await(BTC, PATIENCE);
            order("6.00");

            await(Kind.REPEATED_MESSAGE);
            assertThat(books.await(BTC, PATIENCE).bids())
                    .isEqualTo(simulator.exchange().book(BTC).bids());
        }
    }

    @Test
    void connectionsComeBackWhateverEndsThem() throws Exception {
        try (PerpsWebSocket session = session();
                LiveBooks books = session.books(BTC)) {
            books.await(BTC, PATIENCE);
            await(Kind.CONNECTED);

            misbehaviour.refuseHandshakes(503, 2);
            misbehaviour.dropConnections();
            await(Kind.DISCONNECTED);
            await(Kind.CONNECTED);
            books.await(BTC, PATIENCE);

            misbehaviour.closeConnections(1001, "going away");
            await(Kind.DISCONNECTED);
            await(Kind.CONNECTED);
            assertThat(books.await(BTC, PATIENCE).bids()).isEmpty();
            assertThat(misbehaviour.connections()).hasSize(1);
        }
    }

    @Test
    void acknowledgementsMayComeTwiceLateOrNotAtAll() throws Exception {
        misbehaviour.messages("subscribed").once().repeat();
        misbehaviour
                .commands("subscribe")
                .of(simulator.account().userId())
                .once()
                .refuse(ErrorCode.of(25));
        misbehaviour.messages("subscribed").once().holdBack(1);
        try (PerpsWebSocket session = session();
                LiveBooks books = session.books(BTC)) {
            await(Kind.EXCHANGE_ERROR);
            assertThat(books.await(BTC, PATIENCE).asks()).isEmpty();
        }
    }

    @Test
    void silenceEndsTheConnection() throws Exception {
        try (PerpsWebSocket session = builder()
                        .staleAfter(Duration.ofSeconds(1))
                        .commandTimeout(Duration.ofSeconds(1))
                        .connect();
                LiveBooks books = session.books(BTC)) {
            books.await(BTC, PATIENCE);
            await(Kind.CONNECTED);
            misbehaviour.silence();
            await(Kind.DISCONNECTED);
            await(Kind.CONNECTED);
        }
    }

    @Test
    void aMessageOfATypeThatNobodyKnowsIsToldOf() throws Exception {
        try (PerpsWebSocket session = session();
                LiveBooks books = session.books(BTC)) {
            books.await(BTC, PATIENCE);
            misbehaviour.send("{\"type\":\"surprise\",\"msg\":{}}");

            await(Kind.UNRECOGNIZED_MESSAGE);
            assertThat(books.isValid(BTC)).isTrue();
        }
    }

    @Test
    void namesWhatThereIsNot() {
        assertThatThrownBy(() -> misbehaviour.messages("orderbook"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'orderbook'")
                .hasMessageContaining("orderbook_delta");
        assertThatThrownBy(() -> misbehaviour.commands("get_snapshot")).hasMessageContaining("update_subscription");
        assertThatThrownBy(() -> misbehaviour.messages().times(0)).hasMessage("expected at least 1 but was 0");
        assertThatThrownBy(() -> misbehaviour.refuseHandshakes(200, 1)).hasMessageContaining("400 to 599");
    }

    private PerpsWebSocket session() {
        return builder().connect();
    }

    private PerpsWebSocket.Builder builder() {
        return simulator
                .session()
                .reconnectDelay(Duration.ofMillis(10), Duration.ofMillis(20))
                .onEvent(events::add);
    }

    private void order(String price) {
        simulator.client().orders().create(bid(price, "1.00")).execute();
    }

    private void await(Kind kind) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            SessionEvent event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(event).as("an event of the kind %s", kind).isNotNull();
            if (event.kind() == kind) {
                return;
            }
        }
    }
}
