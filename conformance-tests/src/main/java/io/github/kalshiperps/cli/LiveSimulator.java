package io.github.kalshiperps.cli;

import io.github.kalshiperps.simulator.MarketFlow;
import io.github.kalshiperps.simulator.PerpsSimulator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A simulator at the pace of the machine's clock, whose markets may move by themselves. Safe for use by several threads. */
final class LiveSimulator implements AutoCloseable {
    private static final long PAUSE_MILLIS = 250;

    private final PerpsSimulator simulator;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "perps-flow");
        thread.setDaemon(true);
        return thread;
    });

    private LiveSimulator(PerpsSimulator simulator) {
        this.simulator = simulator;
    }

    /** Starts a simulator with empty books. */
    static LiveSimulator still(PerpsSimulator.Builder builder) {
        return new LiveSimulator(builder.start());
    }

    /**
     * Starts a simulator and its traders.
     *
     * @param builder the simulator
     * @param seed what the moves are drawn from
     * @param onMistake hears of a move that failed, which is a defect
     */
    static LiveSimulator moving(PerpsSimulator.Builder builder, long seed, Consumer<RuntimeException> onMistake) {
        LiveSimulator live = new LiveSimulator(builder.start());
        MarketFlow flow = new MarketFlow(live.simulator.exchange(), seed);
        flow.step(); // so that the books are there from the start
        var unused = live.pace.scheduleWithFixedDelay(
                () -> {
                    try {
                        flow.step();
                    } catch (RuntimeException e) {
                        onMistake.accept(e);
                    }
                },
                PAUSE_MILLIS,
                PAUSE_MILLIS,
                TimeUnit.MILLISECONDS);
        return live;
    }

    PerpsSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        pace.shutdownNow();
        simulator.close();
    }
}
