package io.github.kalshiperps.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.simulator.http.Faults;
import io.github.kalshiperps.simulator.http.SkewedClock;
import io.github.kalshiperps.simulator.ws.WebSocketFaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for, in code and in words. What it does to requests is in {@link MisbehavingExchangeTest}. */
class MisbehaviourTest {
    private static final Instant NOW = Instant.parse("2026-10-20T12:00:00Z");

    private final SkewedClock clock = new SkewedClock(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Misbehaviour misbehaviour =
            new Misbehaviour(new Faults(), clock, new WebSocketMisbehaviour(new WebSocketFaults(), List::of));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "429",
                "429:10",
                "503:GetMarginMarkets",
                "503:/margin/markets/KXBTCPERP1:2",
                "delay=200ms",
                "delay=1s:CreateMarginOrder:1",
                "drop:CreateMarginOrder:1",
                "drop-after:CreateMarginOrder:1",
                "cut:3",
                "add=surprise",
                "omit=orders:GetMarginOrders",
                "enum=side:GetMarginOrders:1",
                "skew=-30s",
                "ws-lose:orderbook_delta:3",
                "ws-skip=2:orderbook_delta:1",
                "ws-repeat:subscribed",
                "ws-hold=1:subscribed:1",
                "ws-delay=20ms:trade",
                "ws-add=surprise",
                "ws-omit=price:ticker",
                "ws-enum=side:fill:1",
                "ws-drop:trade:1",
                "ws-close=1001:trade:1",
                "ws-ignore:subscribe:1",
                "ws-refuse=8:subscribe:2",
                "ws-handshake=503:1",
                "429:10,drop:CreateMarginOrder:1, ,delay=5m:GetObligationHistory",
                ""
            })
    void takesOptionsInWords(String options) {
        misbehaviour.apply(options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shout                     | misbehaviour 'shout': there is no fault 'shout'
            200                       | misbehaviour '200': there is no fault '200'
            delay                     | misbehaviour 'delay': 'delay=' needs a value
            drop=1                    | misbehaviour 'drop=1': 'drop' takes no value
            delay=5                   | misbehaviour 'delay=5': '5' is no time such as 200ms, 5s or 1m
            delay=-5s                 | misbehaviour 'delay=-5s': a delay is not negative
            429:0                     | misbehaviour '429:0': expected at least 1 request but was 0
            429:1:2                   | misbehaviour '429:1:2': nothing can follow the number of times
            ws-shout                  | misbehaviour 'ws-shout': there is no fault 'ws-shout'
            ws-skip                   | misbehaviour 'ws-skip': 'ws-skip=' needs a value
            ws-skip=many              | misbehaviour 'ws-skip=many': 'many' is no number
            ws-skip=0                 | misbehaviour 'ws-skip=0': count must be at least 1 but was 0
            ws-ignore:order           | misbehaviour 'ws-ignore:order': there is no 'order'; there are [list_subscriptions, subscribe, unsubscribe, update_subscription]
            ws-handshake=503:fill     | misbehaviour 'ws-handshake=503:fill': handshakes have no type such as 'fill'
            skew                      | misbehaviour 'skew': 'skew=' needs a value, and nothing behind it
            skew=1s:2                 | misbehaviour 'skew=1s:2': 'skew=' needs a value, and nothing behind it
            """)
    void namesTheOptionThatIsWrong(String options, String message) {
        assertThatThrownBy(() -> misbehaviour.apply(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void anUnknownOperationIsAMistake() {
        assertThatThrownBy(() -> misbehaviour.apply("drop:CreateOrder:1"))
                .hasMessageStartingWith(
                        "misbehaviour 'drop:CreateOrder:1': no operation has the id 'CreateOrder'; there are [")
                .hasMessageContaining("CreateMarginOrder");
        assertThatThrownBy(() -> misbehaviour.path("margin/orders")).hasMessageContaining("slash");
        assertThatThrownBy(() -> misbehaviour.everything().answer(200)).hasMessageContaining("400 to 599");
        assertThatThrownBy(() -> misbehaviour.everything().addMember("a", "{"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneWrongOptionAndNothingIsAskedFor() {
        assertThatThrownBy(() -> misbehaviour.apply("skew=30s,shout")).isInstanceOf(IllegalArgumentException.class);

        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void theClockCanBePutWrongAndRight() {
        misbehaviour.apply("skew=30s");
        assertThat(clock.instant()).isEqualTo(NOW.plusSeconds(30));

        misbehaviour.skewClock(Duration.ofMinutes(-1));
        assertThat(clock.millis()).isEqualTo(NOW.minusSeconds(60).toEpochMilli());

        misbehaviour.stop();
        assertThat(clock.instant()).isEqualTo(NOW);
    }
}
