package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.SpecsDirectory.Outcome;
import io.github.kalshiperps.spectools.SpecsDirectory.Verdict;
import io.github.kalshiperps.spectools.bump.OpenBump;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perps spec verify}: are the pins what the lock says, and is no bump half done? */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the pinned contracts with the lock, and looks for a bump that was ended on its way.",
            "The exit status is 1 when a contract differs or a bump is unfinished."
        })
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
        PrintWriter out = spec.commandLine().getOut();
        Optional<Path> journal = OpenBump.unfinished(specs.resolve(".."));
        journal.ifPresent(file -> out.printf(
                "%s: a bump was ended while it put files in place; run perps spec bump again, which finishes it first%n",
                file));
        try {
            List<Verdict> verdicts = SpecsDirectory.at(specs).verify();
            verdicts.forEach(verdict ->
                    out.printf("%s: %s, %s%n", verdict.file(), inWords(verdict.outcome()), verdict.explanation()));
            boolean asLocked = verdicts.stream().allMatch(verdict -> verdict.outcome() == Outcome.OK);
            return asLocked && journal.isEmpty() ? 0 : 1;
        } catch (SpecException e) {
            spec.commandLine().getErr().println("perps spec verify: " + e.getMessage());
            return 1;
        } finally {
            out.flush();
        }
    }

    private static String inWords(Outcome outcome) {
        return outcome.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
