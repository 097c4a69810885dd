package io.github.kalshiperps.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Faults.Target LIST = new Faults.Target("GetMarginOrders", "/margin/orders");
    private static final Faults.Target OTHER = new Faults.Target(null, "/nowhere");

    private final Faults faults = new Faults();

    @Test
    void nothingHappensUnlessAskedFor() {
        Faults.Plan plan = faults.next(LIST);

        assertThat(plan.delay()).isZero();
        assertThat(plan.end()).isNull();
        assertThat(plan.spoilsAnswer()).isFalse();
    }

    @Test
    void whatWasAskedForFirstComesFirstAndOneEndPerRequest() {
        Fault tooMany = new Fault.Instead(Answer.tooManyRequests());
        Faults.Rule first = faults.add(FaultsTest::all, tooMany, 2);
        Faults.Rule second = faults.add(FaultsTest::all, new Fault.DropBefore(), 1);

        assertThat(faults.next(LIST).end()).isEqualTo(tooMany);
        assertThat(faults.next(LIST).end()).isEqualTo(tooMany);
        assertThat(faults.next(LIST).end()).isEqualTo(new Fault.DropBefore());
        assertThat(faults.next(LIST).end()).isNull();
        assertThat(first.hits()).isEqualTo(2);
        assertThat(second.hits()).isEqualTo(1);
    }

    @Test
    void onlyMatchingRequestsAreHitAndCounted() {
        Faults.Rule rule =
                faults.add(target -> "GetMarginOrders".equals(target.operationId()), new Fault.DropAfter(), 1);

        assertThat(faults.next(OTHER).end()).isNull();
        assertThat(rule.hits()).isZero();
        assertThat(faults.next(LIST).end()).isEqualTo(new Fault.DropAfter());
    }

    @Test
    void delaysAndEditsAddUp() {
        faults.add(FaultsTest::all, new Fault.Delay(Duration.ofMillis(5)), 1);
        faults.add(FaultsTest::all, new Fault.Delay(Duration.ofMillis(7)), Long.MAX_VALUE);
        faults.add(FaultsTest::all, new Fault.Edit(json -> json + "a"), 1);
        faults.add(FaultsTest::all, new Fault.Cut(), 1);
        faults.add(FaultsTest::all, new Fault.Edit(json -> json + "b"), 1);

        Faults.Plan plan = faults.next(LIST);

        assertThat(plan.delay()).isEqualTo(Duration.ofMillis(12));
        assertThat(plan.end()).isEqualTo(new Fault.Cut());
        assertThat(plan.edited(Answer.json(200, "x")).body()).isEqualTo("xab");
        assertThat(plan.edited(Answer.text(200, "x")).body()).isEqualTo("x");
        assertThat(faults.next(LIST).delay()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void rulesCanBeTakenBack() {
        Faults.Rule rule = faults.add(FaultsTest::all, new Fault.Cut(), Long.MAX_VALUE);
        rule.remove();
        assertThat(faults.next(LIST).end()).isNull();

        faults.add(FaultsTest::all, new Fault.Cut(), Long.MAX_VALUE);
        faults.clear();
        assertThat(faults.next(LIST).end()).isNull();
    }

    private static boolean all(Faults.Target target) {
        return true;
    }
}
