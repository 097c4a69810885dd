import io.github.kalshiperps.core.book.BookView;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.ws.LiveBooks;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.time.Duration;

/** Asks a simulated exchange over REST, the WebSocket and Klear, and says with which version. */
public class Consumer {
    public static void main(String[] args) throws Exception {
        try (PerpsSimulator simulator =
                        PerpsSimulator.builder().flow(Duration.ofSeconds(1)).start();
                PerpsClient client = simulator.client();
                PerpsWebSocket session = simulator.session().connect();
                KlearClient klear = simulator.klear()) {
            String ticker = client.markets().list().execute().markets().get(0).ticker();
            LiveBooks books = session.books(ticker);
            BookView book = books.await(ticker, Duration.ofSeconds(30));
            System.out.println(PerpsClient.class.getPackage().getImplementationVersion() + ": " + ticker + " "
                    + book.bestBid().orElseThrow() + ", Klear "
                    + klear.settlement().balance().execute().balanceAvailableCenticents());
        }
    }
}
