package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.SpecsDirectory.Outcome;
import io.github.kalshiperps.spectools.SpecsDirectory.Verdict;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perps spec verify}: are the pins what the lock says? */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Compares the pinned contracts with the lock; the exit status is 1 when one differs.")
@SuppressWarnings("NullAway.Init") // picocli sets the options before it calls.
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--specs",
            paramLabel = "DIR",
            defaultValue = "specs",
            description = "The folder of the pins (default: ${DEFAULT-VALUE}).")
    private Path specs;

    @Override
    public Integer call() {
        try {
            List<Verdict> verdicts = SpecsDirectory.at(specs).verify();
            PrintWriter out = spec.commandLine().getOut();
            verdicts.forEach(verdict ->
                    out.printf("%s: %s, %s%n", verdict.file(), inWords(verdict.outcome()), verdict.explanation()));
            out.flush();
            return verdicts.stream().allMatch(verdict -> verdict.outcome() == Outcome.OK) ? 0 : 1;
        } catch (SpecException e) {
            spec.commandLine().getErr().println("perps spec verify: " + e.getMessage());
            return 1;
        }
    }

    private static String inWords(Outcome outcome) {
        return outcome.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
