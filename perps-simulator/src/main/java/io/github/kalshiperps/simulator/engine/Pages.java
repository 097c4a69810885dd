package io.github.kalshiperps.simulator.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Cuts a list that only grows at its end into pages, newest first. A cursor says where in the list the next page begins. */
final class Pages {
    private Pages() {}

    static <S, T> Page<T> newestFirst(List<S> all, Predicate<S> wanted, Function<S, T> shown, PageRequest request) {
        List<T> items = new ArrayList<>();
        for (int i = start(all.size(), request); i >= 0; i--) {
            S candidate = all.get(i);
            if (wanted.test(candidate)) {
                if (items.size() == request.limit()) {
                    return new Page<>(items, cursor(i));
                }
                items.add(shown.apply(candidate));
            }
        }
        return new Page<>(items, "");
    }

    private static int start(int size, PageRequest request) {
        String cursor = request.cursor();
        if (cursor == null || cursor.isEmpty()) {
            return size - 1;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            int start = Integer.parseInt(text);
            if (start >= 0 && start < size) {
                return start;
            }
        } catch (IllegalArgumentException notOurs) {
            // Said below.
        }
        throw Refusals.invalidParameters("invalid cursor");
    }

    private static String cursor(int index) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Integer.toString(index).getBytes(StandardCharsets.US_ASCII));
    }
}
