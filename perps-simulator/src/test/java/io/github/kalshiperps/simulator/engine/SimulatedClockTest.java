package io.github.kalshiperps.simulator.engine;

import static io.github.kalshiperps.simulator.engine.Scenario.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.kalshiperps.core.book.Side;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {
    private final SimulatedClock clock = new SimulatedClock(START);
    private final List<String> ran = new ArrayList<>();

    /** A clock that the test moves by hand, forwards and backwards. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2030-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void note(String what) {
        ran.add(what + " at " + Duration.between(START, clock.instant()).toSeconds());
    }

    @Test
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START);
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        clock.advanceTo(START.plusSeconds(7));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advanceTo(START));
    }

    @Test
    void whatIsDueRunsAtItsTimeInOrder() {
        clock.at(START.plusSeconds(3), () -> note("third"));
        clock.at(START.plusSeconds(1), () -> note("first"));
        clock.at(START.plusSeconds(1), () -> note("second"));
        clock.at(START.plusSeconds(9), () -> note("never"));
        clock.advance(Duration.ofSeconds(8));
        assertThat(ran).containsExactly("first at 1", "second at 1", "third at 3");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(8));
    }

    @Test
    void whatIsDueMayAskForMore() {
        clock.at(START.plusSeconds(1), () -> clock.at(START.plusSeconds(2), () -> note("more")));
        clock.at(START.plusSeconds(1), () -> clock.at(START, () -> note("late")));
        clock.advance(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("late at 1", "more at 2");
    }

    @Test
    void whatIsDueCannotMoveTheClock() {
        clock.at(START.plusSeconds(1), () -> {
            assertThatIllegalStateException().isThrownBy(() -> clock.advance(Duration.ofSeconds(1)));
            note("tried");
        });
        clock.advance(Duration.ofSeconds(1));
        assertThat(ran).containsExactly("tried at 1");
    }

    @Test
    void followsAnotherClockFromItsOwnTime() {
        HandClock real = new HandClock();
        clock.follow(real);
        assertThat(clock.instant()).isEqualTo(START);
        clock.at(START.plusSeconds(2), () -> note("due"));
        real.now = real.now.plusSeconds(3);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
        assertThat(ran).isEmpty();
        clock.catchUp();
        assertThat(ran).containsExactly("due at 3");
        clock.advance(Duration.ofSeconds(10));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(13));
        real.now = real.now.minusSeconds(100);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(13));
        clock.stop();
        real.now = real.now.plusSeconds(1_000);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(13));
    }

    @Test
    void everyCallOfAnExchangeCatchesUp() {
        HandClock real = new HandClock();
        Scenario scenario = new Scenario();
        Scenario.Trader alice = scenario.trader();
        scenario.clock.follow(real);
        alice.place(scenario.order(Side.BID, "6.30", "1").withExpirationTime(START.plusSeconds(2)));
        real.now = real.now.plusSeconds(2);
        assertThat(scenario.book()).isEmpty();
    }

    @Test
    void otherZonesAreTheSameClock() {
        Clock elsewhere = clock.withZone(ZoneId.of("America/New_York"));
        clock.advance(Duration.ofSeconds(5));
        assertThat(elsewhere.instant()).isEqualTo(START.plusSeconds(5));
        assertThat(elsewhere.getZone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(elsewhere).isNotEqualTo(clock);
        assertThat(elsewhere.withZone(ZoneOffset.UTC)).isEqualTo(clock);
    }
}
