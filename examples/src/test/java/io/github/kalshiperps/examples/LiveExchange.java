package io.github.kalshiperps.examples;

import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.SimulatedAccount;
import io.github.kalshiperps.simulator.engine.ExchangeListener;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.engine.OrderFilter;
import io.github.kalshiperps.simulator.engine.OrderStatus;
import io.github.kalshiperps.simulator.engine.PageRequest;
import io.github.kalshiperps.simulator.ws.FaultRule;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A simulator whose exchange can be followed live. Safe for use by several threads. */
final class LiveExchange implements AutoCloseable {
    final PerpsSimulator simulator = PerpsSimulator.start();
    final SimulatedAccount account = simulator.account();
    final Counterparty other = new Counterparty(simulator);

    /** A builder of sessions of the account, which connects again without delay. */
    PerpsWebSocket.Builder session() {
        return simulator.session().reconnectDelay(Duration.ofMillis(1), Duration.ofMillis(10));
    }

    void dropConnections() {
        simulator.misbehaviour().webSocket().dropConnections();
    }

    /** Drops the connections, and takes none until something has been done. */
    void whileUnreachable(Work work) throws InterruptedException {
        FaultRule closed = simulator.misbehaviour().webSocket().refuseHandshakes(503, Long.MAX_VALUE);
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
        simulator.close();
    }
}
