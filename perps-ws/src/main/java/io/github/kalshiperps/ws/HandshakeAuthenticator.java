package io.github.kalshiperps.ws;

import io.github.kalshiperps.core.auth.RequestAuthenticator;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.KalshiException;
import io.github.kalshiperps.core.http.TrustedHosts;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Signs a handshake right before it is sent, for trusted hosts only. Safe for use by several threads. */
final class HandshakeAuthenticator implements Interceptor {
    private final RequestAuthenticator authenticator;
    private final TrustedHosts trustedHosts;

    HandshakeAuthenticator(RequestAuthenticator authenticator, TrustedHosts trustedHosts) {
        this.authenticator = authenticator;
        this.trustedHosts = trustedHosts;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.proceed(authenticate(chain.request()));
    }

    private Request authenticate(Request request) throws CarriedException {
        try {
            trustedHosts.check(request.url());
            return authenticator.authenticate(request);
        } catch (KalshiException e) {
            throw new CarriedException(e);
        } catch (RuntimeException e) {
            throw new CarriedException(new ConfigurationException("The signer failed; nothing was sent", e));
        }
    }
}
