package io.github.kalshiperps.conformance;

import io.github.kalshiperps.spectools.contract.Api;
import java.nio.file.Path;
import java.util.List;

/** The pinned contracts and the authored corpora of the project, as they are now. */
final class Pinned {
    static final Path SPECS = Authored.PROJECT.resolve("specs");

    private Pinned() {}

    static ContractFile contract(Api api) {
        return ContractFile.pinned(api, SPECS);
    }

    static Path corpus(Bindings bindings) {
        return Authored.PROJECT.resolve(bindings.corpus());
    }

    /** Compares the corpus of an API with its contract. */
    static Report compare(Bindings bindings) {
        return Conformance.run(
                List.of(bindings.comparison(contract(bindings.api()))), Corpus.of(corpus(bindings)), "corpus");
    }
}
