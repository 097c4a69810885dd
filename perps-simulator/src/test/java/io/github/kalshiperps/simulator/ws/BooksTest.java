package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.ETH;
import static io.github.kalshiperps.simulator.ws.Venue.SOL;
import static io.github.kalshiperps.simulator.ws.Venue.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.core.book.InvalidBookException;
import io.github.kalshiperps.simulator.engine.BookSnapshot;
import io.github.kalshiperps.simulator.ws.Venue.Trader;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever joins, at whatever moment, has the engine's book. */
class BooksTest {
    private static final List<String> MARKETS = List.of(BTC, ETH, SOL);

    @RegisterExtension
    final Venue venue = new Venue();

    private final Trader alice = venue.trader();
    private final Trader bob = venue.trader();

    private record Watcher(EventLog events, LiveBooks books, boolean changedItsMind) {}

    @Test
    void clientsThatJoinAtAnyMomentHaveTheSameBooksAsTheEngine() throws Exception {
        // Connected before, as the simulated time runs ahead of signatures; subscribed while everything moves.
        List<EventLog> logs = new ArrayList<>();
        List<PerpsWebSocket> sessions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            logs.add(new EventLog());
            sessions.add((i % 2 == 0 ? alice : bob).connect(logs.get(i)));
            sessions.get(i).connected().get(SOON.toSeconds(), TimeUnit.SECONDS);
        }
        AtomicBoolean enough = new AtomicBoolean();
        Flow flow = new Flow(venue, 20_261_020, alice, bob);
        Thread people = new Thread(() -> {
            while (!enough.get()) {
                flow.run(50);
            }
            flow.run(500);
        });
        people.start();
        List<Watcher> watchers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            LiveBooks books = sessions.get(i).books(MARKETS.get(i % 3));
            books.ready().get(SOON.toSeconds(), TimeUnit.SECONDS);
            books.addMarkets(MARKETS).get(SOON.toSeconds(), TimeUnit.SECONDS);
            if (i % 4 == 0) {
                books.requestSnapshots();
            }
            if (i % 4 == 1) {
                books.removeMarkets(List.of(MARKETS.get(i % 3)));
                books.addMarkets(List.of(MARKETS.get(i % 3))).get(SOON.toSeconds(), TimeUnit.SECONDS);
            }
            for (String market : MARKETS) {
                books.await(market, SOON);
            }
            watchers.add(new Watcher(logs.get(i), books, i % 4 == 1));
        }
        enough.set(true);
        people.join();

        for (Watcher watcher : watchers) {
            for (String market : MARKETS) {
                assertEventuallyEqual(watcher.books, market);
            }
            assertThat(watcher.events.all(Kind.GAP_DETECTED)).isEmpty();
            assertThat(watcher.events.all(Kind.REPEATED_MESSAGE)).isEmpty();
            if (!watcher.changedItsMind) {
                // One who takes a market out and in at once may ask for a snapshot while it is out; that is refused.
                assertThat(watcher.events.all(Kind.EXCHANGE_ERROR)).isEmpty();
            }
            assertThat(watcher.events.all(Kind.DRIFT)).isEmpty();
        }
        BookSnapshot book = venue.exchange.book(BTC);
        assertThat(book.bids().size() + book.asks().size()).isGreaterThan(5);
    }

    /** What is under way has to arrive first. */
    private void assertEventuallyEqual(LiveBooks books, String market) {
        BookSnapshot engine = venue.exchange.book(market);
        Venue.await("the book of " + market, () -> same(books, engine));
    }

    private static boolean same(LiveBooks books, BookSnapshot engine) {
        List<PriceLevel> bids;
        List<PriceLevel> asks;
        try {
            BookView view = books.view(engine.ticker());
            bids = view.bids();
            asks = view.asks();
        } catch (InvalidBookException e) {
            throw new AssertionError("no book where there was one", e);
        }
        return bids.equals(engine.bids()) && asks.equals(engine.asks());
    }
}
