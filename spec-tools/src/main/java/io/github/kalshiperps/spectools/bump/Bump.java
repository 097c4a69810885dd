package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.codegen.ContractException;
import io.github.kalshiperps.spectools.NextVersion;
import io.github.kalshiperps.spectools.Pin;
import io.github.kalshiperps.spectools.Sha256;
import io.github.kalshiperps.spectools.SpecLock;
import io.github.kalshiperps.spectools.SpecsDirectory;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.RefusedContractException;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import io.github.kalshiperps.spectools.diff.Category;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Edition;
import io.github.kalshiperps.spectools.diff.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One bump of the specs. Everything is made and checked in a copy beside the checkout, and put in place at the end, all
 * together: until then the checkout is only read.
 */
final class Bump {
    /** More than one of four operations gone is less likely an edit than an older or a broken document. */
    private static final int MASS = 4;

    private static final Set<String> NOT_COPIED = Set.of("target", ".git", ".idea", ".vscode");

    private final Path checkout;
    private final Path folder;
    private final Path staging;
    private final Request request;
    private final Step.Runner runner;
    private final Checkpoint checkpoint;
    private final Journal journal;
    private final PrintWriter out;
    private final Map<String, Optional<byte[]>> before = new TreeMap<>();
    private final Map<String, byte[]> after = new LinkedHashMap<>();

    /**
     * What is asked for.
     *
     * @param checkout the root of the checkout
     * @param from a folder or an address with the documents under upstream's names
     * @param dryRun whether to stop before the steps and put nothing in place
     * @param allowBreaking whether a breaking edit may be put in place
     * @param allowDowngrade whether a document that seems to be older may be
     * @param allowFailures whether it may be when a step failed
     * @param retrieved the day on which the documents were retrieved
     * @param steps what checks the copy
     */
    record Request(
            Path checkout,
            String from,
            boolean dryRun,
            boolean allowBreaking,
            boolean allowDowngrade,
            boolean allowFailures,
            LocalDate retrieved,
            List<Step> steps) {}

    Bump(Request request, Step.Runner runner, Checkpoint checkpoint, PrintWriter out) {
        this.request = request;
        this.runner = runner;
        this.checkpoint = checkpoint;
        this.out = out;
        checkout = request.checkout().toAbsolutePath().normalize();
        folder = Journal.folder(checkout);
        staging = folder.resolve("staging");
        journal = new Journal(checkout, folder, checkpoint);
    }

    /**
     * Runs it.
     *
     * @return 0 when it is in place or nothing was to do, 1 when a verdict forbids it
     * @throws SpecException if it cannot be done; the checkout is as it was
     */
    int run() {
        if (!Files.exists(checkout.resolve("specs/specs.lock.yaml"))) {
            throw new SpecException(checkout + " is no checkout: there is no specs/specs.lock.yaml");
        }
        try {
            Files.createDirectories(folder);
            // Closing it gives the lock back.
            try (FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                requireAlone(channel);
                return runAlone();
            }
        } catch (IOException e) {
            throw new SpecException("the bump stopped: " + e, e);
        } catch (ContractException e) {
            throw new SpecException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void requireAlone(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() == null) {
                throw new SpecException("another bump of this checkout is running");
            }
        } catch (OverlappingFileLockException e) {
            throw new SpecException("another bump of this checkout is running", e);
        }
    }

    private int runAlone() throws IOException {
        try {
            recover();
            return bump();
        } finally {
            // A journal is what the next run needs. Without one nothing here is worth anything.
            if (!journal.isUnfinished()) {
                Folders.delete(folder);
            }
        }
    }

    private void recover() throws IOException {
        if (journal.isUnfinished()) {
            if (request.dryRun()) {
                throw new SpecException("an earlier bump was ended while it put files in place; run without --dry-run"
                        + " to finish it");
            }
            out.printf("finished an earlier bump that was ended: %d files are in place%n", journal.finish());
        } else if (Files.exists(staging) || Files.exists(folder.resolve("new"))) {
            out.printf("threw away what an earlier bump left that was ended: the checkout is as it was%n");
        }
        Folders.delete(staging);
        Folders.delete(folder.resolve("new"));
    }

    private int bump() throws IOException {
        SpecsDirectory specs = SpecsDirectory.at(checkout.resolve("specs"));
        for (SpecsDirectory.Verdict verdict : specs.verify()) {
            if (verdict.outcome() != SpecsDirectory.Outcome.OK) {
                throw new SpecException(verdict.file() + " is not what the lock says: " + verdict.explanation());
            }
        }
        SpecLock lock = specs.lock();
        Map<Api, byte[]> documents = Source.read(request.from());
        checkpoint.reached("fetched");
        documents.forEach((api, document) ->
                out.printf("%s: %s%n", api.upstreamName(), isPinned(lock, api, document) ? "as pinned" : "edited"));
        documents.entrySet().removeIf(document -> isPinned(lock, document.getKey(), document.getValue()));
        if (documents.isEmpty()) {
            out.printf("nothing to do: every document is the one that is pinned%n");
            return 0;
        }
        Map<Api, Pin> pins = new EnumMap<>(Api.class);
        documents.forEach((api, document) -> pins.put(api, pin(api, document)));
        stage(pins);
        return decide(report(pins, lock));
    }

    private static boolean isPinned(SpecLock lock, Api api, byte[] document) {
        return lock.entry(api)
                .filter(entry -> entry.upstream().sha256().equals(Sha256.of(document)))
                .isPresent();
    }

    private Pin pin(Api api, byte[] document) {
        try {
            SpecLock.Upstream upstream = new SpecLock.Upstream(
                    api.upstreamUrl(),
                    Sha256.of(document),
                    document.length,
                    request.retrieved().toString());
            return Pin.of(api, YamlDocuments.read(document, api.upstreamName()), upstream);
        } catch (RefusedContractException e) {
            throw new SpecException(api.upstreamName() + ": " + e.getMessage(), e);
        }
    }

    private void stage(Map<Api, Pin> pins) throws IOException {
        Folders.copy(checkout, staging, NOT_COPIED);
        Folders.copy(checkout.resolve("specs"), staging.resolve(Step.BEFORE), Set.of());
        checkpoint.reached("copied");
        SpecsDirectory specs = SpecsDirectory.at(staging.resolve("specs"));
        for (Map.Entry<Api, Pin> pin : pins.entrySet()) {
            specs.write(pin.getValue());
            changed("specs/" + pin.getKey().file());
        }
        changed("specs/specs.lock.yaml");
        checkpoint.reached("pinned");
        for (Api api : pins.keySet()) {
            Path words = overlay(api, "words");
            String missing = Words.missing(
                    api,
                    YamlDocuments.read(staging.resolve(Step.BEFORE).resolve(api.file())),
                    overlay(api, "types").resolveSibling("api.yaml"));
            if (!missing.isEmpty()) {
                Files.writeString(words, Files.readString(words).stripTrailing() + "\n" + missing);
                changed("specs/" + staging.resolve("specs").relativize(words));
            }
        }
        checkpoint.reached("worded");
    }

    private Path overlay(Api api, String kind) {
        return staging.resolve("specs").resolve(api.file()).resolveSibling(kind + ".overlay.yaml");
    }

    /** Remembers what a file of the copy was and became. */
    private void changed(String file) throws IOException {
        Path old = checkout.resolve(file);
        before.put(file, Files.exists(old) ? Optional.of(Files.readAllBytes(old)) : Optional.empty());
        after.put(file, Files.readAllBytes(staging.resolve(file)));
    }

    private BumpReport report(Map<Api, Pin> pins, SpecLock lock) throws IOException {
        List<ContractDiff> diffs = new ArrayList<>();
        List<String> unmatched = new ArrayList<>();
        List<String> nameless = new ArrayList<>();
        List<String> downgrades = new ArrayList<>();
        for (Map.Entry<Api, Pin> pin : pins.entrySet()) {
            Api api = pin.getKey();
            Optional<Path> types = Optional.of(overlay(api, "types"));
            ContractDiff diff = ContractDiff.between(
                    Edition.of(
                            api,
                            "the pin",
                            YamlDocuments.read(staging.resolve(Step.BEFORE).resolve(api.file())),
                            types),
                    Edition.of(api, "the new pin", pin.getValue().contract().document(), types));
            diffs.add(diff);
            OverlayEntries entries =
                    OverlayEntries.on(api, overlay(api, "types").resolveSibling("api.yaml"));
            unmatched.addAll(entries.unmatched());
            nameless.addAll(entries.nameless());
            downgrade(diff, pin.getValue(), lock).ifPresent(downgrades::add);
        }
        List<String> renamed = new ArrayList<>();
        List<String> stops = new ArrayList<>();
        try {
            NamesLock names = NamesLock.generated(staging);
            renamed.addAll(NamesLock.read(checkout).renamedIn(names));
            Files.writeString(staging.resolve(NamesLock.FILE), names.text());
            changed(NamesLock.FILE);
        } catch (ContractException e) {
            // For people to put right in the overlays, like the build that fails for it.
            stops.add(String.valueOf(e.getMessage()).replace(staging + "/", ""));
        }
        Optional<String> last = Changelog.lastRelease(changelog());
        BumpReport report = new BumpReport(
                pins,
                lock,
                diffs,
                renamed.isEmpty()
                        ? NextVersion.after(last).of(diffs)
                        : NextVersion.after(last).of(Verdict.BREAKING),
                downgrades,
                renamed,
                stops,
                OpenBump.placeholders(staging.resolve("specs")),
                unmatched,
                nameless,
                List.of(),
                request.steps().isEmpty() ? Step.ALL : request.steps());
        String changelog = changelog();
        for (String entry : report.changelog()) {
            changelog = Changelog.with(changelog, report.isBreaking() ? "Changed" : "Added", entry);
        }
        Files.writeString(staging.resolve("CHANGELOG.md"), changelog);
        changed("CHANGELOG.md");
        // The copy's own tests look at it: words may be missing while it is open.
        Files.writeString(staging.resolve(OpenBump.REPORT), report.markdown());
        checkpoint.reached("reported");
        return report;
    }

    private String changelog() throws IOException {
        return Files.readString(staging.resolve("CHANGELOG.md"));
    }

    private static Optional<String> downgrade(ContractDiff diff, Pin pin, SpecLock lock) {
        SpecLock.Upstream upstream = pin.entry().upstream();
        Api api = pin.entry().api();
        Optional<SpecLock.Entry> locked = lock.entry(api);
        Optional<String> seen = locked.stream()
                .flatMap(entry -> entry.history().stream())
                .filter(earlier -> earlier.sha256().equals(upstream.sha256()))
                .map(earlier -> api.upstreamName() + " is the document of " + earlier.retrieved()
                        + ", which a newer one has replaced")
                .findFirst();
        if (seen.isPresent()) {
            return seen;
        }
        if (locked.filter(entry -> entry.upstream().retrieved().compareTo(upstream.retrieved()) > 0)
                .isPresent()) {
            return Optional.of(api.upstreamName() + " was retrieved on " + upstream.retrieved()
                    + ", before the one that is pinned");
        }
        int had = diff.before().counts().getOrDefault("operations", 0);
        long gone = diff.counts().entrySet().stream()
                .filter(count -> Set.of(Category.OPERATION, Category.MESSAGE, Category.COMMAND)
                        .contains(count.getKey()))
                .mapToLong(count ->
                        (long) count.getValue().removed() - count.getValue().renamed())
                .sum();
        return gone * MASS > had
                ? Optional.of(api.upstreamName() + " lacks " + gone + " of " + had + " operations")
                : Optional.empty();
    }

    private int decide(BumpReport report) throws IOException {
        if (!report.downgrades().isEmpty() && !request.allowDowngrade()) {
            return refuse(
                    report,
                    "perhaps an older document: " + String.join("; ", report.downgrades())
                            + "; --allow-downgrade takes it");
        }
        if (report.isBreaking() && !request.allowBreaking()) {
            return refuse(report, "the edit is breaking; --allow-breaking takes it");
        }
        if (request.dryRun()) {
            out.print(report.markdown());
            out.printf("would change: %s%n", String.join(", ", after.keySet()));
            return 0;
        }
        BumpReport checked = check(report);
        boolean failed = checked.results().stream().anyMatch(result -> !result.passed());
        if (failed && !request.allowFailures()) {
            return refuse(checked, "a step failed; --allow-failures takes it nevertheless");
        }
        Files.writeString(staging.resolve(OpenBump.REPORT), checked.markdown());
        changed(OpenBump.REPORT);
        checkpoint.reached("checked");
        journal.commit(before, after);
        out.printf(
                "in place: %s%nversion: %s; %s says the rest%n",
                String.join(", ", after.keySet()), checked.nextVersion(), OpenBump.REPORT);
        return 0;
    }

    private int refuse(BumpReport report, String reason) {
        out.print(report.markdown());
        out.printf("refused, nothing was changed: %s%n", reason);
        return 1;
    }

    private BumpReport check(BumpReport report) {
        List<Step.Result> results = new ArrayList<>();
        List<Step> skipped = new ArrayList<>(Step.ALL);
        for (Step step : request.steps()) {
            out.printf("step %s%n", step.name());
            out.flush();
            Step.Result result = runner.run(step, staging);
            out.printf(
                    "  %s in %d s%n",
                    result.passed() ? "passed" : "failed", result.took().toSeconds());
            results.add(result);
            skipped.remove(step);
            checkpoint.reached("step " + step.name());
        }
        return report.after(results, skipped);
    }
}
