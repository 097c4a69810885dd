package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.Side;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import io.github.kalshiperps.ws.BookUpdate;
import io.github.kalshiperps.ws.SessionEvent;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Four clients that hear of every change of one book. The usual run is short; {@code -Dsimulator.deltas=4000000}, which is a million
 * changes of the book, makes it long. It prints the rate and the memory.
 */
class DeltasTest {
    private static final int CLIENTS = 4;
    private static final int THOUSANDS = Math.toIntExact(Long.getLong("simulator.deltas", 80_000) / CLIENTS / 1000);

    /** How many thousands the exchange runs ahead of the slowest client: fewer messages than a subscription may leave unread. */
    private static final int LEAD = 20;

    @RegisterExtension
    final Venue venue = new Venue();

    private final Trader watcher = venue.trader();
    private final Trader maker = venue.trader();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Deque<Order> resting = new ArrayDeque<>();

    /** A client, whose listener checks every message and tells of each full thousand. */
    private static final class Client {
        final EventLog events = new EventLog();
        final Semaphore thousands = new Semaphore(0);
        final List<String> wrong = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Void> begun = new CompletableFuture<>();
        private volatile long sequence;
        private volatile @Nullable BookView last;

        void hear(BookUpdate update) {
            if (update.message().orElse(null) instanceof OrderbookDeltaMessage delta) {
                if (delta.seq() != sequence + 1) {
                    wrong.add(delta.seq() + " after " + sequence);
                }
                sequence = delta.seq();
                if ((sequence - 1) % 1000 == 0) {
                    last = update.book().view();
                    thousands.release();
                }
            } else {
                sequence = 1; // the snapshot
                begun.complete(null);
            }
        }

        void awaitThousand() throws InterruptedException {
            assertThat(thousands.tryAcquire(SOON.toMillis(), TimeUnit.MILLISECONDS))
                    .as("stopped at %s: %s", sequence, events.all())
                    .isTrue();
        }
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void everyClientHearsOfEveryChange() throws Exception {
        venue.tolerate(); // reading every message twice would be half of the time
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Client client = new Client();
            watcher.connect(client.events).orderbooks(BTC).listen(client::hear);
            client.begun.get(SOON.toSeconds(), TimeUnit.SECONDS);
            clients.add(client);
        }
        long before = usedMemory();
        long begin = System.nanoTime();
        for (int thousand = 1; thousand <= THOUSANDS; thousand++) {
            for (int i = 0; i < 1000; i++) {
                change();
            }
            if (thousand > LEAD) {
                awaitThousand(clients);
            }
        }
        for (int i = 0; i < Math.min(LEAD, THOUSANDS); i++) {
            awaitThousand(clients);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d clients heard of %,d changes of a book each, in %.1f s: %,.0f messages per second; heap after collection"
                        + " %+,d KB (the exchange remembers every order)%n",
                CLIENTS,
                THOUSANDS * 1000,
                seconds,
                CLIENTS * (THOUSANDS * 1000 / seconds),
                (usedMemory() - before) / 1024);

        BookSnapshot engine = venue.exchange.book(BTC);
        for (Client client : clients) {
            assertThat(client.wrong).isEmpty();
            assertThat(client.sequence).isEqualTo(1 + THOUSANDS * 1000L);
            BookView view = Objects.requireNonNull(client.last);
            assertThat(view.bids()).isEqualTo(engine.bids());
            assertThat(view.asks()).isEqualTo(engine.asks());
            assertThat(client.events.all().stream().map(SessionEvent::kind))
                    .containsExactlyInAnyOrder(Kind.CONNECTED, Kind.SUBSCRIBED);
        }
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void awaitThousand(List<Client> clients) throws InterruptedException {
        for (Client client : clients) {
            client.awaitThousand();
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
