package io.github.kalshiperps.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all workflows keep to, so that nobody else's edit runs in them and none can do more than it must. */
class WorkflowsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses:(.*)$");
    private static final Pattern PINNED = Pattern.compile(" [\\w-]+(?:/[\\w-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");
    private static final Pattern PINNED_IMAGE =
            Pattern.compile(" [\\w-]+/[\\w-]+@sha256:[0-9a-f]{64} # \\d+\\.\\d+\\.\\d+");
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w./-])(\\.ci/[\\w-]+|\\./perps)");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void actionsArePinnedByTheirCommit(Path workflow) throws IOException {
        String text = Files.readString(workflow);
        Matcher uses = USES.matcher(text);
        while (uses.find()) {
            assertThat(uses.group(1)).matches(PINNED);
        }
        if (text.contains("docker")) {
            assertThat(text).containsPattern(PINNED_IMAGE);
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void nothingIsAllowedThatIsNotAskedFor(Path workflow) throws IOException {
        JsonNode tree = YAML.readTree(workflow.toFile());

        JsonNode permissions = tree.path("permissions");
        assertThat(permissions.isObject()).as("permissions").isTrue();
        assertThat(permissions).isSubsetOf(YAML.readTree("[read]"));
        assertThat(tree.path("jobs")).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").isInt())
                    .as("timeout-minutes")
                    .isTrue();
            for (JsonNode step : job.path("steps")) {
                if (step.path("uses").asText().startsWith("actions/checkout@")) {
                    assertThat(step.at("/with/persist-credentials").toString()).isEqualTo("false");
                }
            }
        });
    }

    /** Otherwise a branch, a tag or a title could be a command. */
    @ParameterizedTest
    @MethodSource("workflows")
    void noExpressionStandsInACommand(Path workflow) throws IOException {
        for (JsonNode run : YAML.readTree(workflow.toFile()).findValues("run")) {
            assertThat(run.asText()).doesNotContain("${{");
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void scriptsAreThere(Path workflow) throws IOException {
        for (JsonNode run : YAML.readTree(workflow.toFile()).findValues("run")) {
            Matcher script = SCRIPT.matcher(run.asText());
            while (script.find()) {
                assertThat(ROOT.resolve(script.group())).isRegularFile().isExecutable();
            }
        }
    }

    @Test
    void whatIsBuiltForAReleaseSeesNoSecretAndWhatSeesOneBuildsNothing() throws IOException {
        JsonNode jobs = YAML.readTree(
                        ROOT.resolve(".github/workflows/release.yml").toFile())
                .path("jobs");

        for (JsonNode job : jobs) {
            String text = job.toString();
            boolean privileged = text.contains("secrets.") || text.contains("github.token") || text.contains("write");
            assertThat(privileged && text.contains("setup-java")).as(text).isFalse();
        }
        for (String builder : List.of("build", "reproduce")) {
            assertThat(jobs.path(builder).toString()).doesNotContain("secrets", "token", "write");
        }
    }
}
