package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.SimulatedAccount;
import io.github.kalshiperps.simulator.engine.OrderRequest;

/** Somebody else at the exchange, who does what a test needs done, without HTTP in between. For one thread. */
final class Counterparty {
    private final PerpsSimulator simulator;
    private final SimulatedAccount account;
    private int orders;

    Counterparty(PerpsSimulator simulator) {
        this.simulator = simulator;
        this.account = simulator.openAccount();
    }

    /** Returns the id of the order. */
    String bids(String ticker, String price, String count) {
        return bids(account, ticker, price, count);
    }

    /** Returns the id of the order. */
    String asks(String ticker, String price, String count) {
        return asks(account, ticker, price, count);
    }

    /** Places an order of somebody else, as if that account's own program had. */
    String bidsFor(SimulatedAccount who, String ticker, String price, String count) {
        return bids(who, ticker, price, count);
    }

    void cancels(String orderId) {
        simulator.exchange().cancelOrder(account.userId(), 0, orderId);
    }

    void sellsTo(SimulatedAccount buyer, String ticker, String price, String count) {
        asks(account, ticker, price, count);
        bids(buyer, ticker, price, count);
    }

    void buysFrom(SimulatedAccount seller, String ticker, String price, String count) {
        bids(account, ticker, price, count);
        asks(seller, ticker, price, count);
    }

    private String bids(SimulatedAccount who, String ticker, String price, String count) {
        return place(who, OrderRequest.bid(ticker, nextId(), FixedPointDollars.of(price), FixedPointCount.of(count)));
    }

    private String asks(SimulatedAccount who, String ticker, String price, String count) {
        return place(who, OrderRequest.ask(ticker, nextId(), FixedPointDollars.of(price), FixedPointCount.of(count)));
    }

    private String place(SimulatedAccount who, OrderRequest order) {
        return simulator.exchange().createOrder(who.userId(), order).order().orderId();
    }

    private String nextId() {
        return "counterparty-" + ++orders;
    }
}
