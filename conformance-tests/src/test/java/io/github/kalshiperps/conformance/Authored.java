package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The authored corpus and the pinned contract, where the tests find them. */
final class Authored {
    static final Path PROJECT = Path.of(System.getProperty("project.root", ".."));
    static final Path CORPUS = PROJECT.resolve("conformance-tests/corpus");
    static final Path SPECS = PROJECT.resolve("specs");

    private static final ContractFile CONTRACT = ContractFile.pinned(SPECS);

    private Authored() {}

    static Report compare(Path corpus, RoundTrip models) {
        return Conformance.run(CONTRACT, Corpus.of(corpus), "corpus", models);
    }

    static Report compare(Path corpus) {
        return compare(corpus, new PerpsRoundTrip());
    }

    /** A capture of the corpus, to be changed. */
    static Message message(String name) throws IOException {
        return new Message(
                name,
                Files.readString(CORPUS.resolve(name + ".meta.json")),
                Files.readString(CORPUS.resolve(name + ".json")));
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
