package io.github.kalshiperps.conformance;

/** How often something was shown, and by which capture first. */
final class Shown {
    private int count;
    private String capture = "";

    void add(String name) {
        if (count == 0) {
            capture = name;
        }
        count++;
    }

    int count() {
        return count;
    }

    /** The name of the first capture that shows it; empty when none does. */
    String capture() {
        return capture;
    }
}
