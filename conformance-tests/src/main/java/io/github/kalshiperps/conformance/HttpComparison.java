package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.error.ApiException;
import io.github.kalshiperps.core.error.ErrorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares answers with what their operation documents for their status. */
final class HttpComparison extends CaptureComparison {
    private final Operations operations;
    private final AnswerModels models;
    private final Tally tally;

    HttpComparison(ContractFile contract, AnswerModels models) {
        this(contract, new Operations(contract), models);
    }

    private HttpComparison(ContractFile contract, Operations operations, AnswerModels models) {
        super(new Coverage(
                contract,
                Transport.HTTP,
                List.of(new Tally(Documented.OPERATION, operations.statuses())),
                operations.answerSchemas()));
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
        String pointer = answer == null || answer.pointer().isEmpty() ? operation.pointer() : answer.pointer();
        Subject subject = Subject.of(coverage().contract(), pointer, Place.ROOT, body);
        RoundTrip model = models.of(operation.id(), capture.status());
        about(model == null ? subject.readAs(withoutModel(capture)) : subject.readAs(model, capture.body()));
        if (answer == null) {
            add(
                    source,
                    Kind.UNDOCUMENTED_STATUS,
                    Place.ROOT,
                    "one of " + String.join(", ", operation.answers().keySet()),
                    status);
        } else if (answer.body() != null) {
            if (body == null) {
                throw new BrokenCaptureException(
                        "the body is empty, but the contract documents one for " + status, null);
            }
            compare(source, body, answer.body(), Place.ROOT);
            coverage().shown().add(body, answer.body(), name);
            if (model != null) {
                compare(source, body, answer.body(), capture.body(), model);
            }
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
