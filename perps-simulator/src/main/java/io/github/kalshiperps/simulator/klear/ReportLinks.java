package io.github.kalshiperps.simulator.klear;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links to reports that work without credentials and for a while. Immutable and safe for use by several threads.
 */
final class ReportLinks {
    static final String PATH = "/klear-reports/";
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    ReportLinks(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Path and query of a link to a report. */
    String link(Report report, Instant now) {
        long expires = now.plus(VALID).getEpochSecond();
        return PATH + report.id() + "/" + report.fileName() + "?expires=" + expires + "&signature="
                + signature(report.id(), expires);
    }

    /** Whether a link opens the report now. */
    boolean opens(String reportId, String expires, String signature, Instant now) {
        long until;
        try {
            until = Long.parseLong(expires);
        } catch (NumberFormatException e) {
            return false;
        }
        return MessageDigest.isEqual(
                        signature(reportId, until).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8))
                && now.getEpochSecond() < until;
    }

    private String signature(String reportId, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((reportId + "|" + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has " + ALGORITHM, e);
        }
    }
}
