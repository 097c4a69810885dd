package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.ApiHandler;
import io.github.kalshiperps.simulator.http.ApiKeys;
import io.github.kalshiperps.simulator.http.Caller;
import io.github.kalshiperps.simulator.http.HttpRefusal;
import io.github.kalshiperps.simulator.http.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The admin users of a clearing member, and the check of {@code Authorization: Bearer <admin_user_id>:<access_token>}. Safe for
 * use by several threads.
 */
public final class BearerTokens implements ApiHandler.Authenticator {
    private static final String SCHEME = "Bearer ";
    private static final Set<Scope> ALL = Set.of(Scope.READ, Scope.WRITE);

    private final Map<String, KlearCredentials> credentials = new ConcurrentHashMap<>();

    /** Nobody may do anything yet. */
    public BearerTokens() {}

    /**
     * Lets an admin user in. A user who was let in before has the new token from now on, and not the old one.
     *
     * @param user who, and the token
     */
    public void register(KlearCredentials user) {
        credentials.put(user.adminUserId(), user);
    }

    /**
     * Lets an admin user in no longer.
     *
     * @param adminUserId who
     */
    public void revoke(String adminUserId) {
        credentials.remove(adminUserId);
    }

    @Override
    public Caller authenticate(String method, String path, ApiKeys.Headers headers) {
        String header = headers.get("Authorization");
        if (header == null) {
            throw refused("token_authentication_failure", "token authentication failure", null);
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("authentication_error", "authentication_error", "the scheme is not Bearer");
        }
        String sent = header.substring(SCHEME.length()).strip();
        int colon = sent.indexOf(':');
        if (colon <= 0) {
            throw refused("authentication_error", "authentication_error", "expected <admin_user_id>:<access_token>");
        }
        KlearCredentials user = credentials.get(sent.substring(0, colon));
        if (user == null || !isToken(user, sent.substring(colon + 1))) {
            throw refused("authentication_error", "authentication_error", "INCORRECT_ACCESS_TOKEN");
        }
        return new Caller(user.adminUserId(), user.adminUserId(), ALL, null);
    }

    private static boolean isToken(KlearCredentials user, String sent) {
        return MessageDigest.isEqual(
                user.accessToken().getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpRefusal refused(String code, String message, @Nullable String details) {
        return new HttpRefusal(Answer.wrapped(401, code, message, details));
    }
}
