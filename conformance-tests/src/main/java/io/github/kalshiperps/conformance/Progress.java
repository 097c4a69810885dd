package io.github.kalshiperps.conformance;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far a run is, on one line that is written over, once the run has taken a while. For one thread. */
class Progress {
    /** Says nothing. */
    static final Progress SILENT = new Progress();

    private static final String TERMINAL = "PERPS_STDERR_TERMINAL";
    private static final String CLEAR = "\r\u001b[K";
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final long PAUSE_NANOS = 250_000_000L;

    private Progress() {}

    /** A capture is begun. */
    void capture(int number) {}

    /** A frame was compared. */
    void frame() {}

    /** The run is over. */
    void end() {}

    /** The one for a run of the command line: silent unless people can see it. */
    static Progress of(PrintWriter stderr) {
        return Boolean.getBoolean(TERMINAL) ? on(stderr, System::nanoTime) : SILENT;
    }

    /**
     * One that is seen.
     *
     * @param terminal where it is written
     * @param nanos the time, which only goes forward
     */
    static Progress on(PrintWriter terminal, LongSupplier nanos) {
        return new OnTerminal(terminal, nanos);
    }

    private static final class OnTerminal extends Progress {
        private final PrintWriter terminal;
        private final LongSupplier nanos;
        private long next;
        private boolean drawn;
        private int capture;
        private long frames;

        private OnTerminal(PrintWriter terminal, LongSupplier nanos) {
            this.terminal = terminal;
            this.nanos = nanos;
            next = nanos.getAsLong() + PATIENCE_NANOS;
        }

        @Override
        void capture(int number) {
            capture = number;
            draw();
        }

        @Override
        void frame() {
            frames++;
            // Looking at the clock costs more than a frame's share of it.
            if (frames % 256 == 0) {
                draw();
            }
        }

        private void draw() {
            long now = nanos.getAsLong();
            if (now - next < 0) {
                return;
            }
            next = now + PAUSE_NANOS;
            drawn = true;
            terminal.print(CLEAR);
            terminal.print(String.format(Locale.ROOT, "comparing capture %,d", capture));
            if (frames > 0) {
                terminal.print(String.format(Locale.ROOT, ", %,d frames", frames));
            }
            terminal.flush();
        }

        @Override
        void end() {
            if (drawn) {
                terminal.print(CLEAR);
                terminal.flush();
            }
        }
    }
}
