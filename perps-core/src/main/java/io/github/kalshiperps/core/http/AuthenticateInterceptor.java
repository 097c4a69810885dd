package io.github.kalshiperps.core.http;

import io.github.kalshiperps.core.auth.RequestAuthenticator;
import io.github.kalshiperps.core.error.ConfigurationException;
import io.github.kalshiperps.core.error.KalshiException;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Gives credentials to the operations that need them, for trusted hosts, and takes them from all other requests. */
final class AuthenticateInterceptor implements Interceptor {
    private final @Nullable RequestAuthenticator authenticator;
    private final TrustedHosts trustedHosts;
    private final String howToAuthenticate;

    AuthenticateInterceptor(
            @Nullable RequestAuthenticator authenticator, TrustedHosts trustedHosts, String howToAuthenticate) {
        this.authenticator = authenticator;
        this.trustedHosts = trustedHosts;
        this.howToAuthenticate = howToAuthenticate;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = CredentialHeaders.removeFrom(chain.request());
        Operation operation = Operation.of(request);
        return chain.proceed(operation.requiresAuth() ? authenticate(request, operation) : request);
    }

    private Request authenticate(Request request, Operation operation) {
        if (authenticator == null) {
            throw new ConfigurationException(
                    operation.name() + " needs credentials but the client has none: " + howToAuthenticate);
        }
        trustedHosts.check(request.url());
        try {
            return authenticator.authenticate(request);
        } catch (KalshiException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConfigurationException(
                    "The authenticator failed for " + operation.name() + "; nothing was sent", e);
        }
    }
}
