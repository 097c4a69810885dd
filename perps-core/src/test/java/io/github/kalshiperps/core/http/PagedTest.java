package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kalshiperps.core.error.NotFoundException;
import io.github.kalshiperps.core.http.TestExchange.ListParams;
import io.github.kalshiperps.core.http.TestExchange.Order;
import io.github.kalshiperps.core.http.TestExchange.OrderPage;
import io.github.kalshiperps.core.http.TestExchange.OrdersApi;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedTest {
    private final TestExchange exchange = new TestExchange();

    @AfterEach
    void close() {
        exchange.close();
    }

    /** As generated code does. */
    private Paged<OrderPage, Order> all() {
        OrdersApi orders = exchange.orders();
        return new Paged<>(
                cursor -> orders.list(
                        cursor == null ? ListParams.of("limit", "2") : ListParams.of("limit", "2", "cursor", cursor)),
                OrderPage::orders,
                OrderPage::cursor);
    }

    private void page(@Nullable String cursor, String... ids) {
        String orders = List.of(ids).stream()
                .map(id -> "{\"order_id\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        exchange.answer(200, "{\"orders\":" + orders + (cursor == null ? "" : ",\"cursor\":\"" + cursor + "\"") + "}");
    }

    private static List<String> ids(Iterable<Order> orders) {
        List<String> ids = new ArrayList<>();
        orders.forEach(order -> ids.add(String.valueOf(order.order_id())));
        return ids;
    }

    private int requests() {
        return exchange.server.getRequestCount();
    }

    @Test
    void pagesFollowTheCursor() {
        page("c1", "a", "b");
        page("c2", "c", "d");
        page("", "e");
        assertThat(ids(all())).containsExactly("a", "b", "c", "d", "e");
        assertThat(exchange.request().getTarget()).endsWith("/orders?limit=2");
        assertThat(exchange.request().getTarget()).endsWith("/orders?limit=2&cursor=c1");
        assertThat(exchange.request().getTarget()).endsWith("/orders?limit=2&cursor=c2");
    }

    @Test
    void absentCursorEnds() {
        page(null, "a");
        assertThat(ids(all())).containsExactly("a");
    }

    @Test
    void nothingIsRequestedBeforeAnItemIsAskedFor() {
        Paged<OrderPage, Order> all = all();
        assertThat(List.of(all.iterator(), all.pages().iterator(), all.stream()))
                .hasSize(3);
        assertThat(requests()).isZero();
    }

    @Test
    void nextPageIsNotRequestedBeforeThisOneIsUsedUp() {
        page("c1", "a", "b");
        page("", "c");
        Iterator<Order> iterator = all().iterator();
        iterator.next();
        assertThat(iterator.hasNext()).isTrue();
        iterator.next();
        assertThat(requests()).isEqualTo(1);
        assertThat(iterator.hasNext()).isTrue();
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void emptyPageWithACursorIsNotTheEnd() {
        page("c1");
        page("c2");
        page("", "a");
        assertThat(ids(all())).containsExactly("a");
    }

    @Test
    void nullListIsAnEmptyPage() {
        exchange.answer(200, "{\"orders\":null,\"cursor\":\"c1\"}");
        page("", "a");
        assertThat(ids(all())).containsExactly("a");
    }

    @Test
    void noItemsAtAllIsAnEmptyIteration() {
        page("");
        assertThat(all()).isEmpty();
    }

    @Test
    void repeatedCursorEnds() {
        page("c1", "a");
        page("c1", "b");
        page("", "c");
        assertThat(ids(all())).containsExactly("a", "b");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void cursorThatComesBackLaterEnds() {
        page("c1", "a");
        page("c2", "b");
        page("c3", "c");
        page("c1", "d");
        page("", "e");
        assertThat(ids(all())).containsExactly("a", "b", "c", "d");
    }

    @Test
    void everyIterationStartsAnew() {
        Paged<OrderPage, Order> all = all();
        for (int i = 0; i < 2; i++) {
            page("c1", "a");
            page("", "b");
            assertThat(ids(all)).containsExactly("a", "b");
        }
        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void itemsAreCapped() {
        page("c1", "a", "b");
        page("c2", "c", "d");
        page("c3", "e");
        assertThat(ids(all().maxItems(3))).containsExactly("a", "b", "c");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void capAtTheEndOfAPageRequestsNoFurtherOne() {
        page("c1", "a", "b");
        page("", "c");
        assertThat(ids(all().maxItems(2))).containsExactly("a", "b");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void pagesAreCapped() {
        page("c1", "a", "b");
        page("c2", "c", "d");
        page("c3", "e");
        assertThat(ids(all().maxPages(2))).containsExactly("a", "b", "c", "d");
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void bothCapsHold() {
        page("c1", "a", "b");
        page("c2", "c", "d");
        page("c3", "e");
        Paged<OrderPage, Order> all = all();
        assertThat(ids(all.maxPages(2).maxItems(3))).containsExactly("a", "b", "c");
        page("", "a");
        assertThat(ids(all)).as("the first object has no caps").containsExactly("e", "a");
    }

    @Test
    void capsMustBePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> all().maxItems(0));
        assertThatIllegalArgumentException().isThrownBy(() -> all().maxPages(0));
        assertThatIllegalArgumentException().isThrownBy(() -> all().maxPages(-1));
    }

    @Test
    void streamIsLazy() {
        page("c1", "a", "b");
        page("", "c");
        assertThat(all().stream().map(Order::order_id).limit(2)).containsExactly("a", "b");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void pagesAreTheResponses() {
        page("c1", "a", "b");
        page("", "c");
        assertThat(all().pages()).extracting(OrderPage::cursor).containsExactly("c1", "");
    }

    @Test
    void errorComesOutAndTheIterationMayGoOn() {
        page("c1", "a");
        exchange.answer(404, "");
        page("", "b");
        Iterator<Order> iterator = all().iterator();
        assertThat(iterator.next()).isEqualTo(new Order("a"));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(iterator::hasNext);
        assertThat(iterator.next()).isEqualTo(new Order("b"));
        assertThat(iterator.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nextBehindTheEndFails(boolean pages) {
        page("", "a");
        Iterator<?> iterator = pages ? all().pages().iterator() : all().iterator();
        iterator.next();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }
}
