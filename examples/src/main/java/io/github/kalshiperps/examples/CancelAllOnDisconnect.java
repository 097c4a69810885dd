package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.ws.PerpsWebSocket;
import io.github.kalshiperps.ws.SessionEvent;
import java.io.IOException;

/**
 * Cancels all orders when the live connection is lost, because nobody is watching them any more. Look at {@link SessionEvent}.
 *
 * <p>The exchange may go on cancelling what is placed within the next minute: wait before you quote again.
 */
final class CancelAllOnDisconnect {
    private static final int ATTEMPTS = 5;

    private CancelAllOnDisconnect() {}

    /** A session that does so. Listeners of events have a thread of their own: they may wait for an answer. */
    static PerpsWebSocket connect(PerpsWebSocket.Builder session, PerpsClient client) {
        return session.onEvent(event -> {
                    switch (event.kind()) {
                        // Comes again with every failed attempt to connect: nobody is watching then either.
                        case DISCONNECTED, ENDED -> cancelAll(client, event);
                        default -> {}
                    }
                })
                .connect();
    }

    /** No client repeats a write by itself. This one may be: cancelling twice does no harm, not cancelling does. */
    private static void cancelAll(PerpsClient client, SessionEvent event) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                client.orders().cancelAll().execute();
                System.err.println("All orders cancelled, because: " + event);
                return;
            } catch (KalshiException e) {
                System.err.println("Attempt " + attempt + " of " + ATTEMPTS + " to cancel all orders failed: " + e);
            }
        }
        System.err.println("ORDERS ARE STILL OPEN and nobody is watching them");
    }

    public static void main(String[] args) throws IOException {
        EnvironmentConfig config = EnvironmentConfig.fromEnv();
        try (PerpsClient client = PerpsClient.builder().from(config).build();
                PerpsWebSocket session = connect(PerpsWebSocket.builder().from(config), client)) {
            System.out.println("Watching " + session.uri() + "; Enter ends it, and all orders");
            int ignored = System.in.read();
        }
    }
}
