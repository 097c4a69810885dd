package io.github.kalshiperps.simulator.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners of an exchange. Under the exchange's lock. */
final class Events implements ExchangeListener {
    private final List<ExchangeListener> listeners = new CopyOnWriteArrayList<>();

    void add(ExchangeListener listener) {
        listeners.add(listener);
    }

    void remove(ExchangeListener listener) {
        listeners.remove(listener);
    }

    /** {@return whether nobody listens, so that nothing has to be put together for them} */
    boolean unheard() {
        return listeners.isEmpty();
    }

    @Override
    public void onBookChange(BookChange change) {
        listeners.forEach(listener -> listener.onBookChange(change));
    }

    @Override
    public void onTrade(Trade trade) {
        listeners.forEach(listener -> listener.onTrade(trade));
    }

    @Override
    public void onFill(Fill fill) {
        listeners.forEach(listener -> listener.onFill(fill));
    }

    @Override
    public void onOrder(Order order) {
        listeners.forEach(listener -> listener.onOrder(order));
    }

    @Override
    public void onOrderGroup(OrderGroupEvent event) {
        listeners.forEach(listener -> listener.onOrderGroup(event));
    }

    @Override
    public void onTicker(String ticker) {
        listeners.forEach(listener -> listener.onTicker(ticker));
    }

    @Override
    public void onStatus(ExchangeStatus status) {
        listeners.forEach(listener -> listener.onStatus(status));
    }
}
