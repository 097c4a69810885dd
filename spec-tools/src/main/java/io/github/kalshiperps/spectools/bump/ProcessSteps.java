package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs steps as programs. What they write goes to a file, and the end of it into the report. */
final class ProcessSteps implements Step.Runner {
    private static final int LINES = 40;

    private final Duration limit;
    private final Map<String, String> environment;

    /**
     * Steps that may take so long, each command of them.
     *
     * @param environment what the programs find in theirs, but for keys and tokens
     */
    ProcessSteps(Duration limit, Map<String, String> environment) {
        this.limit = limit;
        // What is built and run here comes from a document out of the net.
        this.environment = new HashMap<>(environment);
        this.environment
                .keySet()
                .removeIf(name -> name.startsWith("KALSHI_") || name.endsWith("_TOKEN") || name.equals("PERPS_HOME"));
    }

    @Override
    public Step.Result run(Step step, Path folder) {
        long start = System.nanoTime();
        try {
            Path log = folder.resolve("target/bump/" + step.name() + ".log");
            Files.createDirectories(log.getParent());
            int exit = 0;
            for (List<String> command : step.commands()) {
                exit = exit == 0 ? run(command, folder, log) : exit;
            }
            return new Step.Result(step, exit, Duration.ofNanos(System.nanoTime() - start), end(log, folder));
        } catch (IOException e) {
            throw new SpecException("cannot run the step " + step.name() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpecException("interrupted in the step " + step.name(), e);
        }
    }

    private int run(List<String> command, Path folder, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(emptyFile(folder)))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            Files.writeString(log, "\nended after " + limit.toMinutes() + " minutes\n", StandardOpenOption.APPEND);
            return 124;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static File emptyFile(Path folder) throws IOException {
        Path empty = folder.resolve("target/bump/no-input");
        Files.write(empty, new byte[0]);
        return empty.toFile();
    }

    /** Without the name of the folder, which is of this machine. */
    private static String end(Path log, Path folder) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()))
                .replace(folder.toString(), ".");
    }
}
