package io.github.kalshiperps.benchmarks;

import java.math.BigDecimal;

/** A delta that is written as the exchange writes it. */
record MadeUpDelta(String ticker, String side, BigDecimal price, BigDecimal change, long millis) {
    MadeUpDelta undoneAt(long later) {
        return new MadeUpDelta(ticker, side, price, change.negate(), later);
    }

    String frame(long sequence) {
        return """
                {"type":"orderbook_delta","sid":1,"seq":%d,"msg":{"market_ticker":"%s","price":"%s","delta":"%s",\
                "side":"%s","ts_ms":%d}}""".formatted(sequence, ticker, price.toPlainString(), change.toPlainString(), side, millis);
    }
}
