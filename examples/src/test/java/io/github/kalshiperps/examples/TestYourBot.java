package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginOrderRequest;
import io.github.kalshiperps.rest.model.SelfTradePreventionType;
import io.github.kalshiperps.rest.model.TimeInForce;
import io.github.kalshiperps.simulator.PerpsSimulator;
import io.github.kalshiperps.simulator.PerpsSimulatorExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bot under test: what does it do when answers are lost, and time goes by? Look at {@link PerpsSimulator}. */
class TestYourBot {
    /** Keeps one bid resting. After an order that may have arrived or not it waits, because new orders are not listed at once. */
    static final class Bot {
        private final PerpsClient client;
        private final Clock clock;
        private Instant quietUntil = Instant.EPOCH;

        Bot(PerpsClient client, Clock clock) {
            this.client = client;
            this.clock = clock;
        }

        void step() {
            if (clock.instant().isBefore(quietUntil) || isBidding()) {
                return;
            }
            try {
                client.orders().create(bid()).execute();
            } catch (KalshiException e) {
                quietUntil = clock.instant().plus(Duration.ofSeconds(10));
            }
        }

        private boolean isBidding() {
            return client.orders().listAll().stream()
                    .anyMatch(order -> order.remainingCount().isPositive());
        }

        private static CreateMarginOrderRequest bid() {
            return CreateMarginOrderRequest.builder()
                    .ticker("KXBTCPERP1")
                    .clientOrderId(UUID.randomUUID().toString())
                    .side(BookSide.BID)
                    .price(FixedPointDollars.of("6.0000"))
                    .count(FixedPointCount.of(1))
                    .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                    .selfTradePreventionType(SelfTradePreventionType.TAKER_AT_CROSS)
                    .build();
        }
    }

    @RegisterExtension // an instance field: a fresh exchange for each test
    final PerpsSimulatorExtension simulator =
            PerpsSimulatorExtension.of(PerpsSimulator.builder().manualClock());

    @Test
    void keepsOneBidAlthoughTheAnswerToTheFirstIsLostAndTheListTrails(PerpsSimulator exchange, PerpsClient client) {
        exchange.exchange().setReadLag(Duration.ofSeconds(5));
        exchange.misbehaviour().operation("CreateMarginOrder").once().dropAfterHandling();
        Bot bot = new Bot(client, exchange.clock());
        bot.step();
        bot.step();
        exchange.advance(Duration.ofSeconds(10));
        bot.step();
        assertThat(exchange.exchange().book("KXBTCPERP1").bids())
                .singleElement()
                .satisfies(level -> assertThat(level.count()).isEqualTo(FixedPointCount.of(1)));
    }

    @Test
    void bidsAgainAfterARefusal(PerpsSimulator exchange, PerpsClient client) {
        exchange.misbehaviour().operation("CreateMarginOrder").once().answer(429);
        Bot bot = new Bot(client, exchange.clock());
        bot.step();
        assertThat(exchange.exchange().book("KXBTCPERP1").bids()).isEmpty();
        exchange.advance(Duration.ofSeconds(10));
        bot.step();
        assertThat(exchange.exchange().book("KXBTCPERP1").bids()).hasSize(1);
    }
}
