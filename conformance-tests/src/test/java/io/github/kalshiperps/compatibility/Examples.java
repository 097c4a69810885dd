package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The programs of the module {@code examples} before other jars of the clients than they were made for. They, their tests, and
 * the simulator that they run against are callers of old: as compiled by this build.
 */
final class Examples {
    private static final Path MODULE = Jars.projectRoot().resolve("examples");
    private static final int MINUTES = 5;

    private final Map<Api, Path> clients;
    private final Path folder;

    Examples(Map<Api, Path> clients, Path folder) {
        this.clients = clients;
        this.folder = folder;
    }

    /** Why the sources of the programs and their tests do not compile; nothing if they do. */
    List<String> errors() {
        return GeneratedJar.errors(
                List.of(MODULE.resolve("src/main/java"), MODULE.resolve("src/test/java")),
                classPath(),
                folder.resolve("examples"));
    }

    /** Runs the programs by their tests, in a JVM of its own, against simulators on this machine. */
    void run() {
        try {
            Path log = folder.resolve("examples.log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                    "-cp",
                    classPath(),
                    ExamplesRun.class.getName()));
            // What is in the place of the clients of this build; the output says so.
            clients.keySet().forEach(api -> command.add(ClientModule.of(api).models()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
                String output = Files.readString(log);
                assertThat(ended).as("the examples ended; so far: %s", output).isTrue();
                assertThat(process.exitValue()).as(output).isZero();
                clients.forEach((api, jar) ->
                        assertThat(output).contains(ClientModule.of(api).models() + " is in " + jar + "\n"));
                assertThat(programs())
                        .isNotEmpty()
                        .allSatisfy(
                                program -> assertThat(output).contains(ExamplesRun.PACKAGE + "." + program + "Test."));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static List<String> programs() throws IOException {
        Path sources = MODULE.resolve("src/main/java").resolve(ExamplesRun.PACKAGE.replace('.', '/'));
        try (Stream<Path> files = Files.list(sources)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .toList();
        }
    }

    private String classPath() {
        Object[] jars = Arrays.stream(Api.values()).map(clients::get).toArray();
        return GeneratedJar.classPath(GeneratedJar.classPath(jars), ClientModule.classPathWithoutClients());
    }
}
