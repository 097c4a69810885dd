package io.github.kalshiperps.simulator;

import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A simulator for JUnit 5 tests. Used by JUnit as its lifecycle goes; the simulator that it gives is safe for use by several
 * threads.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PerpsSimulatorExtension simulator = PerpsSimulatorExtension.of(PerpsSimulator.builder().manualClock());
 *
 * @Test
 * void buysOneContract(PerpsClient client) { … }
 * }</pre>
 *
 * <p>A static field, or {@code @ExtendWith(PerpsSimulatorExtension.class)} on the class, makes one simulator for all tests of the
 * class; an instance field makes one for each test. Tests can take a {@link PerpsSimulator}, its {@link SimulatedAccount}, its
 * {@link PerpsClient} or its {@link KlearClient} as parameters.
 */
public final class PerpsSimulatorExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Map<Class<?>, Function<PerpsSimulator, Object>> PARAMETERS = Map.of(
            PerpsSimulator.class, simulator -> simulator,
            SimulatedAccount.class, PerpsSimulator::account,
            PerpsClient.class, PerpsSimulator::client,
            KlearClient.class, PerpsSimulator::klear);

    private final PerpsSimulator.Builder builder;
    private @Nullable PerpsSimulator simulator;
    private @Nullable String startedBy;

    /** With a simulator that has the defaults. */
    public PerpsSimulatorExtension() {
        this(PerpsSimulator.builder());
    }

    private PerpsSimulatorExtension(PerpsSimulator.Builder builder) {
        this.builder = builder;
    }

    /**
     * With a simulator that is set up otherwise.
     *
     * @param builder starts the simulators
     * @return the extension
     */
    public static PerpsSimulatorExtension of(PerpsSimulator.Builder builder) {
        return new PerpsSimulatorExtension(builder);
    }

    /**
     * The running simulator.
     *
     * @return the simulator
     * @throws IllegalStateException outside of tests
     */
    public PerpsSimulator simulator() {
        PerpsSimulator running = simulator;
        if (running == null) {
            throw new IllegalStateException("The simulator runs during tests only; is the field @RegisterExtension?");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startUnlessRunning(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startUnlessRunning(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        closeIfStartedBy(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        closeIfStartedBy(context);
    }

    /** Nested classes and the tests of a class share what was started around them. */
    private void startUnlessRunning(ExtensionContext context) {
        if (simulator == null) {
            simulator = builder.start();
            startedBy = context.getUniqueId();
        }
    }

    private void closeIfStartedBy(ExtensionContext context) {
        PerpsSimulator running = simulator;
        if (running != null && context.getUniqueId().equals(startedBy)) {
            simulator = null;
            running.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()))
                .apply(simulator());
    }
}
