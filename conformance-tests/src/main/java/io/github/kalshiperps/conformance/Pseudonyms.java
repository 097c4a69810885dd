package io.github.kalshiperps.conformance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for others: the same input has the same pseudonym, of the same length and form, so that what belonged together
 * still does and what had a documented form still has it. Nobody finds the way back without the key. Safe for use by several threads.
 */
final class Pseudonyms {
    static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private static final Pattern HEX = Pattern.compile("(?=.*[0-9])[0-9a-fA-F-]{16,}");
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    private static final String ALGORITHM = "HmacSHA256";

    /** Where the version and the variant of a UUID are, which are no part of what it names. */
    private static final Set<Integer> FORM_OF_UUID = Set.of(14, 19);

    /** Of shorter names two may come out alike by chance. */
    private static final int LONG = 12;

    /** Beyond this many they may, so that memory does not grow. */
    private static final int REMEMBERED = 20_000;

    private final SecretKeySpec key;
    private final Map<String, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** @param key what they are made with; the same key makes the same ones */
    Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** A text of the same form: digits for digits, letters for letters of their case, all else as it is. */
    String of(String name) {
        if (ADDRESS.matcher(name).matches()) {
            return "https://scrubbed.invalid/" + token(name);
        }
        return name.length() < LONG ? distinct(name) : made(name, 0);
    }

    private synchronized String distinct(String name) {
        String present = given.get(name);
        if (present != null) {
            return present;
        }
        for (int attempt = 0; ; attempt++) {
            String pseudonym = made(name, attempt);
            boolean free = !pseudonym.equals(name) && !taken.contains(pseudonym);
            // A text of a few letters has few others of its form.
            if (free || attempt == 100 || pseudonym.chars().noneMatch(Pseudonyms::isReplaced)) {
                if (given.size() < REMEMBERED) {
                    given.put(name, pseudonym);
                    taken.add(pseudonym);
                }
                return pseudonym;
            }
        }
    }

    /** A text of letters and digits, for what has no form that matters. */
    String token(String name) {
        byte[] hash = hash("token:" + name);
        StringBuilder token = new StringBuilder("scrubbed");
        for (int i = 0; i < 6; i++) {
            token.append(Character.forDigit((hash[i] >> 4) & 15, 16)).append(Character.forDigit(hash[i] & 15, 16));
        }
        return token.toString();
    }

    private static boolean isReplaced(int c) {
        return Character.isLetterOrDigit(c);
    }

    private String made(String name, int attempt) {
        boolean uuid = UUID.matcher(name).matches();
        boolean hex = uuid || HEX.matcher(name).matches();
        StringBuilder made = new StringBuilder(name.length());
        byte[] random = {};
        for (int i = 0; i < name.length(); i++) {
            if (i % 16 == 0) {
                random = hash(attempt + ":" + i / 16 + ":" + name);
            }
            int value = ((random[2 * (i % 16)] & 0xff) << 8) | (random[2 * (i % 16) + 1] & 0xff);
            char c = name.charAt(i);
            if (!isReplaced(c) || (uuid && FORM_OF_UUID.contains(i))) {
                made.append(c);
            } else if (hex) {
                char digit = Character.forDigit(value % 16, 16);
                made.append(Character.isUpperCase(c) ? Character.toUpperCase(digit) : digit);
            } else if (c >= '0' && c <= '9') {
                // A number does not begin with 0, and what did not before does not now.
                made.append(i == 0 && c != '0' ? (char) ('1' + value % 9) : (char) ('0' + value % 10));
            } else {
                made.append((char) ((Character.isUpperCase(c) ? 'A' : 'a') + value % 26));
            }
        }
        return made.toString();
    }

    private byte[] hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has " + ALGORITHM, e);
        }
    }
}
