package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowABookTest {
    private static final String TICKER = "KXBTCPERP1";

    private final LiveExchange exchange = new LiveExchange();
    private final PerpsWebSocket session = exchange.session().connect();
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        session.close();
        exchange.close();
    }

    @Test
    void tellsWhatAPurchaseWouldCost() throws InterruptedException, TimeoutException {
        exchange.other.asks(TICKER, "6.4000", "30");
        exchange.other.asks(TICKER, "6.5000", "100");

        assertThat(FollowABook.costOf(FixedPointCount.of(100), session, TICKER))
                .isEqualTo("100 contracts cost 647.000000, 6.4700 each");
        assertThat(FollowABook.costOf(FixedPointCount.of(200), session, TICKER))
                .isEqualTo("only 130.00 of 200 contracts are offered");
    }

    @Test
    void tellsOfEveryChange() throws InterruptedException {
        exchange.other.bids(TICKER, "6.3000", "5");
        FollowABook.follow(session, TICKER, lines::add);
        assertThat(line()).isEqualTo(TICKER + " bid 5.00 @ 6.3000, ask none");
        exchange.other.asks(TICKER, "6.4000", "7");
        assertThat(line()).isEqualTo(TICKER + " bid 5.00 @ 6.3000, ask 7.00 @ 6.4000");
    }

    @Test
    void saysThatItDoesNotKnowTheBookWhileTheConnectionIsLost() throws InterruptedException {
        exchange.other.bids(TICKER, "6.3000", "5");
        FollowABook.follow(session, TICKER, lines::add);
        assertThat(line()).isEqualTo(TICKER + " bid 5.00 @ 6.3000, ask none");
        exchange.dropConnections();
        assertThat(line()).startsWith(TICKER + " unknown: ");
        assertThat(line()).isEqualTo(TICKER + " bid 5.00 @ 6.3000, ask none");
    }

    private String line() throws InterruptedException {
        String line = lines.poll(20, TimeUnit.SECONDS);
        return line == null ? "nothing came" : line;
    }
}
