package io.github.kalshiperps.ws;

import static io.github.kalshiperps.ws.SessionFixture.BTC;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class ReplayTest {
    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    @Test
    void aRecordedSessionIsReadToTheLetterAndItsBookIsThatOfANaiveReader() throws Exception {
        Random random = new Random(20_260_612);
        List<String> frames = new ArrayList<>(List.of(
                SessionFixture.subscribed(1, "orderbook_delta", 1),
                SessionFixture.subscribed(1, "trade", 2),
                // The best levels come last.
                SessionFixture.snapshot(
                        1,
                        1,
                        BTC,
                        "[[\"4.8368\",\"3.00\"],[\"6.3300\",\"100.00\"]]",
                        "[[\"9.1000\",\"1.00\"],[\"6.3416\",\"100.00\"]]"),
                SessionFixture.subscribed(2, "ticker", 3)));
        int trades = 0;
        for (int seq = 2; seq < 200; seq++) {
            boolean bid = random.nextBoolean();
            String price = bid ? "6.3300" : "6.3416";
            frames.add(SessionFixture.delta(
                    1, seq, BTC, bid ? "bid" : "ask", price, random.nextInt(3) == 0 ? "-0.10" : "0.50"));
            if (seq % 20 == 0) {
                frames.add(SessionFixture.trade(2, ++trades, BTC, price) + "\n");
                frames.add(SessionFixture.ticker(3, BTC, price));
            }
        }
        new Replay(x).check(frames);
    }
}
