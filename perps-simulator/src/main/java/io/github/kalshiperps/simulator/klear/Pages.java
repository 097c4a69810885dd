package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.simulator.engine.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts lists into pages. A cursor names its list, so that one of another list is refused. Without state. */
final class Pages {
    /**
     * One page.
     *
     * @param items what is on it
     * @param cursor where the next one starts, or null on the last one
     */
    record Page<T>(List<T> items, @Nullable String cursor) {}

    private Pages() {}

    /** Pages of a list that does not change. */
    static <T> Page<T> oldestFirst(String list, List<T> items, @Nullable String cursor, int limit) {
        int from = cursor == null ? 0 : decode(list, cursor, items.size() - 1);
        int to = (int) Math.min(items.size(), (long) from + limit);
        return new Page<>(List.copyOf(items.subList(from, to)), to < items.size() ? encode(list, to) : null);
    }

    /** Pages of a list that only grows at its end, from there to its start: what is added meanwhile moves no page. */
    static <T> Page<T> newestFirst(String list, List<T> items, @Nullable String cursor, int limit) {
        int from = cursor == null ? items.size() - 1 : decode(list, cursor, items.size() - 1);
        int to = (int) Math.max(-1, (long) from - limit);
        List<T> page = new ArrayList<>(from - to);
        for (int i = from; i > to; i--) {
            page.add(items.get(i));
        }
        return new Page<>(List.copyOf(page), to >= 0 ? encode(list, to) : null);
    }

    private static String encode(String list, int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((list + "|" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int decode(String list, String cursor, int last) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int bar = text.lastIndexOf('|');
            if (bar >= 0 && text.substring(0, bar).equals(list)) {
                int position = Integer.parseInt(text.substring(bar + 1));
                if (position >= 0 && position <= last) {
                    return position;
                }
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static Refusal invalid() {
        return new Refusal(400, "invalid_cursor", "the cursor is not one of this list", null);
    }
}
