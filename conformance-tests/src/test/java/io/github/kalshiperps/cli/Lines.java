package io.github.kalshiperps.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a command that goes on running writes, line by line. */
final class Lines extends Writer {
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> taken = new ArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();

    PrintWriter writer() {
        return new PrintWriter(this, true);
    }

    /** Waits for a line; those before it are skipped. */
    String await(String regex) throws InterruptedException {
        Pattern pattern = Pattern.compile(regex);
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(line)
                    .as("a line that matches %s, after %s", regex, taken)
                    .isNotNull();
            taken.add(line);
            if (pattern.matcher(line).find()) {
                return line;
            }
        }
    }

    /** All lines that were waited for, and those before them. */
    List<String> taken() {
        return List.copyOf(taken);
    }

    @Override
    public synchronized void write(char[] buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                lines.add(unfinished.toString());
                unfinished.setLength(0);
            } else if (buffer[i] != '\r') {
                unfinished.append(buffer[i]);
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
