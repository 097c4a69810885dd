package io.github.kalshiperps.conformance;

import java.util.Locale;
import java.util.function.Function;

/** The forms in which a report is written. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing that changes, which their types do not say.
enum Output {
    JSON("report.json", JsonReport::of),
    MARKDOWN("report.md", MarkdownReport::of),
    HTML("index.html", HtmlReport::of),
    JUNIT("junit.xml", JunitReport::of);

    private final String file;
    private final Function<Report, String> form;

    Output(String file, Function<Report, String> form) {
        this.file = file;
        this.form = form;
    }

    String file() {
        return file;
    }

    String of(Report report) {
        return form.apply(report);
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
