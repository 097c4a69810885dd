package io.github.kalshiperps.spectools.bump;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.spectools.Pin;
import io.github.kalshiperps.spectools.Sha256;
import io.github.kalshiperps.spectools.SpecLock;
import io.github.kalshiperps.spectools.SpecsDirectory;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import io.github.kalshiperps.spectools.contract.YamlText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A checkout of nothing but specs and a changelog, pinned from a folder of documents that are pins themselves. */
final class FakeCheckout {
    static final LocalDate DAY = LocalDate.of(2026, 10, 5);

    /** Never the pins of the project: what is edited upstream must not change what tests see. */
    static final Path SPECS = Path.of("src/test/resources/checkout/specs").toAbsolutePath();

    final Path root;
    final Path upstream;
    final List<Step> ran = new ArrayList<>();
    int exitOfSteps;

    private FakeCheckout(Path root, Path upstream) {
        this.root = root;
        this.upstream = upstream;
    }

    /** One that is there already. */
    static FakeCheckout at(Path folder) {
        return new FakeCheckout(folder.resolve("checkout"), folder.resolve("upstream"));
    }

    static FakeCheckout in(Path folder) throws IOException {
        FakeCheckout checkout =
                new FakeCheckout(folder.resolve("checkout"), Files.createDirectories(folder.resolve("upstream")));
        Path specs = checkout.root.resolve("specs");
        Folders.copy(SPECS, specs, Set.of("specs.lock.yaml"));
        for (Api api : Api.values()) {
            Files.copy(specs.resolve(api.file()), checkout.document(api));
            byte[] document = Files.readAllBytes(checkout.document(api));
            SpecsDirectory.at(specs)
                    .write(Pin.of(
                            api,
                            YamlDocuments.read(document, api.file()),
                            new SpecLock.Upstream(
                                    api.upstreamUrl(), Sha256.of(document), document.length, "2026-09-27")));
        }
        Files.writeString(checkout.root.resolve("CHANGELOG.md"), """
                # Changelog

                ## Unreleased

                ### Added

                - Something.

                ## 1.4.2

                - Older things.
                """);
        return checkout;
    }

    Path document(Api api) {
        return upstream.resolve(api.upstreamName());
    }

    void edit(Api api, Consumer<ObjectNode> edit) throws IOException {
        ObjectNode document = (ObjectNode) YamlDocuments.read(document(api));
        edit.accept(document);
        Files.writeString(document(api), YamlText.write("edited", document));
    }

    static void addMember(ObjectNode document) {
        ((ObjectNode) document.at("/components/schemas/MarginMarket/properties"))
                .putObject("lot_colour")
                .put("type", "string");
    }

    static void addMessageMember(ObjectNode document) {
        ((ObjectNode) document.at("/components/schemas/subscribeCommandPayload/properties"))
                .putObject("lot_colour")
                .put("type", "string");
    }

    static void removeMember(ObjectNode document) {
        ((ObjectNode) document.at("/components/schemas/MarginFill/properties")).remove("fees");
    }

    String bump(String... options) {
        return bumpFrom(upstream.toString(), options);
    }

    /** Gives the exit status, a line feed, and what was printed. */
    String bumpFrom(String from, String... options) {
        return bumpFrom(from, Checkpoint.NONE, options);
    }

    String bumpFrom(String from, Checkpoint checkpoint, String... options) {
        StringWriter out = new StringWriter();
        return bump(out, from, checkpoint, options) + "\n" + out;
    }

    /** With what it printed even when it throws. */
    int bump(StringWriter out, String from, Checkpoint checkpoint, String... options) {
        Set<String> told = Set.of(options);
        Bump.Request request = new Bump.Request(
                root,
                from,
                told.contains("--dry-run"),
                told.contains("--allow-breaking"),
                told.contains("--allow-downgrade"),
                told.contains("--allow-failures"),
                DAY,
                Step.ALL);
        return new Bump(request, this::run, checkpoint, new PrintWriter(out, true)).run();
    }

    private Step.Result run(Step step, Path folder) {
        ran.add(step);
        return new Step.Result(step, exitOfSteps, Duration.ZERO, "output of " + step.name());
    }

    String text(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    /** All files of the checkout, and of the folder beside it as far as there is one. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    boolean hasLeftovers() {
        return Files.exists(root.resolveSibling(".checkout.spec-bump"));
    }
}
