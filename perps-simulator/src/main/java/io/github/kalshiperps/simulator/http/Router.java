package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.ApiOperation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation of a request by the contract's path templates. Immutable and safe for use by several threads.
 *
 * <p>Where a literal and a variable both match, the literal wins, so that {@code /margin/order_groups/create} is not the group
 * called "create".
 */
public final class Router {
    private final List<Template> templates;

    /**
     * A router over the operations of one contract.
     *
     * @param operations the generated table
     */
    public Router(List<ApiOperation> operations) {
        templates = operations.stream().map(Template::of).toList();
    }

    /** Where a request leads. */
    public sealed interface Route {}

    /**
     * To an operation.
     *
     * @param operation the operation
     * @param arguments the decoded path arguments by their names in the template
     */
    public record Found(ApiOperation operation, Map<String, String> arguments) implements Route {}

    /**
     * To the same path without the slash at its end.
     *
     * @param path that path
     */
    public record TrailingSlash(String path) implements Route {}

    /**
     * To a path that has other methods only.
     *
     * @param allowed those methods, sorted
     */
    public record OtherMethods(List<String> allowed) implements Route {}

    /** Nowhere. */
    public record Nowhere() implements Route {}

    /**
     * Finds the way.
     *
     * @param method the HTTP method
     * @param path the path below the API's base, as it was sent, without query
     * @return where it leads
     */
    public Route route(String method, String path) {
        if (path.length() > 1 && path.endsWith("/")) {
            String shorter = path.substring(0, path.length() - 1);
            return matching(shorter).isEmpty() ? new Nowhere() : new TrailingSlash(shorter);
        }
        List<Match> matches = matching(path);
        Match best = null;
        for (Match match : matches) {
            if (match.template.operation.httpMethod().equals(method)
                    && (best == null || match.literals() > best.literals())) {
                best = match;
            }
        }
        if (best != null) {
            return new Found(best.template.operation, best.arguments);
        }
        if (matches.isEmpty()) {
            return new Nowhere();
        }
        TreeSet<String> allowed = new TreeSet<>();
        matches.forEach(match -> allowed.add(match.template.operation.httpMethod()));
        return new OtherMethods(List.copyOf(allowed));
    }

    private List<Match> matching(String path) {
        String[] segments = path.split("/", -1);
        List<Match> matches = new ArrayList<>();
        for (Template template : templates) {
            Map<String, String> arguments = template.match(segments);
            if (arguments != null) {
                matches.add(new Match(template, arguments));
            }
        }
        return matches;
    }

    private record Match(Template template, Map<String, String> arguments) {
        int literals() {
            return template.segments.length - arguments.size();
        }
    }

    private static final class Template {
        private final ApiOperation operation;
        private final String[] segments;

        private Template(ApiOperation operation, String[] segments) {
            this.operation = operation;
            this.segments = segments;
        }

        static Template of(ApiOperation operation) {
            return new Template(operation, operation.path().split("/", -1));
        }

        @Nullable
        Map<String, String> match(String[] path) {
            if (path.length != segments.length) {
                return null;
            }
            Map<String, String> arguments = new LinkedHashMap<>();
            for (int i = 0; i < segments.length; i++) {
                String segment = segments[i];
                if (segment.startsWith("{")) {
                    String argument = decoded(path[i]);
                    if (argument == null || argument.isEmpty()) {
                        return null;
                    }
                    arguments.put(segment.substring(1, segment.length() - 1), argument);
                } else if (!segment.equals(path[i])) {
                    return null;
                }
            }
            return arguments;
        }

        /** Null when it is no percent-encoding: then no operation has that path. */
        private static @Nullable String decoded(String segment) {
            try {
                // The decoder is one of forms, where a plus is a space; in a path it is itself.
                return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
