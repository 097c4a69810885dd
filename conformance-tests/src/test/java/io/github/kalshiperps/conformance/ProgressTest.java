package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter terminal = new StringWriter();
    private long millis;
    private final Progress progress =
            Progress.on(new PrintWriter(terminal), () -> TimeUnit.MILLISECONDS.toNanos(millis));

    @Test
    void aShortRunSaysNothing() {
        millis = 1_999;
        progress.capture(1);
        progress.end();

        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void aLongRunSaysHowFarItIsOnOneLineAndTidiesUp() {
        millis = 2_000;
        progress.capture(3);
        millis = 2_100;
        progress.capture(4);
        millis = 2_250;
        for (int i = 0; i < 1_024; i++) {
            progress.frame();
        }
        progress.end();

        assertThat(terminal.toString())
                .isEqualTo(
                        "\r\u001b[Kcomparing capture 3" + "\r\u001b[Kcomparing capture 4, 256 frames" + "\r\u001b[K");
    }

    @Test
    void nobodySeesItWhereThereIsNoTerminal() {
        assertThat(Progress.of(new PrintWriter(terminal))).isSameAs(Progress.SILENT);
    }
}
