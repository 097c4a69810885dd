package io.github.kalshiperps.conformance;

import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.klear.model.KlearModels;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.rest.model.PerpsModels;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.util.List;

/** What we have for an API whose messages are compared. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing that changes, which their types do not say.
enum Bindings {
    REST(
            Api.REST,
            (contract, others) ->
                    new HttpComparison(contract, others, AnswerModels.of(PerpsOperations.ALL, PerpsModels.factory()))),
    KLEAR(
            Api.KLEAR,
            (contract, others) ->
                    new HttpComparison(contract, others, AnswerModels.of(KlearOperations.ALL, KlearModels.factory()))),
    WS(
            Api.WS,
            (contract, others) -> new WebSocketComparison(
                    contract, others, new ModelRoundTrip<>(ServerMessage.class, PerpsWebSocketModels.factory())));

    private final Api api;
    private final ComparisonOf comparison;

    Bindings(Api api, ComparisonOf comparison) {
        this.api = api;
        this.comparison = comparison;
    }

    Api api() {
        return api;
    }

    /** The comparison of captures with a contract of this API and with our models. */
    CaptureComparison comparison(ContractFile contract) {
        return comparison(contract, OtherContracts.NONE);
    }

    /**
     * The comparison of captures with a contract of this API and with our models.
     *
     * @param others further contracts of the API
     */
    CaptureComparison comparison(ContractFile contract, OtherContracts others) {
        return comparison.with(contract, others);
    }

    /** All that a corpus is compared with when this API is asked for: frames lie beside the answers of any API. */
    List<Bindings> with(Corpus corpus) {
        return this == WS || !corpus.has(Transport.WEBSOCKET) ? List.of(this) : List.of(this, WS);
    }

    /** Where the authored corpus is, from the root of the project. */
    String corpus() {
        return "conformance-tests/corpus/" + api.id();
    }

    /** Where the known drift of that corpus is, if there is any. */
    String known() {
        return "conformance-tests/known/" + api.id() + ".yaml";
    }

    /** Where its report goes, from the root of the project. */
    String report() {
        return "target/conformance/" + api.id();
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return api.id();
    }

    @FunctionalInterface
    private interface ComparisonOf {
        CaptureComparison with(ContractFile contract, OtherContracts others);
    }
}
