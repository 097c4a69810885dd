package io.github.kalshiperps.conformance;

import io.github.kalshiperps.core.auth.AccessHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The secrets in the headers of a message.
 *
 * @param lasting those that go along with many messages: key ids, tokens, cookies
 * @param once those of this message alone
 */
record Credentials(List<String> lasting, List<String> once) {
    /** Shorter values, such as a language in a cookie, are no secret and would be found where they mean something else. */
    private static final int SHORTEST = 8;

    private static final int SHORTEST_COOKIE = 16;

    static Credentials of(Map<String, List<String>> headers) {
        List<String> lasting = new ArrayList<>();
        List<String> once = new ArrayList<>();
        headers.forEach((name, values) -> {
            if (!AccessHeaders.isSecret(name)) {
                return;
            }
            for (String value : values) {
                if (name.equalsIgnoreCase(AccessHeaders.SIGNATURE)) {
                    once.add(value);
                } else if (name.toLowerCase(Locale.ROOT).endsWith("cookie")) {
                    addCookies(value, lasting);
                } else {
                    addParts(value, lasting);
                }
            }
        });
        return new Credentials(lasting, once);
    }

    private static void addCookies(String value, List<String> secrets) {
        for (String cookie : value.split(";\\s*", -1)) {
            String content = cookie.substring(cookie.indexOf('=') + 1);
            if (content.length() >= SHORTEST_COOKIE) {
                secrets.add(content);
            }
        }
    }

    /** With and without the scheme, and both halves of what a colon divides. */
    private static void addParts(String value, List<String> secrets) {
        String token = value.substring(value.indexOf(' ') + 1).strip();
        List<String> parts = new ArrayList<>(List.of(token));
        parts.addAll(List.of(token.split(":", -1)));
        if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
                parts.addAll(List.of(pair.split(":", -1)));
            } catch (IllegalArgumentException e) {
                parts.add(value); // whatever it is
            }
        }
        parts.stream().filter(part -> part.length() >= SHORTEST).forEach(secrets::add);
    }

    /** All secrets of this message, with those in the headers of its answer. */
    List<String> and(Map<String, List<String>> answer) {
        Credentials given = of(answer);
        List<String> all = new ArrayList<>(lasting);
        all.addAll(once);
        all.addAll(given.lasting);
        all.addAll(given.once);
        return all;
    }

    /** Nothing of what is in it. */
    @Override
    public String toString() {
        return "Credentials[" + (lasting.size() + once.size()) + "]";
    }
}
