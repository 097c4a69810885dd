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
    private final AnswerModels models;
    private final Tally tally;

    /**
     * @param contract of the API
     * @param newer a newer one of it; null when there is none
     * @param models of its answers
     */
    HttpComparison(ContractFile contract, @Nullable ContractFile newer, AnswerModels models) {
        this(contract, newer, new Operations(contract), models);
    }

    private HttpComparison(
            ContractFile contract, @Nullable ContractFile newer, Operations operations, AnswerModels models) {
        super(
                new Coverage(
                        contract,
                        Transport.HTTP,
                        List.of(new Tally(Documented.OPERATION, operations.statuses())),
                        operations.answerSchemas()),
                newer);
        this.newer = newer;
        this.newerOperations = newer == null ? null : new Operations(newer);
        this.operations = operations;
        this.models = models;
        tally = coverage().tally(Documented.OPERATION);
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
        Answer newerAnswer = newerAnswer(capture, status);
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
            compare(source, body, answer.body(), newerAnswer == null ? null : newerAnswer.body(), Place.ROOT);
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

    /** What the newer contract documents for the answer. */
    private @Nullable Answer newerAnswer(Capture.Http capture, String status) {
        return newerOperations == null
                ? null
                : newerOperations
                        .route(capture.method(), capture.path())
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
