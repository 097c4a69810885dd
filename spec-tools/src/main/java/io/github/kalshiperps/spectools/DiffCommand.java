package io.github.kalshiperps.spectools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Edition;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code perps spec diff}: what differs between two editions, and what it does to whom. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Compares two editions of the contracts: pins, upstream documents, or folders of them.",
            "Says of each change what it does to callers of our jars and on the wire."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the editions were compared, whatever came out",
            "1:a change is breaking, and --fail-on-breaking was given",
            "2:they cannot be compared; stderr says why"
        })
@SuppressWarnings("NullAway.Init") // picocli sets the parameters before it calls.
final class DiffCommand implements Callable<Integer> {
    /** Set by the launcher: where our overlays are, while what the user gives is relative to where the user is. */
    private static final String HOME = "PERPS_HOME";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "The old edition: a file or a folder.")
    private Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The new edition: a file or a folder.")
    private Path after;

    @Option(
            names = "--api",
            paramLabel = "API",
            converter = ApiByName.class,
            completionCandidates = ApiByName.Names.class,
            description =
                    "Whose contracts to compare: ${COMPLETION-CANDIDATES}. Default: all that both have; a file tells"
                            + " by its name or title.")
    private @Nullable Api api;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the comparison for programs, too.")
    private @Nullable Path json;

    @Option(
            names = "--specs",
            paramLabel = "DIR",
            description = "The folder of our types overlays, which name Java types. Default: ours.")
    private @Nullable Path specs;

    @Option(
            names = "--version-now",
            paramLabel = "X.Y.Z",
            description = "The version of the last release, for which the next one is suggested.")
    private @Nullable String versionNow;

    @Option(names = "--fail-on-breaking", description = "Exit with status 1 when a change is breaking.")
    private boolean failOnBreaking;

    @Override
    public Integer call() {
        try {
            NextVersion next = NextVersion.after(Optional.ofNullable(versionNow));
            List<ContractDiff> diffs = compare();
            if (json != null) {
                write(json, diffs);
            }
            PrintWriter out = spec.commandLine().getOut();
            diffs.forEach(diff -> DiffText.write(diff, next.of(diff), out));
            out.flush();
            boolean breaking = diffs.stream().anyMatch(diff -> diff.count(Verdict.BREAKING) > 0);
            return failOnBreaking && breaking ? 1 : 0;
        } catch (SpecException e) {
            spec.commandLine().getErr().println("perps spec diff: " + e.getMessage());
            return 2;
        }
    }

    private List<ContractDiff> compare() {
        Map<Api, Path> old = ContractFiles.at(before, Optional.ofNullable(api));
        Map<Api, Path> now = ContractFiles.at(after, Optional.ofNullable(api));
        List<ContractDiff> diffs = new ArrayList<>();
        for (Map.Entry<Api, Path> file : old.entrySet()) {
            Path partner = now.get(file.getKey());
            if (partner != null) {
                Optional<Path> overlay = overlay(file.getKey());
                diffs.add(ContractDiff.between(
                        Edition.read(file.getKey(), file.getValue(), overlay),
                        Edition.read(file.getKey(), partner, overlay)));
            }
        }
        if (diffs.isEmpty()) {
            throw new SpecException(before + " and " + after + " have no API in common: the first has " + inWords(old)
                    + ", the second " + inWords(now));
        }
        reportLeftOut(old, now);
        return diffs;
    }

    private static String inWords(Map<Api, Path> files) {
        return files.keySet().stream().map(Api::id).collect(Collectors.joining(", "));
    }

    private void reportLeftOut(Map<Api, Path> old, Map<Api, Path> now) {
        TreeSet<Api> all = new TreeSet<>(old.keySet());
        all.addAll(now.keySet());
        for (Api one : all) {
            if (!old.containsKey(one) || !now.containsKey(one)) {
                spec.commandLine()
                        .getOut()
                        .printf(
                                "%s: not compared, only %s has it%n%n",
                                one.title(), old.containsKey(one) ? before : after);
            }
        }
    }

    /** A default that is not there is none; what was asked for has to be. */
    private Optional<Path> overlay(Api of) {
        Path folder = specs == null ? Path.of(System.getProperty(HOME, ""), "specs") : specs;
        Path overlay = folder.resolve(of.file()).resolveSibling("types.overlay.yaml");
        if (Files.isRegularFile(overlay)) {
            return Optional.of(overlay);
        }
        if (specs != null) {
            throw new SpecException("there is no file " + overlay);
        }
        spec.commandLine()
                .getOut()
                .printf("%s: no %s, so Java names are taken to be those of the contract%n", of.title(), overlay);
        return Optional.empty();
    }

    private static void write(Path file, List<ContractDiff> diffs) {
        try {
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(DiffJson.of(diffs));
            FileReplacement.replace(Map.of(file, text + '\n'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        } catch (IOException e) {
            throw new SpecException("cannot write " + file + ": " + e, e);
        }
    }
}
