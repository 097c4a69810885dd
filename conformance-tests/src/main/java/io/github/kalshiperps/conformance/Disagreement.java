package io.github.kalshiperps.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What stays the same of a finding from one run to the next, whatever the captures are called.
 *
 * @param kind the name of its kind, which may be one of another version
 * @param path where, folded
 * @param rule the rule that is broken; empty for kinds without rules
 * @param sort what the name is
 * @param name what the contract calls the message
 */
record Disagreement(String kind, String path, String rule, Source.Sort sort, String name) {
    private static final int ID_LENGTH = 12;

    /** A short text that stands for it in links and in reports. */
    String id() {
        String text = String.join("\n", kind, rule.isEmpty() ? path : path + "\n" + rule, sort.noun(), name);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
