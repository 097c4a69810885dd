package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Four clients that hear of every change of one book. The usual run is short; {@code -Dsimulator.deltas=1000000} makes it long. It
 * prints the rate.
 */
class DeltasTest {
    private static final int CLIENTS = 4;
    private static final int EACH = Math.toIntExact(Long.getLong("simulator.deltas", 80_000) / CLIENTS);

    /** How far the exchange runs ahead of the slowest client: less than a subscription may leave unread. */
    private static final int LEAD = 20_000;

    @RegisterExtension
    final Venue venue = new Venue();

    private final Trader watcher = venue.trader();
    private final Trader maker = venue.trader();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Deque<Order> resting = new ArrayDeque<>();

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void everyClientHasTheBookAfterManyChanges() throws Exception {
        List<EventLog> logs = new ArrayList<>();
        List<LiveBooks> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            EventLog events = new EventLog();
            PerpsWebSocket session = watcher.connect(events);
            LiveBooks books = session.books(BTC);
            books.await(BTC, SOON);
            logs.add(events);
            clients.add(books);
        }
        long begin = System.nanoTime();
        for (int delta = 1; delta <= EACH; delta++) {
            change();
            if (delta % 1000 == 0) {
                awaitAll(clients, delta - LEAD);
            }
        }
        awaitAll(clients, EACH);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d clients heard of %,d changes of a book each, in %.1f s: %,.0f messages per second%n",
                CLIENTS, EACH, seconds, CLIENTS * EACH / seconds);

        BookSnapshot engine = venue.exchange.book(BTC);
        for (LiveBooks books : clients) {
            BookView view = books.view(BTC);
            assertThat(view.sequence()).isEqualTo(1L + EACH);
            assertThat(view.bids()).isEqualTo(engine.bids());
            assertThat(view.asks()).isEqualTo(engine.asks());
        }
        for (EventLog events : logs) {
            assertThat(events.all().stream().map(SessionEvent::kind))
                    .containsExactlyInAnyOrder(Kind.CONNECTED, Kind.SUBSCRIBED);
        }
    }

    /** The snapshot has number 1. */
    private static void awaitAll(List<LiveBooks> clients, int deltas) {
        for (LiveBooks books : clients) {
            Venue.await("delta " + deltas, () -> books.view(BTC).sequence() > deltas);
        }
    }

    /** One change: an order comes, or goes. */
    private void change() {
        if (resting.size() < 200 || (resting.size() < 400 && random.nextBoolean())) {
            boolean bid = random.nextBoolean();
            BigDecimal price = BigDecimal.valueOf(bid ? 62_999 - random.nextInt(100) : 63_000 + random.nextInt(100), 4);
            resting.add(maker.place(
                            maker.order(bid ? Side.BID : Side.ASK, BTC, price.toPlainString(), 1 + random.nextInt(50)))
                    .order());
        } else {
            maker.cancel(resting.remove());
        }
    }
}
