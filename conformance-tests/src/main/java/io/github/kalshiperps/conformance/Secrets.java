package io.github.kalshiperps.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Texts that must not be written down, and how to find them in others, however they are encoded: plain, in hexadecimal, in Base64 of
 * both alphabets and at any offset, and each of these with the escapes of JSON, URLs and HTML, one inside the other. Immutable.
 */
final class Secrets {
    static final Secrets NONE = new Secrets(Map.of(), Set.of());

    /** Shorter texts would be found where they mean something else. */
    static final int SHORTEST = 6;

    private static final int ROUNDS = 4;

    /** By their first characters. */
    private final Map<String, List<Needle>> needles;

    private final Set<String> texts;

    private Secrets(Map<String, List<Needle>> needles, Set<String> texts) {
        this.needles = needles;
        this.texts = texts;
    }

    /** What is looked for: a secret as it may stand in a text, in lower case. */
    private record Needle(String text, String secret, boolean plain) {}

    /** These and others. Those that are too short to be told from other texts are left out. */
    Secrets and(Collection<String> others) {
        Set<String> all = new HashSet<>(texts);
        List<String> added = new ArrayList<>();
        for (String secret : others) {
            if (secret.length() >= SHORTEST && all.add(secret)) {
                added.add(secret);
            }
        }
        if (added.isEmpty()) {
            return this;
        }
        Map<String, List<Needle>> extended = new HashMap<>();
        needles.forEach((start, list) -> extended.put(start, new ArrayList<>(list)));
        added.forEach(secret -> addNeedles(secret, extended));
        return new Secrets(extended, all);
    }

    private static void addNeedles(String secret, Map<String, List<Needle>> needles) {
        add(new Needle(secret, secret, true), needles);
        if (Pseudonyms.UUID.matcher(secret).matches()) {
            add(new Needle(secret.replace("-", ""), secret, true), needles);
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        add(new Needle(HexFormat.of().formatHex(bytes), secret, false), needles);
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            for (int before = 0; before < 3; before++) {
                add(new Needle(base64(bytes, before, encoder), secret, false), needles);
            }
        }
        if (secret.contains("-----BEGIN ")) {
            addKey(secret, needles);
        }
    }

    /** The lines of a key file, and what they encode. */
    private static void addKey(String pem, Map<String, List<Needle>> needles) {
        StringBuilder body = new StringBuilder();
        for (String line : pem.split("\\R", -1)) {
            if (!line.contains("-----") && line.length() >= 2 * SHORTEST && !line.contains(":")) {
                add(new Needle(line.strip(), pem, true), needles);
                body.append(line.strip());
            }
        }
        try {
            byte[] key = Base64.getDecoder().decode(body.toString());
            add(new Needle(body.toString(), pem, true), needles);
            add(new Needle(HexFormat.of().formatHex(key), pem, false), needles);
            String other = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
            add(new Needle(other, pem, true), needles);
        } catch (IllegalArgumentException e) {
            // An unusual file: its text and lines are looked for all the same.
            return;
        }
    }

    private static void add(Needle needle, Map<String, List<Needle>> needles) {
        Needle folded = new Needle(fold(needle.text()), needle.secret(), needle.plain());
        List<Needle> alike = needles.computeIfAbsent(folded.text().substring(0, SHORTEST), start -> new ArrayList<>());
        if (alike.stream().noneMatch(other -> other.text().equals(folded.text()))) {
            alike.add(folded);
        }
    }

    /** What stands for the bytes in the Base64 of a text that has others before and behind them. */
    private static String base64(byte[] bytes, int before, Base64.Encoder encoder) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return encoded.substring(first, last);
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The text with something else in the place of every secret. */
    String removedFrom(String text, Pseudonyms pseudonyms) {
        if (needles.isEmpty()) {
            return text;
        }
        String clean = removedFrom(View.of(text), text, true, pseudonyms);
        View view = View.of(clean);
        for (int round = 0; round < ROUNDS && view.isEncoded(); round++) {
            View decoded = view.decoded();
            if (decoded.text().equals(view.text())) {
                break;
            }
            String cleaner = removedFrom(decoded, clean, false, pseudonyms);
            if (!cleaner.equals(clean)) {
                // Once more over what is left, whose characters stand elsewhere now.
                clean = cleaner;
                decoded = View.of(clean);
                for (int again = 0; again <= round; again++) {
                    decoded = decoded.decoded();
                }
            }
            view = decoded;
        }
        return clean;
    }

    private String removedFrom(View view, String original, boolean asItStands, Pseudonyms pseudonyms) {
        String folded = fold(view.text());
        if (folded.length() != view.text().length()) {
            folded = view.text(); // a language in which letters change their number; secrets are in none
        }
        StringBuilder clean = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at + SHORTEST <= folded.length()) {
            Needle found = longestAt(folded, at);
            if (found == null) {
                at++;
                continue;
            }
            int end = at + found.text().length();
            clean.append(original, copied, view.start(at));
            String sent = view.text().substring(at, end);
            clean.append(asItStands && found.plain() ? pseudonyms.of(sent) : pseudonyms.token(found.secret()));
            copied = view.start(end);
            at = end;
        }
        return copied == 0 && clean.isEmpty()
                ? original
                : clean.append(original, copied, original.length()).toString();
    }

    private @Nullable Needle longestAt(String folded, int at) {
        List<Needle> candidates = needles.get(folded.substring(at, at + SHORTEST));
        Needle longest = null;
        if (candidates != null) {
            for (Needle needle : candidates) {
                if (folded.startsWith(needle.text(), at)
                        && (longest == null
                                || needle.text().length() > longest.text().length())) {
                    longest = needle;
                }
            }
        }
        return longest;
    }

    /** Nothing of what is kept here. */
    @Override
    public String toString() {
        return texts.size() + " secrets";
    }
}
