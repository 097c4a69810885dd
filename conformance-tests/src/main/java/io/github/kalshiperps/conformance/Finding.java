package io.github.kalshiperps.conformance;

/**
 * One deviation in one capture.
 *
 * @param capture the capture's name
 * @param operation the operationId
 * @param kind what kind of deviation
 * @param path where, folded
 * @param count how often it occurs there within the capture
 * @param expected what was expected, in words
 * @param example what was found the first time, shortened
 * @param firstAt where it was found the first time, exactly
 */
record Finding(
        String capture,
        String operation,
        Kind kind,
        String path,
        int count,
        String expected,
        String example,
        String firstAt) {
    Finding again() {
        return new Finding(capture, operation, kind, path, count + 1, expected, example, firstAt);
    }
}
