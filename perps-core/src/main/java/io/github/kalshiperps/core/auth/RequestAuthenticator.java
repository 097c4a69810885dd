package io.github.kalshiperps.core.auth;

import okhttp3.Request;

/** Adds credentials to a request. Safe for use by several threads. */
@FunctionalInterface
public interface RequestAuthenticator {
    /**
     * The request with credentials. Called once per attempt, right before it is sent: credentials may be valid for
     * seconds only.
     *
     * @param request the request as it will be sent
     * @return a copy with credentials, replacing any that were there
     */
    Request authenticate(Request request);
}
