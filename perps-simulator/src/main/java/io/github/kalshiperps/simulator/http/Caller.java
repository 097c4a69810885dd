package io.github.kalshiperps.simulator.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever signed a request. Immutable.
 *
 * @param keyId the id of the API key
 * @param userId the account that the key belongs to
 * @param scopes what the key may do
 * @param subaccount the only subaccount that the key may use; null when it may use all
 */
public record Caller(
        String keyId,
        String userId,
        Set<Scope> scopes,
        @Nullable Integer subaccount) {
    /**
     * Copies the scopes.
     *
     * @param keyId the id of the API key
     * @param userId the account that the key belongs to
     * @param scopes what the key may do
     * @param subaccount the only subaccount that the key may use; null when it may use all
     */
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    boolean may(Scope scope) {
        return scopes.contains(scope) || (scope.partOfWrite() && scopes.contains(Scope.WRITE));
    }
}
