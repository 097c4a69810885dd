package io.github.kalshiperps.compatibility;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
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
    public static void main(String[] classes) throws ClassNotFoundException {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        for (String name : classes) {
            out.printf(
                    "%s is in %s%n",
                    name,
                    Class.forName(name).getProtectionDomain().getCodeSource().getLocation());
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
                        boolean isClass = test.getSource()
                                .filter(ClassSource.class::isInstance)
                                .isPresent();
                        if (test.isTest() || isClass) {
                            out.printf("%s %s%n", test.getLegacyReportingName(), result.getStatus());
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
