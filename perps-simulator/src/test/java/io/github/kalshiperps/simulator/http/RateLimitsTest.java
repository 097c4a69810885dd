package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {
    private static final Caller CALLER = new Caller("key", "user", Set.of(Scope.READ), null);
    private static final Query NOTHING = new Query(Map.of());

    private final SimulatedClock clock = new SimulatedClock(Instant.parse("2026-10-20T12:00:00Z"));
    private final RateLimits limits = new RateLimits(true, UsageTier.BASIC, clock);

    @Test
    void readsAndWritesHaveBudgetsOfTheirOwn() {
        assertThat(callsUntilRefused(CALLER, "GetMarginOrders", NOTHING)).isEqualTo(40);
        assertThat(callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING)).isEqualTo(10);
    }

    @Test
    void theBalanceHasCostsOfItsOwn() {
        assertThat(callsUntilRefused(CALLER, "GetMarginBalance", NOTHING)).isEqualTo(80);
        clock.advance(Duration.ofSeconds(1));
        assertThat(callsUntilRefused(CALLER, "GetMarginBalance", new Query(Map.of("compute_available_balance", true))))
                .isEqualTo(8);
    }

    @Test
    void tokensFlowBackWithTimeAndNoMoreThanTheBucketHolds() {
        callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING);

        clock.advance(Duration.ofMillis(99));
        assertThat(callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING)).isEqualTo(1);
        clock.advance(Duration.ofDays(400_000));
        assertThat(callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING)).isEqualTo(10);
    }

    @Test
    void keysOfOneAccountShareABudgetAndAccountsDoNot() {
        callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING);

        assertThat(callsUntilRefused(new Caller("other key", "user", Set.of(), null), "CreateMarginOrder", NOTHING))
                .isZero();
        assertThat(callsUntilRefused(new Caller("key", "other user", Set.of(), null), "CreateMarginOrder", NOTHING))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"BASIC,40,10", "ADVANCED,60,60", "PREMIER,100,200", "PARAGON,200,400", "PRIME,400,800"})
    void aTierAboveBasicHoldsTwoSecondsOfWrites(UsageTier tier, int reads, int writes) {
        limits.tier("user", tier);

        assertThat(callsUntilRefused(CALLER, "GetMarginOrders", NOTHING)).isEqualTo(reads);
        assertThat(callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING)).isEqualTo(writes);
    }

    @Test
    void theRefusalIsAStringAndNothingMore() {
        callsUntilRefused(CALLER, "CreateMarginOrder", NOTHING);

        HttpRefusal refusal = catchThrowableOfType(
                HttpRefusal.class, () -> limits.take(CALLER, operation("CreateMarginOrder"), NOTHING));
        assertThat(refusal.answer()).isEqualTo(Answer.json(429, "{\"error\":\"too many requests\"}"));
    }

    @Test
    void withoutLimitsNobodyIsRefused() {
        RateLimits off = new RateLimits(false, UsageTier.BASIC, clock);

        assertThatCode(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        off.take(CALLER, operation("CreateMarginOrder"), NOTHING);
                    }
                })
                .doesNotThrowAnyException();
        assertThat(off.tier("user")).isEqualTo(UsageTier.BASIC);
    }

    private int callsUntilRefused(Caller caller, String operationId, Query query) {
        for (int calls = 0; ; calls++) {
            try {
                limits.take(caller, operation(operationId), query);
            } catch (HttpRefusal e) {
                return calls;
            }
        }
    }

    private static ApiOperation operation(String id) {
        return PerpsOperations.ALL.stream()
                .filter(operation -> operation.id().equals(id))
                .findAny()
                .orElseThrow();
    }
}
