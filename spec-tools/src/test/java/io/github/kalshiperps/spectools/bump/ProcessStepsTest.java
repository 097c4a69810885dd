package io.github.kalshiperps.spectools.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStepsTest {
    @TempDir
    Path folder;

    @Test
    void runsCommandsInTheFolderUntilOneFails() {
        Step.Result result = run(Duration.ofMinutes(1), "pwd; echo problem >&2", "exit 3", "echo never");

        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.passed()).isFalse();
        assertThat(result.output()).isEqualTo(".\nproblem");
    }

    @Test
    void keepsTheEndOfALongOutput() {
        Step.Result result = run(Duration.ofMinutes(1), "seq 1 1000");

        assertThat(result.passed()).isTrue();
        assertThat(result.output().lines()).hasSize(40).first().isEqualTo("961");
    }

    @Test
    void handsNoKeyOn() {
        assertThat(run(Duration.ofMinutes(1), "echo \"<$KALSHI_PERPS_KEY_ID><$GH_TOKEN><$LIBRARY>\"")
                        .output())
                .isEqualTo("<><><the rest>");
    }

    @Test
    void endsWhatTakesTooLong() {
        Step.Result result = run(Duration.ofMillis(200), "read line; exec tail -f /dev/null");

        assertThat(result.passed()).isFalse();
        assertThat(result.output()).contains("ended after 0 minutes");
    }

    @Test
    void aCommandThatIsNotThereIsNamed() {
        Step step = new Step("build", List.of(List.of("no-such-command-anywhere")));

        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> new ProcessSteps(Duration.ofMinutes(1), System.getenv()).run(step, folder))
                .withMessageContaining("cannot run the step build")
                .withMessageContaining("no-such-command-anywhere");
    }

    @Test
    void stepsAreNamed() {
        assertThat(Step.named("all")).isEqualTo(Step.ALL);
        assertThat(Step.named("none")).isEmpty();
        assertThat(Step.named("conformance-ws,build"))
                .extracting(Step::name)
                .containsExactly("build", "conformance-ws");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> Step.named("build,bulid"))
                .withMessage("--steps: there is no step 'bulid', only build, japicmp, conformance-rest,"
                        + " conformance-klear, conformance-ws; or all, or none");
    }

    @Test
    void capturesAreHeldToTheContractsOfTheirTime() {
        assertThat(Step.ALL)
                .filteredOn(step -> step.name().startsWith("conformance-"))
                .hasSize(3)
                .allSatisfy(conformance ->
                        assertThat(conformance.commands().get(1)).containsSubsequence("--older", Step.BEFORE));
    }

    private Step.Result run(Duration limit, String... commands) {
        Step step = new Step(
                "some",
                List.of(commands).stream()
                        .map(command -> List.of("sh", "-c", command))
                        .toList());
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("KALSHI_PERPS_KEY_ID", "the key");
        environment.put("GH_TOKEN", "the token");
        environment.put("LIBRARY", "the rest");
        return new ProcessSteps(limit, environment).run(step, folder);
    }
}
