package io.github.kalshiperps.core.auth;

import okhttp3.Request;

/** Adds proof of identity to a request. */
@FunctionalInterface
public interface RequestAuthenticator {
    /**
     * Adds the credential headers.
     *
     * @param request the request as it will be sent
     * @return the same request with credential headers
     */
    Request authenticate(Request request);
}
