package io.github.kalshiperps.examples;

import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.SimulatedAccount;
import io.github.kalshiperps.simulator.engine.ExchangeListener;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderFilter;
import io.github.kalshiperps.simulator.engine.OrderStatus;
import io.github.kalshiperps.simulator.engine.PageRequest;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.Caller;
import io.github.kalshiperps.simulator.http.Scope;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import io.github.kalshiperps.simulator.ws.ClientConnection;
import io.github.kalshiperps.simulator.ws.FaultRule;
import io.github.kalshiperps.simulator.ws.WebSocketApi;
import io.github.kalshiperps.simulator.ws.WebSocketSettings;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A simulator whose exchange can be followed live. Safe for use by several threads. */
final class LiveExchange implements AutoCloseable {
    final PerpsSimulator simulator = PerpsSimulator.start();
    final SimulatedAccount account = simulator.account();
    final Counterparty other = new Counterparty(simulator);

    private final SimulatorServer server = new SimulatorServer(0);
    private final WebSocketApi api = new WebSocketApi(
            simulator.exchange(),
            // Whoever has the key of the account; signatures are checked over REST.
            (method, path, headers) ->
                    new Caller(account.keyId(), account.userId(), Set.of(Scope.READ, Scope.WRITE), null),
            WebSocketSettings.defaults(),
            frame -> {});

    LiveExchange() {
        api.mountOn(server);
        server.start();
    }

    /** A builder of sessions of the account, which connects again without delay. */
    PerpsWebSocket.Builder session() {
        return PerpsWebSocket.builder()
                .url(server.url("ws", WebSocketApi.PATH))
                .signer(account.signer())
                .clock(simulator.clock())
                .reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(10));
    }

    void dropConnections() {
        api.connections().forEach(ClientConnection::drop);
    }

    /** Drops the connections, and takes none until something has been done. */
    void whileUnreachable(Work work) throws InterruptedException {
        FaultRule closed = api.faults().addForHandshakes(Answer.text(503, "Service Unavailable"), Long.MAX_VALUE);
        dropConnections();
        work.run();
        closed.remove();
    }

    /** Something to do that can take time. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** The account's orders that rest, oldest first. */
    List<Order> resting() {
        return orders(OrderFilter.of(OrderStatus.RESTING));
    }

    /** How many orders the account has placed, whatever has become of them. */
    int placed() {
        return orders(OrderFilter.ALL).size();
    }

    private List<Order> orders(OrderFilter filter) {
        return simulator
                .exchange()
                .orders(account.userId(), filter, PageRequest.ALL)
                .items();
    }

    /** Waits until something is so at the exchange, looking whenever an order changes there. */
    void awaitOrders(String what, BooleanSupplier condition) throws InterruptedException {
        Semaphore changes = new Semaphore(1);
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void onOrder(Order order) {
                changes.release();
            }
        };
        simulator.exchange().addListener(listener);
        try {
            do {
                if (!changes.tryAcquire(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("In vain waited for " + what + "; resting: " + resting());
                }
            } while (!condition.getAsBoolean());
        } finally {
            simulator.exchange().removeListener(listener);
        }
    }

    @Override
    public void close() {
        server.close();
        simulator.close();
    }
}
