package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files of a report. */
final class ReportFiles {
    private ReportFiles() {}

    /** Writes {@code report.json} and {@code report.md} into a directory, which is made when missing. */
    static void write(Report report, Path directory) throws IOException {
        Files.createDirectories(directory);
        write(directory.resolve("report.json"), JsonReport.of(report));
        write(directory.resolve("report.md"), MarkdownReport.of(report));
    }

    /** Whoever reads the report while it is written sees the old one. */
    static void write(Path file, String text) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
