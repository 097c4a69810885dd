package io.github.kalshiperps.klear;

import io.github.kalshiperps.core.error.KalshiException;
import java.io.IOException;
import java.io.Serial;

/**
 * A report's file did not arrive completely. No partial file is left under the file's name, and the download can be tried
 * again. The message names host and path of the link and never its query, which is what opens it.
 */
public final class ReportDownloadException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** What the store answered, or 0. */
    private final int status;

    ReportDownloadException(String where, int status) {
        super("The report at " + where + " was answered with " + status + describe(status), null);
        this.status = status;
    }

    ReportDownloadException(String where, IOException cause) {
        super("The report at " + where + " did not arrive completely: " + cause.getMessage(), cause);
        this.status = 0;
    }

    private static String describe(int status) {
        return switch (status) {
            case 400, 401, 403, 404, 410 -> "; its link may have expired: list the reports again for a fresh one";
            default -> "";
        };
    }

    /**
     * What the store answered.
     *
     * @return the HTTP status, or 0 when the download broke off
     */
    public int status() {
        return status;
    }
}
