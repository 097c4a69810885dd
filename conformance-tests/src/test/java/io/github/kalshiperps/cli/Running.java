package io.github.kalshiperps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;

/** A command that runs until it is interrupted, as Ctrl-C does. */
final class Running implements AutoCloseable {
    final Lines stdout = new Lines();
    final Lines stderr = new Lines();
    private final AtomicInteger status = new AtomicInteger(-1);
    private final Thread thread;

    private Running(CommandLine command, String... args) {
        command.setOut(stdout.writer());
        command.setErr(stderr.writer());
        thread = new Thread(() -> status.set(command.execute(args)), "command");
        thread.start();
    }

    static Running start(CommandLine command, String... args) {
        return new Running(command, args);
    }

    /** Interrupts it. */
    int stop() throws InterruptedException {
        thread.interrupt();
        return end();
    }

    /** Waits until it ends by itself. */
    int end() throws InterruptedException {
        thread.join(Duration.ofSeconds(60).toMillis());
        assertThat(thread.isAlive()).isFalse();
        return status.get();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
