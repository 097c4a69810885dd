package io.github.kalshiperps.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A repository of a few poms in which {@code .ci/release} runs, with a {@code mvn} and a {@code gh} that write down what they are
 * asked for. That {@code mvn} builds one file, with
 * what {@code FAKE_BUILD} says, or the place where it was built.
 */
final class Checkout {
    private static final Path SCRIPT = Path.of(System.getProperty("project.root"), ".ci/release");
    private static final String POM = """
            <project>
              <groupId>io.github.kalshiperps</groupId>
              <artifactId>%s</artifactId>
              <version>0.1.0-SNAPSHOT</version>

              <url>https://code.example/somebody/perps</url>
              <properties>
                <project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>
                <other.version>0.1.0</other.version>
              </properties>
              <plugin>
                <artifactId>maven-deploy-plugin</artifactId>
                <version>3.0.0</version>
              </plugin>
            </project>
            """;
    private static final String MODULE = """
            <project>
              <parent>
                <groupId>io.github.kalshiperps</groupId>
                <artifactId>kalshi-perps</artifactId>
                <version>0.1.0-SNAPSHOT</version>
              </parent>
              <artifactId>%s</artifactId>
              <properties>
                <maven.deploy.skip>%s</maven.deploy.skip>
              </properties>
            </project>
            """;

    final Path root;
    final Map<String, String> environment = new HashMap<>();
    private final Path folder;
    private String output = "";

    private Checkout(Path folder) {
        this.folder = folder;
        this.root = folder.resolve("checkout");
    }

    static Checkout in(Path folder) throws IOException, InterruptedException {
        Checkout checkout = new Checkout(folder);
        checkout.write("pom.xml", POM.formatted("kalshi-perps"));
        checkout.write("perps-bom/pom.xml", POM.formatted("perps-bom"));
        checkout.write("perps-core/pom.xml", MODULE.formatted("perps-core", "false"));
        checkout.write("tools/pom.xml", MODULE.formatted("tools", "true"));
        checkout.write("specs/perps-rest/words.overlay.yaml", "words: all there\n");
        checkout.write("specs/README.md", "Replace each `TODO words: …`.\n");
        checkout.write(".gitignore", "target/\n");
        checkout.write("README.md", """
                      <artifactId>perps-bom</artifactId>
                      <version>0.1.0-SNAPSHOT</version>

                - Not released yet: build it.
                - One more limitation.
                """);
        checkout.write("CHANGELOG.md", """
                # Changelog

                ## Unreleased

                ### Added

                - Everything.
                """);
        checkout.write(".ci/release", Files.readString(SCRIPT));
        assertThat(checkout.root.resolve(".ci/release").toFile().setExecutable(true))
                .isTrue();
        Path bin = folder.resolve("bin");
        for (String program : List.of("mvn", "gh")) {
            Path file = bin.resolve(program);
            Files.createDirectories(bin);
            Files.writeString(file, """
                    #!/usr/bin/env bash
                    printf '%s\\n' "${0##*/} $*" >> "$FAKE/calls"
                    case "$1 $2" in
                      'release view') [ -z "$FAKE_DRAFT" ] && exit 1; printf '%s' "$FAKE_DRAFT" ;;
                    esac
                    [ "${0##*/}" != mvn ] || for argument in "$@"; do
                      case $argument in
                        -DaltDeploymentRepository=*)
                          built=${argument#*file://}
                          mkdir -p "$built"
                          case $FAKE_BUILD in
                            place) pwd ;;
                            *) echo "$FAKE_BUILD" ;;
                          esac > "$built/a.jar"
                          touch "$built/maven-metadata.xml"
                          ;;
                      esac
                    done
                    [ "${0##*/}" != mvn ] || exit "$FAKE_MVN"
                    """);
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        Files.createFile(folder.resolve("calls"));
        checkout.environment.putAll(Map.of(
                "FAKE", folder.toString(),
                "FAKE_BUILD", "the same everywhere",
                "FAKE_DRAFT", "",
                "FAKE_MVN", "0",
                "PATH", bin + ":" + System.getenv("PATH")));
        checkout.git("init", "-q", "-b", "main");
        checkout.git("config", "user.name", "somebody");
        checkout.git("config", "user.email", "somebody@example.org");
        checkout.commit();
        return checkout;
    }

    /** Runs the script and gives its exit status. */
    int release(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", ".ci/release"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        String before = output;
        assertThat(run(command)).as(output).isZero();
        String result = output;
        output = before;
        return result.strip();
    }

    int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
        // This build may itself run in a hook or in a workflow.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("GITHUB_"));
        builder.environment().putAll(environment);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** What the script said last. */
    String output() {
        return output;
    }

    void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    String text(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    void replace(String file, String old, String text) throws IOException {
        String before = text(file);
        assertThat(before).contains(old);
        write(file, before.replace(old, text));
    }

    void commit() throws IOException, InterruptedException {
        git("add", "-A");
        git("commit", "-q", "-m", "An edit");
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    /** All that a failed step could have left behind. */
    String state() throws IOException, InterruptedException {
        return git("rev-parse", "HEAD")
                + git("status", "--porcelain")
                + git("tag")
                + git("for-each-ref")
                + git("worktree", "list");
    }
}
