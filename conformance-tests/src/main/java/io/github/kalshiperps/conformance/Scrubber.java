package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.spectools.contract.Api;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of messages what tells who somebody is or lets others act for them, and leaves everything else to the letter. Messages
 * need not be whole or JSON at all. Safe for use by several threads.
 */
final class Scrubber {
    /** Members with texts for people, in which anything may be quoted. */
    private static final Set<String> PROSE =
            Set.of("message", "details", "msg", "code", "error", "warning", "reason", "service", "title");

    private static final Pattern QUOTED_ID =
            Pattern.compile(Pseudonyms.UUID.pattern() + "|[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+");

    private static final Pattern WORD = Pattern.compile("[\\p{Alnum}][\\p{Alnum}_.-]*[\\p{Alnum}]");

    /** With so many digits, and so long, a text means the same wherever it stands. */
    private static final Pattern UNMISTAKABLE = Pattern.compile("(?=(?:[^0-9]*[0-9]){4}).{12,}", Pattern.DOTALL);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DEEPEST = 4;
    private static final int REMEMBERED = 1_000;

    private final Pseudonyms pseudonyms;
    private final Set<String> met = new LinkedHashSet<>();
    private volatile Secrets secrets;

    /**
     * @param pseudonyms what comes in the place of names
     * @param secrets what must be found wherever it stands, and however it is encoded
     */
    Scrubber(Pseudonyms pseudonyms, Secrets secrets) {
        this.pseudonyms = pseudonyms;
        this.secrets = secrets;
    }

    /** A body or a frame, of whatever there is in it. */
    String message(Api api, String text, Secrets more) {
        String clean = new Pass(Identifying.of(api), text, 0).run();
        return secrets.removedFrom(more.removedFrom(clean, pseudonyms), pseudonyms);
    }

    /** A path with its query. */
    String path(Api api, String path, Secrets more) {
        Identifying identifying = Identifying.of(api);
        int mark = path.indexOf('?');
        String[] segments = (mark < 0 ? path : path.substring(0, mark)).split("/", -1);
        List<String> decoded = List.of(segments).stream().map(Scrubber::decode).toList();
        for (int i = 0; i < segments.length; i++) {
            String segment = decoded.get(i);
            if (!segment.isEmpty() && (identifying.isSegment(decoded, i) || isMet(segment))) {
                segments[i] = encode(named(segment));
            }
        }
        StringBuilder clean = new StringBuilder(String.join("/", segments));
        if (mark >= 0) {
            String separator = "?";
            for (String parameter : path.substring(mark + 1).split("&", -1)) {
                clean.append(separator).append(parameter(identifying, parameter));
                separator = "&";
            }
        }
        return secrets.removedFrom(more.removedFrom(clean.toString(), pseudonyms), pseudonyms);
    }

    private String parameter(Identifying identifying, String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0) {
            return parameter;
        }
        String value = decode(parameter.substring(equals + 1));
        return !value.isEmpty() && (identifying.isMember(decode(parameter.substring(0, equals))) || isMet(value))
                ? parameter.substring(0, equals + 1) + encode(named(value))
                : parameter;
    }

    /** Remembers secrets that came up on the way, as far as there is room. */
    synchronized void learn(Collection<String> more) {
        for (String secret : more) {
            if (met.size() < REMEMBERED && met.add(secret)) {
                secrets = secrets.and(List.of(secret));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a % that begins no escape
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The pseudonym of a name, which is looked out for from now on. */
    private String named(String name) {
        if (name.length() >= Secrets.SHORTEST) {
            boolean room;
            synchronized (this) {
                room = met.size() < REMEMBERED && met.add(name);
            }
            if (room && UNMISTAKABLE.matcher(name).matches()) {
                synchronized (this) {
                    secrets = secrets.and(List.of(name));
                }
            }
        }
        return pseudonyms.of(name);
    }

    private synchronized boolean isMet(String word) {
        return met.contains(word);
    }

    private String prose(String text) {
        String clean = QUOTED_ID.matcher(text).replaceAll(this::pseudonym);
        return WORD.matcher(clean).replaceAll(found -> isMet(found.group()) ? pseudonym(found) : literal(found));
    }

    private String pseudonym(MatchResult found) {
        return Matcher.quoteReplacement(pseudonyms.of(found.group()));
    }

    private static String literal(MatchResult found) {
        return Matcher.quoteReplacement(found.group());
    }

    /** Whether the value of a member is for people. */
    private static boolean isProse(@Nullable String name) {
        return name != null && PROSE.contains(name);
    }

    /** What is open at a place of a JSON text. */
    private static final class Open {
        final boolean object;

        /** Of an array, the member that it is the value of; of an object, its member that was named last. */
        @Nullable
        String name;

        /** Whether the members are named after something that is to be replaced. */
        final boolean mapOfNames;

        Open(boolean object, @Nullable String name, boolean mapOfNames) {
            this.object = object;
            this.name = name;
            this.mapOfNames = mapOfNames;
        }
    }

    /** One way through a text that may be JSON. */
    private final class Pass {
        private final Identifying identifying;
        private final String text;
        private final int depth;
        private final StringBuilder clean;
        private final Deque<Open> open = new ArrayDeque<>();
        private int copied;

        Pass(Identifying identifying, String text, int depth) {
            this.identifying = identifying;
            this.text = text;
            this.depth = depth;
            this.clean = new StringBuilder(text.length());
        }

        String run() {
            if (!isJson(text)) {
                return prose(text);
            }
            for (int at = 0; at < text.length(); ) {
                char c = text.charAt(at);
                if (c == '"') {
                    at = string(at);
                } else if (c == '-' || (c >= '0' && c <= '9')) {
                    at = number(at);
                } else {
                    if (c == '{' || c == '[') {
                        String name = name();
                        open.push(new Open(
                                c == '{', c == '{' ? null : name, name != null && identifying.isMapOfKeys(name)));
                    } else if ((c == '}' || c == ']') && !open.isEmpty()) {
                        open.pop();
                    }
                    at++;
                }
            }
            return clean.append(text, copied, text.length()).toString();
        }

        private @Nullable String name() {
            Open inside = open.peek();
            return inside == null ? null : inside.name;
        }

        private int string(int begin) {
            int end = endOfString(begin);
            boolean closed = end <= text.length() && end - begin >= 2 && text.charAt(end - 1) == '"';
            String raw = text.substring(begin + 1, closed ? end - 1 : end);
            Open inside = open.peek();
            if (inside != null && inside.object && isNameBefore(end)) {
                String name = unescaped(raw);
                if (inside.mapOfNames) {
                    replace(begin + 1, raw, name, named(name));
                }
                inside.name = name;
            } else {
                String value = unescaped(raw);
                String name = name();
                if (value.isEmpty()) {
                    return end;
                }
                if (name != null && identifying.isMember(name)) {
                    replace(begin + 1, raw, value, named(value));
                } else if (depth < DEEPEST && isJson(value)) {
                    replace(begin + 1, raw, value, new Pass(identifying, value, depth + 1).run());
                } else if (isProse(name) || inside == null) {
                    replace(begin + 1, raw, value, prose(value));
                }
            }
            return end;
        }

        private void replace(int begin, String raw, String value, String replacement) {
            if (!replacement.equals(value)) {
                clean.append(text, copied, begin)
                        .append(JsonStringEncoder.getInstance().quoteAsString(replacement));
                copied = begin + raw.length();
            }
        }

        /** Behind the closing quote; the end of the text when it is cut off. */
        private int endOfString(int begin) {
            for (int at = begin + 1; at < text.length(); at++) {
                if (text.charAt(at) == '\\') {
                    at++;
                } else if (text.charAt(at) == '"') {
                    return at + 1;
                }
            }
            return text.length();
        }

        private boolean isNameBefore(int end) {
            int at = end;
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() && text.charAt(at) == ':';
        }

        private int number(int begin) {
            int end = begin + 1;
            while (end < text.length() && "0123456789.eE+-".indexOf(text.charAt(end)) >= 0) {
                end++;
            }
            String name = name();
            if (name != null && identifying.isMember(name)) {
                // Its sign and exponent are no digits of a name.
                int first = text.charAt(begin) == '-' ? begin + 1 : begin;
                String digits = text.substring(first, end).replaceFirst("[eE].*", "");
                clean.append(text, copied, first).append(pseudonyms.of(digits));
                copied = first + digits.length();
            }
            return end;
        }
    }

    private static boolean isJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[") || start.startsWith("\"");
    }

    private static String unescaped(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        try {
            return JSON.readValue('"' + raw + '"', String.class);
        } catch (JsonProcessingException e) {
            return raw; // not JSON after all
        }
    }
}
