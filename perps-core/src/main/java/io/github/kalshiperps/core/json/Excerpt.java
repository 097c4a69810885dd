package io.github.kalshiperps.core.json;

/** Shortens foreign text for messages. */
final class Excerpt {
    private static final int MAX = 60;

    private Excerpt() {}

    static String of(String text) {
        return text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    }
}
