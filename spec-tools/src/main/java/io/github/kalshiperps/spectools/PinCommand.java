package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.SpecsDirectory.Change;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perps spec pin}: writes the facts of an upstream document, and where they come from. */
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        description = {
            "Derives the facts-only contract from an upstream document and locks it.",
            "Refuses a document with anything that is neither a known fact nor known prose."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the required options before it calls.
final class PinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--from", required = true, paramLabel = "FILE_OR_URL", description = "The upstream document.")
    private String from;

    @Option(
            names = "--api",
            required = true,
            paramLabel = "API",
            converter = ApiByName.class,
            completionCandidates = ApiByName.Names.class,
            description = "Whose contract it is: ${COMPLETION-CANDIDATES}.")
    private Api api;

    @Option(
            names = "--specs",
            paramLabel = "DIR",
            defaultValue = "specs",
            description = "The folder of the pins (default: ${DEFAULT-VALUE}).")
    private Path specs;

    @Option(
            names = "--retrieved",
            paramLabel = "YYYY-MM-DD",
            description = "The day on which the document was retrieved (default: today, or the day in the lock if it"
                    + " has the same document).")
    private @Nullable LocalDate retrieved;

    @Option(
            names = "--upstream-url",
            paramLabel = "URL",
            description = "Where the document is published (default: where the exchange publishes it).")
    private @Nullable String upstreamUrl;

    @Option(names = "--dry-run", description = "Says what would be done, and writes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        try {
            byte[] document = UpstreamDocument.read(from);
            SpecsDirectory directory = SpecsDirectory.at(specs);
            Pin pin = Pin.of(api, YamlDocuments.read(document, from), upstream(document, directory.lock()));
            Change change = directory.change(pin);
            if (!dryRun) {
                directory.write(pin);
            }
            report(pin, change);
            return 0;
        } catch (SpecException e) {
            spec.commandLine().getErr().println("perps spec pin: " + e.getMessage());
            return 1;
        }
    }

    private SpecLock.Upstream upstream(byte[] document, SpecLock lock) {
        String sha256 = Sha256.of(document);
        return new SpecLock.Upstream(
                upstreamUrl == null ? api.upstreamUrl() : upstreamUrl,
                sha256,
                document.length,
                retrieved == null ? firstRetrieved(sha256, lock) : retrieved.toString());
    }

    /** A document that is pinned already was retrieved when it was pinned: pinning it again changes nothing. */
    private String firstRetrieved(String sha256, SpecLock lock) {
        return lock.entry(api)
                .map(SpecLock.Entry::upstream)
                .filter(upstream -> upstream.sha256().equals(sha256))
                .map(SpecLock.Upstream::retrieved)
                .orElseGet(() -> LocalDate.now(Clock.systemUTC()).toString());
    }

    private void report(Pin pin, Change change) {
        SpecLock.Entry entry = pin.entry();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s%s: %s%n",
                dryRun ? "would pin " : "pinned ",
                specs.resolve(entry.file()),
                change.toString().toLowerCase(Locale.ROOT));
        out.printf("  %s, sha256 %s%n", Counts.inWords(entry.counts()), entry.sha256());
        SpecLock.Upstream upstream = entry.upstream();
        out.printf(
                "  from %d bytes of %s, retrieved %s, sha256 %s%n",
                upstream.bytes(), upstream.url(), upstream.retrieved(), upstream.sha256());
        if (!entry.defects().isEmpty()) {
            out.printf(
                    "  known defects, left as they are: %d%n", entry.defects().size());
            entry.defects().forEach(defect -> out.printf("    %s%n", defect));
        }
        out.flush();
    }
}
