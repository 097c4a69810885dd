package io.github.kalshiperps.simulator.http;

/** Carries out one operation. Called by several threads at once. */
@FunctionalInterface
public interface OperationHandler {
    /**
     * Carries the operation out.
     *
     * @param call who calls, and with what
     * @return the response model that the operation's table names
     * @throws HttpRefusal if the call is refused in a shape of its own
     */
    Object handle(Call call);
}
