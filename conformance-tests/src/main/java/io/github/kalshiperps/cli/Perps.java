package io.github.kalshiperps.cli;

import io.github.kalshiperps.conformance.ConformanceCommand;
import io.github.kalshiperps.spectools.SpecCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * The command line, {@code ./perps}. Exit status 2 means that what was asked for cannot be done, with one line on stderr
 * that says why; 3 means a defect of the program. The rest is up to the subcommands.
 */
@Command(
        name = "perps",
        description = "Tools around the Kalshi perps bindings.",
        // A new tool is a new entry here.
        subcommands = {
            TourCommand.class,
            SimulatorCommand.class,
            WatchCommand.class,
            ConformanceCommand.class,
            SpecCommand.class
        },
        exitCodeOnExecutionException = 3)
public final class Perps {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    private Perps() {}

    /**
     * Runs a command and ends the process with its exit status.
     *
     * @param args the words behind {@code ./perps}
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /**
     * The command line without an end of the process, for tests.
     *
     * @return a new command line
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Perps()).setParameterExceptionHandler((e, args) -> refuse(e));
    }

    /** One line instead of picocli's full usage text, which would bury it. */
    private static int refuse(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
