package io.github.kalshiperps.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the launcher says of where it was started. Stateless. */
final class Surroundings {
    private static final String HOME = "PERPS_HOME";
    private static final String TERMINAL = "PERPS_TERMINAL";

    private Surroundings() {}

    /** What the user gave is relative to where the user is; a default is relative to the project. */
    static Path orDefault(@Nullable Path given, String name) {
        return given == null ? Path.of(System.getProperty(HOME, ""), name) : given;
    }

    /** {@return whether stdout is a terminal: only the shell knows this with every JDK} */
    static boolean terminal() {
        return Boolean.getBoolean(TERMINAL);
    }
}
