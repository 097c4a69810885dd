package io.github.kalshiperps.simulator.http;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request that is refused before the exchange sees it, or in a shape of its own. Immutable. */
public final class HttpRefusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    /**
     * A refusal.
     *
     * @param answer what the caller gets
     */
    public HttpRefusal(Answer answer) {
        super(answer.status() + " " + answer.body(), null, false, false);
        this.answer = answer;
    }

    /**
     * A request that is not what the contract says.
     *
     * @param details which part of it, and why
     * @return the refusal, to be thrown
     */
    public static HttpRefusal invalidParameters(@Nullable String details) {
        return new HttpRefusal(Answer.wrapped(400, "invalid_parameters", "invalid parameters", details));
    }

    /**
     * What the caller gets.
     *
     * @return the answer
     */
    public Answer answer() {
        return answer;
    }
}
