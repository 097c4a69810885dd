package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Authored captures, and the contracts to compare them with. Both are frozen: an upstream edit changes nothing of what tests expect
 * of them. What the project has now is {@link Pinned}.
 */
final class Authored {
    static final Path PROJECT = Path.of(System.getProperty("project.root", ".."));

    /** Laid out as the root of the project is. */
    static final Path HOME = PROJECT.resolve("conformance-tests/src/test/frozen");

    static final Path SPECS = HOME.resolve("specs");

    private static final Map<Bindings, ContractFile> CONTRACTS = Stream.of(Bindings.values())
            .collect(Collectors.toMap(Function.identity(), bindings -> ContractFile.pinned(bindings.api(), SPECS)));

    private Authored() {}

    static ContractFile contract(Bindings bindings) {
        return Objects.requireNonNull(CONTRACTS.get(bindings));
    }

    static Path corpus(Bindings bindings) {
        return HOME.resolve(bindings.corpus());
    }

    /** Compares the frozen corpus. */
    static Report compare(Bindings bindings) {
        return compare(bindings, corpus(bindings));
    }

    /** Compares another corpus, as the perps REST API is asked for. */
    static Report compare(Path corpus) {
        return compare(Bindings.REST, corpus);
    }

    static Report compare(Bindings bindings, Path directory) {
        Corpus corpus = Corpus.of(directory);
        return Conformance.run(
                bindings.with(corpus).stream()
                        .map(compared -> compared.comparison(contract(compared)))
                        .toList(),
                corpus,
                "corpus");
    }

    /** Compares answers of the perps REST API, or frames, with a model that the test brings along. */
    static Report compare(Bindings bindings, Path directory, RoundTrip model) {
        ContractFile contract = contract(bindings);
        return Conformance.run(
                List.of(
                        bindings == Bindings.WS
                                ? new WebSocketComparison(contract, OtherContracts.NONE, model)
                                : new HttpComparison(contract, OtherContracts.NONE, (operation, status) -> model)),
                Corpus.of(directory),
                "corpus");
    }

    /** A capture of the perps REST API, to be changed. */
    static Message message(String name) throws IOException {
        return message(Bindings.REST, name);
    }

    static Message message(Bindings bindings, String name) throws IOException {
        Path corpus = corpus(bindings);
        String ending = (bindings == Bindings.WS ? Transport.WEBSOCKET : Transport.HTTP).ending();
        return new Message(
                name,
                ending,
                Files.readString(corpus.resolve(name + ".meta.json")),
                Files.readString(corpus.resolve(name + ending)));
    }

    /** A capture that is not on disk yet. */
    record Message(String name, String ending, String meta, String body) {
        /** The same with one text in the body replaced, wherever it stands. */
        Message with(String from, String to) {
            if (!body.contains(from)) {
                throw new AssertionError(name + " has no " + from);
            }
            return withBody(body.replace(from, to));
        }

        /** The same with one text in one line replaced. */
        Message withLine(int line, String from, String to) {
            List<String> lines = new ArrayList<>(body.lines().toList());
            String frame = lines.get(line - 1);
            if (!frame.contains(from)) {
                throw new AssertionError("line " + line + " of " + name + " has no " + from);
            }
            lines.set(line - 1, frame.replace(from, to));
            return withBody(String.join("\n", lines));
        }

        Message withBody(String newBody) {
            return new Message(name, ending, meta, newBody);
        }

        Message withMeta(String from, String to) {
            if (!meta.contains(from)) {
                throw new AssertionError(name + ".meta has no " + from);
            }
            return new Message(name, ending, meta.replace(from, to), body);
        }

        Message withName(String newName) {
            return new Message(newName, ending, meta, body);
        }

        /** Writes it, so that the directory is a corpus. */
        Path in(Path directory) throws IOException {
            Files.writeString(directory.resolve(name + ".meta.json"), meta);
            Files.writeString(directory.resolve(name + ending), body);
            return directory;
        }
    }
}
