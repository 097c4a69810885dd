package io.github.kalshiperps.core.http;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All items of a list operation, page by page. Nothing is requested before an item is asked for, and a page not before
 * the one before it is used up; every iteration starts anew, at the first page. Requests are made on the iterating
 * thread, and their exceptions come out of {@code hasNext()} and {@code next()}; an iteration that failed may go on,
 * with the page that failed. The object is immutable, its iterators are for one thread each.
 *
 * <p>A cursor that comes a second time ends the iteration with a warning, because it would never end by itself.
 *
 * @param <R> the response that holds one page
 * @param <T> one item
 */
public final class Paged<R, T> implements Iterable<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Paged.class);

    private final PageLoader<R> loader;
    private final Function<? super R, ? extends @Nullable List<T>> items;
    private final Function<? super R, @Nullable String> cursor;
    private final int maxPages;
    private final long maxItems;

    /**
     * Prepares the call for one page.
     *
     * @param <R> the response that holds one page
     */
    @FunctionalInterface
    public interface PageLoader<R> {
        /**
         * Prepares the call.
         *
         * @param cursor where the page begins, or null for the page that the caller's own parameters ask for
         * @return the call
         */
        ApiCall<R> page(@Nullable String cursor);
    }

    /**
     * All pages from the first to the one without a cursor.
     *
     * @param loader prepares the call for one page
     * @param items the items of a page; null if it has none
     * @param cursor where the next page begins; null or empty on the last page
     */
    public Paged(
            PageLoader<R> loader,
            Function<? super R, ? extends @Nullable List<T>> items,
            Function<? super R, @Nullable String> cursor) {
        this(loader, items, cursor, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    private Paged(
            PageLoader<R> loader,
            Function<? super R, ? extends @Nullable List<T>> items,
            Function<? super R, @Nullable String> cursor,
            int maxPages,
            long maxItems) {
        this.loader = loader;
        this.items = items;
        this.cursor = cursor;
        this.maxPages = maxPages;
        this.maxItems = maxItems;
    }

    /**
     * The same, ended after some items. Does not cut the pages of {@link #pages()}.
     *
     * @param count at least 1
     * @return a new object
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Paged<R, T> maxItems(long count) {
        return new Paged<>(loader, items, cursor, maxPages, atLeastOne(count));
    }

    /**
     * The same, ended after some pages.
     *
     * @param count at least 1
     * @return a new object
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Paged<R, T> maxPages(int count) {
        return new Paged<>(loader, items, cursor, (int) atLeastOne(count), maxItems);
    }

    /**
     * Iterates over the items.
     *
     * @return an iterator that begins with the first page
     */
    @Override
    public Iterator<T> iterator() {
        return new Items();
    }

    /**
     * The items as a sequential stream.
     *
     * @return a stream that begins with the first page
     */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    /**
     * The pages themselves.
     *
     * @return the responses, requested as they are asked for
     */
    public Iterable<R> pages() {
        return Pages::new;
    }

    private static long atLeastOne(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("A cap must be at least 1 but was " + count);
        }
        return count;
    }

    private final class Pages implements Iterator<R> {
        private final Set<String> seen = new HashSet<>();
        private @Nullable R last;
        private @Nullable String next;
        private int loaded;
        private boolean more = true;

        /** The cursor is read here and not with its page: one that cannot be read must not cost the page's items. */
        @Override
        public boolean hasNext() {
            if (last != null) {
                if (loaded < maxPages) {
                    next = cursor.apply(last);
                    more = isNew(next);
                } else {
                    more = false;
                }
                last = null;
            }
            return more;
        }

        @Override
        public R next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            R page = loader.page(next).execute();
            loaded++;
            last = page;
            return page;
        }

        private boolean isNew(@Nullable String position) {
            if (position == null || position.isEmpty()) {
                return false;
            }
            if (seen.add(position)) {
                return true;
            }
            LOG.warn("Paging ends after {} pages: the exchange sent a cursor for the second time", loaded);
            return false;
        }
    }

    private final class Items implements Iterator<T> {
        private final Iterator<R> pages = new Pages();
        private Iterator<T> page = Collections.emptyIterator();
        private @Nullable R unread;
        private long returned;

        @Override
        public boolean hasNext() {
            if (returned == maxItems) {
                return false;
            }
            while (!page.hasNext() && (unread != null || pages.hasNext())) {
                R response = unread == null ? pages.next() : unread;
                // Until its items are read, so that an iteration that failed here fails here again and skips nothing.
                unread = response;
                List<T> list = items.apply(response);
                page = list == null ? Collections.emptyIterator() : list.iterator();
                unread = null;
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            returned++;
            return page.next();
        }
    }
}
