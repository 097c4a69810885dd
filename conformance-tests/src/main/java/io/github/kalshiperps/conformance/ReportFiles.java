package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.EnumSet;

/** The files of a report. */
final class ReportFiles {
    private ReportFiles() {}

    /** Writes a report in all forms into a directory, which is made when missing. */
    static void write(Report report, Path directory) throws IOException {
        write(report, directory, EnumSet.allOf(Output.class));
    }

    /** Writes a report in some forms. */
    static void write(Report report, Path directory, Collection<Output> outputs) throws IOException {
        Files.createDirectories(directory);
        for (Output output : outputs) {
            write(directory.resolve(output.file()), output.of(report));
        }
    }

    /** Whoever reads the report while it is written sees the old one. */
    static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
