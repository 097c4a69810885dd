package io.github.kalshiperps.compatibility;

import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A program of its own: runs the tests of the examples on the class path that it is given, and says what it ran and on what. */
final class ExamplesRun {
    static final String PACKAGE = "io.github.kalshiperps.examples";

    private ExamplesRun() {}

    /** Takes the names of classes, whose places it tells. */
    public static void main(String[] classes) throws ClassNotFoundException, URISyntaxException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        for (String name : classes) {
            URL place =
                    Class.forName(name).getProtectionDomain().getCodeSource().getLocation();
            out.printf("%s is in %s%n", name, Path.of(place.toURI()));
        }
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage(PACKAGE))
                        .filters(
                                ClassNameFilter.includeClassNamePatterns(".*\\.(Test\\w+|\\w+Test)"),
                                // Looks at the sources, which are the same.
                                ClassNameFilter.excludeClassNamePatterns(".*\\.EveryExampleTest"))
                        .build(),
                summary,
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (test.getSource().orElse(null) instanceof MethodSource method && test.isTest()) {
                            out.printf("%s.%s %s%n", method.getClassName(), method.getMethodName(), result.getStatus());
                        }
                    }
                });
        summary.getSummary().printFailuresTo(out, 20);
        long good = summary.getSummary().getTestsSucceededCount();
        long all = summary.getSummary().getTestsFoundCount();
        out.printf("%d of %d tests passed%n", good, all);
        // Threads of servers may be left.
        System.exit(good == all && good > 0 ? 0 : 1);
    }
}
