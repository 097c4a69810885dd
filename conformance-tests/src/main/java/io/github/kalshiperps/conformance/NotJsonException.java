package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** A text is not one JSON value; the message says why and where, in one line. */
final class NotJsonException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String inOneLine;

    private NotJsonException(String reason, String line, String column, Throwable cause) {
        super(reason + place(line + column), cause);
        this.inOneLine = reason + place(column);
    }

    static NotJsonException of(JsonProcessingException e) {
        // Jackson explains in brackets what JSON is and where an unclosed object began; the reader knows, and has the
        // place.
        String reason = "not JSON: " + e.getOriginalMessage().replaceFirst("(?s) \\((JSON|start marker) .*\\)", "");
        JsonLocation at = e.getLocation();
        return at == null
                ? new NotJsonException(reason, "", "", e)
                : new NotJsonException(reason, "line " + at.getLineNr() + ", ", "column " + at.getColumnNr(), e);
    }

    private static String place(String words) {
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    /** The message for a text of one line, of which only the column is worth saying. */
    String inOneLine() {
        return inOneLine;
    }
}
