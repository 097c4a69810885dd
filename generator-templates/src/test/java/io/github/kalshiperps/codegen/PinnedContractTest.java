package io.github.kalshiperps.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generator over a whole contract of the exchange. */
class PinnedContractTest {
    private static final Path REST = Path.of(System.getProperty("project.root", ".."), "specs", "perps-rest");

    @Test
    void generatingPerpsRestTwiceGivesTheSameBytes(@TempDir Path first, @TempDir Path second) {
        assertThat(generate(first)).isEqualTo(generate(second));
    }

    @Test
    void noLineIsLongerThanOursMayBe(@TempDir Path output) {
        generate(output)
                .forEach((file, text) -> assertThat(text.lines())
                        .as(file)
                        .allMatch(line -> line.length() <= 120)
                        .noneMatch(line -> line.endsWith(" ")));
    }

    private static Map<String, String> generate(Path output) {
        return Engine.generate(REST.resolve("api.yaml"), "test", "Perps", output);
    }
}
