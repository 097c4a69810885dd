package io.github.kalshiperps.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The frames of a book that were received from the exchange, and frames of our own that undo them. */
final class CapturedBook {
    /** The snapshot comes as rarely as in the other streams; it may be as long as all captured deltas together. */
    private static final int LEAST_DELTAS = 2_000;

    private CapturedBook() {}

    static List<String> frames(Path capture) {
        try {
            return frames(Files.readAllLines(capture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> frames(List<String> capture) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        String ticker = "";
        List<String> snapshot = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        List<MadeUpDelta> deltas = new ArrayList<>();
        for (String frame : capture) {
            JsonNode message = mapper.readTree(frame);
            JsonNode body = message.path("msg");
            String type = message.path("type").asText();
            if (snapshot.isEmpty() && type.equals("orderbook_snapshot")) {
                snapshot.add(frame);
                ticker = body.path("market_ticker").asText();
            } else if (type.equals("orderbook_delta")
                    && body.path("market_ticker").asText().equals(ticker)) {
                sent.add(frame);
                deltas.add(new MadeUpDelta(
                        ticker,
                        body.path("side").asText(),
                        new BigDecimal(body.path("price").asText()),
                        new BigDecimal(body.path("delta").asText()),
                        body.path("ts_ms").asLong()));
            }
        }
        if (deltas.isEmpty()) {
            throw new IllegalArgumentException("Expected a snapshot and deltas behind it");
        }
        List<String> frames = new ArrayList<>(snapshot);
        while (frames.size() <= LEAST_DELTAS) {
            frames.addAll(sent);
            for (int i = deltas.size() - 1; i >= 0; i--) {
                frames.add(deltas.get(i).undoneAt(deltas.get(i).millis()).frame(frames.size() + 1));
            }
        }
        return frames;
    }
}
