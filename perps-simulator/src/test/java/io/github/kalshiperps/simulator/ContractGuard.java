package io.github.kalshiperps.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.simulator.http.TrafficListener;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds every request and answer that passes through a simulator against the pinned contract, and fails the test class if one
 * does not keep it. Answers that were spoilt on request are left out, and so are the bodies of requests that were refused.
 */
final class ContractGuard implements TrafficListener, AfterAllCallback {
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
    private final boolean mayLackMembers;
    private final ContractCheck perps;
    private final ContractCheck klear;

    /** While a bump of the contracts is open, the simulator may not know members yet that they require. */
    ContractGuard() {
        this(Boolean.getBoolean("bump.open"));
    }

    /** A guard that finds required members missing, or does not mind. */
    ContractGuard(boolean mayLackMembers) {
        this.mayLackMembers = mayLackMembers;
        this.perps = ContractCheck.of("perps-rest", mayLackMembers, problems::add);
        this.klear = ContractCheck.of("perps-klear", mayLackMembers, problems::add);
    }

    boolean mayLackMembers() {
        return mayLackMembers;
    }

    /** A builder of simulators that are guarded. */
    PerpsSimulator.Builder simulator() {
        return PerpsSimulator.builder().trafficListener(this);
    }

    /** The operations that succeeded at least once. */
    Set<String> succeeded() {
        return succeeded;
    }

    /** What broke the contract so far. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(problems).as("deviations from the contract").isEmpty();
    }

    @Override
    public void onTraffic(Traffic traffic) {
        try {
            ApiOperation operation = traffic.operation();
            int status = traffic.answer().status();
            // Status 501: not simulated, which the tests that ask for every operation find.
            if (traffic.spoilt() || status == 501) {
                return;
            }
            if (operation == null) {
                if (!Set.of(301, 404, 405).contains(status)) {
                    problems.add(traffic.method() + " " + traffic.path() + " " + status);
                }
                return;
            }
            (KlearOperations.ALL.contains(operation) ? klear : perps).check(traffic, operation);
            if (status < 300) {
                succeeded.add(operation.id());
            }
        } catch (RuntimeException e) {
            problems.add(traffic + ": " + e);
        }
    }
}
