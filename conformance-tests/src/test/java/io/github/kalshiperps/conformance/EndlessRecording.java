package io.github.kalshiperps.conformance;

import java.nio.file.Path;

/** A program that records until it is killed. */
final class EndlessRecording {
    static final String STATUS = "{\"exchange_active\":true,\"trading_active\":true}";
    static final String FRAME = "{\"type\":\"ok\",\"id\":1,\"sid\":2,\"seq\":3,\"msg\":{\"market_tickers\":[\"%s\"]}}";

    private EndlessRecording() {}

    /**
     * Records without end.
     *
     * @param arguments the directory
     */
    public static void main(String[] arguments) throws Exception {
        try (Recording recording = Recording.in(Path.of(arguments[0]), "here").start();
                RecordedConnection connection = recording.connection("/trade-api/ws/v2/margin")) {
            for (int i = 0; ; i++) {
                recording.answer("GET", "/trade-api/v2/margin/exchange/status", null, 200, STATUS);
                connection.frame(String.format(FRAME, "K".repeat(i % 5000)));
                if (i % 10 == 0) {
                    connection.command("{\"id\":" + (i + 1) + ",\"cmd\":\"list_subscriptions\"}");
                }
                if (i % 50 == 0) {
                    System.out.println(i);
                }
            }
        }
    }
}
