package io.github.kalshiperps.core.http;

import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Request;

/** The headers that prove who is asking. Only an authenticator sets them. */
final class CredentialHeaders {
    private CredentialHeaders() {}

    static boolean contains(String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return lowerCase.equals("authorization") || lowerCase.startsWith("kalshi-access-");
    }

    /** The request without any of them. */
    static Request removeFrom(Request request) {
        Headers.Builder kept = new Headers.Builder();
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            if (!contains(headers.name(i))) {
                kept.addUnsafeNonAscii(headers.name(i), headers.value(i));
            }
        }
        return request.newBuilder().headers(kept.build()).build();
    }
}
