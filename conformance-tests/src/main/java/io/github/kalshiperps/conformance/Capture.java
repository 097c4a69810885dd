package io.github.kalshiperps.conformance;

/**
 * One recorded exchange of messages.
 *
 * @param name the name its files share
 * @param environment where it was recorded, such as {@code demo}; {@code authored} when it was not recorded but written
 * @param method the HTTP method
 * @param path the path of the request, with the server's base path and without the query
 * @param status the HTTP status of the answer
 * @param body the answer as it was sent
 */
record Capture(String name, String environment, String method, String path, int status, String body) {}
