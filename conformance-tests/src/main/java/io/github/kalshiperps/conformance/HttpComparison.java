package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.ErrorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares answers with what their operation documents for their status. */
final class HttpComparison extends CaptureComparison {
    private final Operations operations;
    private final @Nullable ContractFile newer;
    private final @Nullable Operations newerOperations;
    private final @Nullable Operations olderOperations;
    private final AnswerModels models;
    private final Tally tally;

    /**
     * @param contract of the API
     * @param others further ones of it
     * @param models of its answers
     */
    HttpComparison(ContractFile contract, OtherContracts others, AnswerModels models) {
        this(contract, others, new Operations(contract), models);
    }

    private HttpComparison(ContractFile contract, OtherContracts others, Operations operations, AnswerModels models) {
        super(
                new Coverage(
                        contract,
                        Transport.HTTP,
                        List.of(new Tally(Documented.OPERATION, operations.statuses())),
                        operations.answerSchemas()),
                others);
        this.newer = others.newer();
        this.newerOperations = operations(others.newer());
        this.olderOperations = operations(others.older());
        this.operations = operations;
        this.models = models;
        tally = coverage().tally(Documented.OPERATION);
    }

    private static @Nullable Operations operations(@Nullable ContractFile contract) {
        return contract == null ? null : new Operations(contract);
    }

    @Override
    Capture compare(Corpus corpus, String name) throws BrokenCaptureException {
        Capture.Http capture = corpus.http(name);
        begin(capture);
        Operation operation = operations
                .route(capture.method(), capture.path())
                .orElseThrow(() -> new BrokenCaptureException(
                        "no operation of the contract takes " + capture.method() + " " + capture.path(), null));
        Wire body = body(capture);
        String status = String.valueOf(capture.status());
        Source source = Source.operation(name, operation.id());
        Answer answer = operation.answers().get(status);
        Answer newerAnswer = answer(newerOperations, capture, status);
        String pointer = answer == null || answer.pointer().isEmpty() ? operation.pointer() : answer.pointer();
        Subject subject = Subject.of(coverage().contract(), pointer, Place.ROOT, body);
        RoundTrip model = models.of(operation.id(), capture.status());
        about(model == null ? subject.readAs(withoutModel(capture)) : subject.readAs(model, capture.body()));
        if (answer == null) {
            String expected = "one of " + String.join(", ", operation.answers().keySet());
            if (newer != null && newerAnswer != null) {
                add(
                        source,
                        Kind.STALE_CONTRACT,
                        Place.ROOT,
                        newer.staleness(Kind.UNDOCUMENTED_STATUS, expected),
                        status);
            } else {
                add(source, Kind.UNDOCUMENTED_STATUS, Place.ROOT, expected, status);
            }
        } else if (answer.body() != null) {
            if (body == null) {
                throw new BrokenCaptureException(
                        "the body is empty, but the contract documents one for " + status, null);
            }
            Answer olderAnswer = answer(olderOperations, capture, status);
            OtherSchemas others = new OtherSchemas(
                    newerAnswer == null ? null : newerAnswer.body(), olderAnswer == null ? null : olderAnswer.body());
            compare(source, body, answer.body(), others, Place.ROOT);
            coverage().shown().add(body, answer.body(), name);
            if (model != null) {
                compare(source, body, answer.body(), capture.body(), model);
            }
        }
        if (body != null) {
            checks().answer(
                            source,
                            capture.path(),
                            capture.body(),
                            body,
                            answer == null ? null : answer.body(),
                            capture.circumstances());
        }
        tally.add(operation.id(), status, name);
        return capture;
    }

    /** What callers meet when there is no model for the status. */
    private static ModelPlace withoutModel(Capture.Http capture) {
        if (capture.status() < 300) {
            return new ModelPlace("", "no model reads the body of this status");
        }
        ApiException told = ApiException.of(
                new ErrorResponse(capture.method(), capture.path(), capture.status(), capture.body(), null, null));
        String message = told.serverMessage();
        return new ModelPlace(
                told.getClass().getSimpleName(),
                "is thrown, with " + (told.code() == null ? "no code" : "code() \"" + Excerpt.of(told.code()) + "\"")
                        + " and "
                        + (message == null ? "no serverMessage()" : "serverMessage() \"" + Excerpt.of(message) + "\""));
    }

    /** What another contract documents for the answer. */
    private static @Nullable Answer answer(@Nullable Operations others, Capture.Http capture, String status) {
        return others == null
                ? null
                : others.route(capture.method(), capture.path())
                        .map(operation -> operation.answers().get(status))
                        .orElse(null);
    }

    private static @Nullable Wire body(Capture.Http capture) throws BrokenCaptureException {
        if (capture.body().isEmpty()) {
            return null;
        }
        try {
            return WireReader.read(capture.body());
        } catch (NotJsonException e) {
            throw new BrokenCaptureException("the body is " + e.getMessage(), e);
        }
    }
}
