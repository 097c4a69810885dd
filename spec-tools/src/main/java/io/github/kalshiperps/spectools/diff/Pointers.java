package io.github.kalshiperps.spectools.diff;

/** JSON pointers into a document, as fragments. */
final class Pointers {
    private Pointers() {}

    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    static String child(String pointer, String... keys) {
        StringBuilder child = new StringBuilder(pointer);
        for (String key : keys) {
            child.append('/').append(escaped(key));
        }
        return child.toString();
    }
}
