package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which a secret may be written down, worked out without the code that looks for them. */
final class Encodings {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}");

    private Encodings() {}

    static List<String> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        List<String> encodings = new ArrayList<>();
        encodings.add(secret);
        encodings.add(secret.toUpperCase(Locale.ROOT));
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        encodings.add(url);
        encodings.add(url.replace("+", "%20").toLowerCase(Locale.ROOT));
        StringBuilder percent = new StringBuilder();
        StringBuilder unicode = new StringBuilder();
        secret.chars().forEach(c -> {
            percent.append(String.format(Locale.ROOT, "%%%02x", c));
            unicode.append(String.format(Locale.ROOT, "\\u%04X", c));
        });
        encodings.add(percent.toString());
        encodings.add(unicode.toString());
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
        encodings.add(json);
        encodings.add(json.replace("/", "\\/"));
        encodings.add(HexFormat.of().formatHex(bytes));
        encodings.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            encodings.add(encoder.encodeToString(bytes));
            encodings.add(encoder.withoutPadding().encodeToString(bytes));
            encodings.add(URLEncoder.encode(encoder.encodeToString(bytes), StandardCharsets.UTF_8));
            encodings.add(encoder.encodeToString(("id:" + secret + ":rest").getBytes(StandardCharsets.UTF_8)));
            encodings.add(encoder.encodeToString(("u:" + secret + "x").getBytes(StandardCharsets.UTF_8)));
        }
        return encodings;
    }

    /** The encodings of a secret that a text has. */
    static List<String> in(String text, String secret) {
        List<String> found = new ArrayList<>();
        String folded = text.toLowerCase(Locale.ROOT);
        for (String encoding : of(secret)) {
            if (folded.contains(encoding.toLowerCase(Locale.ROOT))) {
                found.add(encoding);
            }
        }
        Matcher runs = BASE64.matcher(text);
        while (runs.find()) {
            String run = runs.group().replace('-', '+').replace('_', '/');
            for (int skipped = 0; skipped < 4; skipped++) {
                String rest = run.substring(skipped);
                byte[] decoded = Base64.getDecoder().decode(rest.substring(0, rest.length() / 4 * 4));
                if (new String(decoded, StandardCharsets.UTF_8).contains(secret)) {
                    found.add(runs.group());
                }
            }
        }
        return found;
    }
}
