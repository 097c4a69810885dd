package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.http.TokenBuckets;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginOrderbookCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Asks for the books of all markets at the same time. Look at {@link io.github.kalshiperps.core.http.ApiCall#executeAsync()}; the rate limiter keeps
 * what goes out within the account's budget, however many calls are made at once.
 */
final class ManyAtOnce {
    private ManyAtOnce() {}

    /**
     * How many contracts rest in each market.
     *
     * @return by ticker, in words: a market that failed, or took more than five seconds, does not spoil the others
     */
    static Map<String, String> restingContracts(PerpsClient client) {
        Map<String, CompletableFuture<String>> answers = new TreeMap<>();
        for (MarginMarket market : client.markets().list().execute().markets()) {
            answers.put(
                    market.ticker(),
                    client.markets()
                            .orderbook(market.ticker())
                            .timeout(Duration.ofSeconds(5))
                            .executeAsync()
                            .thenApply(answer -> inWords(answer.orderbook()))
                            .exceptionally(failure -> "failed: " + failure.getMessage()));
        }
        Map<String, String> resting = new TreeMap<>();
        answers.forEach((ticker, answer) -> resting.put(ticker, answer.join()));
        return resting;
    }

    private static String inWords(MarginOrderbookCount book) {
        return sum(book.bids()) + " bid, " + sum(book.asks()) + " asked";
    }

    private static FixedPointCount sum(List<PriceLevel> levels) {
        return levels.stream().map(PriceLevel::count).reduce(FixedPointCount.ZERO, FixedPointCount::plus);
    }

    public static void main(String[] args) {
        try (PerpsClient client =
                PerpsClient.builder().rateLimiter(TokenBuckets.basic()).build()) { // public data needs no key
            restingContracts(client).forEach((ticker, resting) -> System.out.println(ticker + ": " + resting));
        }
    }
}
