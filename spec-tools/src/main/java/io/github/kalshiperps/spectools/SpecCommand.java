package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.bump.BumpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code perps spec}: everything about the pinned contracts. A program of its own and a subcommand of a larger one; the
 * exit status is 0 when all is well, 1 when something is not, 2 when the command line is wrong.
 */
@Command(
        name = "spec",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(pin | verify | diff | bump)",
        description = "Pins the exchange's contracts, checks the pins, compares editions and takes over new ones.",
        subcommands = {PinCommand.class, VerifyCommand.class, DiffCommand.class, BumpCommand.class})
public final class SpecCommand {
    /**
     * Runs the command and ends the program with its exit status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SpecCommand()).execute(arguments));
    }
}
