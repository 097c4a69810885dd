package io.github.kalshiperps.core.json;

import com.squareup.moshi.JsonReader;

/** JSON paths of what a reader has just read; only asked for when something is to be reported. */
final class Paths {
    private Paths() {}

    /** The path of the object that holds the member which the reader stands at. */
    static String ofParent(JsonReader reader, String member) {
        String path = reader.getPath();
        String suffix = "." + member;
        return path.endsWith(suffix) ? path.substring(0, path.length() - suffix.length()) : path;
    }

    /** The path of the value that was read last: behind an array element the reader already names the next one. */
    static String ofLastRead(JsonReader reader) {
        String path = reader.getPath();
        int open = path.lastIndexOf('[');
        if (open < 0 || !path.endsWith("]")) {
            return path;
        }
        try {
            int next = Integer.parseInt(path.substring(open + 1, path.length() - 1));
            return path.substring(0, open + 1) + (next - 1) + "]";
        } catch (NumberFormatException e) {
            return path; // a member whose name looks like an index
        }
    }
}
