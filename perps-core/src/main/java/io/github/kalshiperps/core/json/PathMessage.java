package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonReader;

/**
 * What Moshi and the codecs throw, taken apart: their messages end in the path, which is more exact than where the reader has
 * got to.
 *
 * @param text what was expected and what was found
 * @param path where
 */
record PathMessage(String text, String path) {
    private static final String AT_PATH = " at path ";

    static PathMessage of(Exception e, JsonReader reader) {
        String message = e.getMessage() == null ? "Malformed JSON" : e.getMessage();
        int at = message.lastIndexOf(AT_PATH);
        return at < 0
                ? new PathMessage(message, reader.getPath())
                : new PathMessage(message.substring(0, at), message.substring(at + AT_PATH.length()));
    }
}
