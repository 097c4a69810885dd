package io.github.kalshiperps.klear;

import io.github.kalshiperps.core.auth.RequestAuthenticator;
import io.github.kalshiperps.core.error.ConfigurationException;
import java.util.function.Supplier;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends {@code Authorization: Bearer <admin_user_id>:<access_token>}. The token is asked for at every attempt, so that it can
 * be rotated without a new client.
 */
final class BearerAuthenticator implements RequestAuthenticator {
    private final String adminUserId;
    private final Supplier<String> accessToken;

    BearerAuthenticator(String adminUserId, Supplier<String> accessToken) {
        this.adminUserId = checked("adminUserId", adminUserId);
        if (adminUserId.indexOf(':') >= 0) {
            throw new ConfigurationException("adminUserId must not have a colon: it ends at the first one on the wire");
        }
        this.accessToken = accessToken;
    }

    @Override
    public Request authenticate(Request request) {
        String token = checked("accessToken", accessToken.get());
        return request.newBuilder()
                .header("Authorization", "Bearer " + adminUserId + ":" + token)
                .build();
    }

    /** Refuses what would not arrive as it is; never shows the value. */
    private static String checked(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new ConfigurationException(name + " is empty");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new ConfigurationException(name + " has a blank, line break or other character at position " + i
                        + " that no " + name + " has; is there something pasted along with it?");
            }
        }
        return value;
    }

    @Override
    public String toString() {
        return "BearerAuthenticator";
    }
}
