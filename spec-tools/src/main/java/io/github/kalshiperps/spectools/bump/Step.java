package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A check of what a bump would put in place.
 *
 * @param name how it is called on the command line and in the report
 * @param commands what runs in the root of the staged copy, until one fails
 */
record Step(String name, List<List<String>> commands) {
    /** Where the staged copy keeps the contracts as they were. */
    static final String BEFORE = "target/bump/before";

    /**
     * Everything that is generated, built and tested; what japicmp says of the jars of the pins before and after; then the authored
     * corpora against the new contracts.
     */
    static final List<Step> ALL = List.of(
            new Step("build", List.of(List.of("mvn", "-B", "verify"))),
            // The build runs that test, too, but what it found is for the report.
            new Step(
                    "japicmp",
                    List.of(
                            List.of(
                                    "mvn",
                                    "-B",
                                    "-q",
                                    "-pl",
                                    "conformance-tests",
                                    "-am",
                                    "test",
                                    "-Dtest=PreviousPinTest",
                                    "-Dsurefire.failIfNoSpecifiedTests=false"),
                            List.of("cat", "target/bump/japicmp.txt"))),
            conformance("rest"),
            conformance("klear"),
            conformance("ws"));

    Step {
        commands = List.copyOf(commands);
    }

    private static Step conformance(String api) {
        // The corpora have deviations in them on purpose, so only those count that the old contracts do not have.
        // And they are older than what the bump brings, so what it newly requires may be missing.
        String before = "target/bump/" + api + "-before";
        List<String> command = List.of("./perps", "conformance", "--api", api, "--out");
        return new Step(
                "conformance-" + api,
                List.of(
                        with(command, before, "--contract", BEFORE),
                        with(
                                command,
                                "target/bump/" + api,
                                "--older",
                                BEFORE,
                                "--since",
                                before + "/report.json",
                                "--fail-on-new")));
    }

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }

    /** The steps of a list such as {@code build,conformance-rest}, in their order; {@code all} and {@code none} are lists, too. */
    static List<Step> named(String list) {
        if (list.equals("all")) {
            return ALL;
        }
        if (list.equals("none")) {
            return List.of();
        }
        List<String> wanted = new ArrayList<>(List.of(list.split(",", -1)));
        List<Step> steps =
                ALL.stream().filter(step -> wanted.contains(step.name)).toList();
        wanted.removeAll(ALL.stream().map(Step::name).toList());
        if (!wanted.isEmpty()) {
            throw new SpecException("--steps: there is no step '" + wanted.get(0) + "', only "
                    + ALL.stream().map(Step::name).collect(Collectors.joining(", ")) + "; or all, or none");
        }
        return steps;
    }

    /**
     * What came of a step.
     *
     * @param step the step
     * @param exit its exit status
     * @param took how long it ran
     * @param output the end of what it wrote
     */
    record Result(Step step, int exit, Duration took, String output) {
        boolean passed() {
            return exit == 0;
        }
    }

    /** Runs steps. */
    @FunctionalInterface
    interface Runner {
        /** Runs one step in a folder, to its end. */
        Result run(Step step, Path folder);
    }
}
