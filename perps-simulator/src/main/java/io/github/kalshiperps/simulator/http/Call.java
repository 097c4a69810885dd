package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.ApiOperation;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One authenticated and checked call of an operation. Immutable and safe for use by several threads. */
public final class Call {
    private final ApiOperation operation;
    private final @Nullable Caller caller;
    private final Map<String, String> pathArguments;
    private final Query query;
    private final @Nullable Object body;

    Call(
            ApiOperation operation,
            @Nullable Caller caller,
            Map<String, String> pathArguments,
            Query query,
            @Nullable Object body) {
        this.operation = operation;
        this.caller = caller;
        this.pathArguments = pathArguments;
        this.query = query;
        this.body = body;
    }

    /**
     * The operation that is called.
     *
     * @return the operation
     */
    public ApiOperation operation() {
        return operation;
    }

    /**
     * Who calls. For operations that take credentials only.
     *
     * @return the caller
     */
    public Caller caller() {
        return Objects.requireNonNull(caller, () -> operation.id() + " is public: nobody in particular calls it");
    }

    /**
     * A decoded argument of the path.
     *
     * @param name its name in the template
     * @return its value, never empty
     */
    public String path(String name) {
        return Objects.requireNonNull(pathArguments.get(name), name);
    }

    /**
     * The query.
     *
     * @return the query, checked against the contract
     */
    public Query query() {
        return query;
    }

    /**
     * The body. For operations that have one only.
     *
     * @param model the request model of the operation
     * @param <T> the request model of the operation
     * @return the body, checked against the contract
     */
    public <T> T body(Class<T> model) {
        return model.cast(Objects.requireNonNull(body, () -> operation.id() + " has no body"));
    }
}
