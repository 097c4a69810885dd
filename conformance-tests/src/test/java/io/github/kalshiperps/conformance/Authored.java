package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The authored corpora and the pinned contracts, where the tests find them. */
final class Authored {
    static final Path PROJECT = Path.of(System.getProperty("project.root", ".."));
    static final Path SPECS = PROJECT.resolve("specs");

    private static final Map<Bindings, ContractFile> CONTRACTS = Stream.of(Bindings.values())
            .collect(Collectors.toMap(Function.identity(), bindings -> ContractFile.pinned(bindings.api(), SPECS)));

    private Authored() {}

    static ContractFile contract(Bindings bindings) {
        return Objects.requireNonNull(CONTRACTS.get(bindings));
    }

    static Path corpus(Bindings bindings) {
        return PROJECT.resolve(bindings.corpus());
    }

    /** Compares the authored corpus. */
    static Report compare(Bindings bindings) {
        return compare(bindings, corpus(bindings), bindings.models());
    }

    /** Compares another corpus of the perps REST API. */
    static Report compare(Path corpus) {
        return compare(corpus, Bindings.REST.models());
    }

    static Report compare(Path corpus, RoundTrip models) {
        return compare(Bindings.REST, corpus, models);
    }

    static Report compare(Bindings bindings, Path corpus, RoundTrip models) {
        return Conformance.run(contract(bindings), Corpus.of(corpus), "corpus", models);
    }

    /** A capture of the perps REST API, to be changed. */
    static Message message(String name) throws IOException {
        return message(Bindings.REST, name);
    }

    static Message message(Bindings bindings, String name) throws IOException {
        Path corpus = corpus(bindings);
        return new Message(
                name,
                Files.readString(corpus.resolve(name + ".meta.json")),
                Files.readString(corpus.resolve(name + ".json")));
    }

    /** A capture that is not on disk yet. */
    record Message(String name, String meta, String body) {
        /** The same with one text in the body replaced, wherever it stands. */
        Message with(String from, String to) {
            if (!body.contains(from)) {
                throw new AssertionError(name + " has no " + from);
            }
            return new Message(name, meta, body.replace(from, to));
        }

        Message withBody(String newBody) {
            return new Message(name, meta, newBody);
        }

        Message withMeta(String from, String to) {
            if (!meta.contains(from)) {
                throw new AssertionError(name + ".meta has no " + from);
            }
            return new Message(name, meta.replace(from, to), body);
        }

        /** Writes it, so that the directory is a corpus. */
        Path in(Path directory) throws IOException {
            Files.writeString(directory.resolve(name + ".meta.json"), meta);
            Files.writeString(directory.resolve(name + ".json"), body);
            return directory;
        }
    }
}
