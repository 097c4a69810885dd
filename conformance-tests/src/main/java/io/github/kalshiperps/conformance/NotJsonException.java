package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** A text is not one JSON value; the message says why and where, in one line. */
final class NotJsonException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private NotJsonException(String message, Throwable cause) {
        super(message, cause);
    }

    static NotJsonException of(JsonProcessingException e) {
        // Jackson explains in brackets what JSON is and where an unclosed object began; the reader knows, and has the
        // place.
        String reason = e.getOriginalMessage().replaceFirst("(?s) \\((JSON|start marker) .*\\)", "");
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return new NotJsonException("not JSON: " + reason + place, e);
    }
}
