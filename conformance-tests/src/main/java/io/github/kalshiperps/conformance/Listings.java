package io.github.kalshiperps.conformance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of listings that go over several pages. Pages belong together when one was asked for with the cursor of the other and
 * with the same filters; captures come in any order, so that this is known when all were read. Of a page, the ids of its elements are
 * kept.
 */
final class Listings {
    private static final String CURSOR = "cursor";

    /** What tells the elements of a listing apart, by their schema. One trade may be two fills of one user, of two orders. */
    private static final Map<String, List<String>> IDS = Map.of(
            "MarginOrder", List.of("order_id"),
            "MarginFill", List.of("fill_id", "order_id"),
            "MarginTrade", List.of("trade_id"),
            "FundingPaymentDetail", List.of("id"),
            "MaintenanceMarginDetail", List.of("id"),
            "SettlementDetail", List.of("id"),
            "ObligationInfo", List.of("id"));

    private final Findings findings;
    private final List<Page> pages = new ArrayList<>();

    Listings(Findings findings) {
        this.findings = findings;
    }

    /** Looks at an answer, which is a page if the contract gives it a cursor. */
    void answer(Source source, String path, Fields answer, Circumstances circumstances, Breaches breaches) {
        Schema schema = answer.schema();
        if (schema == null || !schema.properties().contains(CURSOR)) {
            return;
        }
        String asked = circumstances.query().getOrDefault(CURSOR, "");
        String text = answer.text(CURSOR);
        String next = text == null ? "" : text;
        if (!next.isEmpty() && next.equals(asked)) {
            breaches.add(Rule.PAGE_CURSOR, answer.place(CURSOR), next);
        }
        BigDecimal limit = AmountRules.asked(circumstances, "limit");
        Map<String, String> filters = new TreeMap<>(circumstances.query());
        filters.remove(CURSOR);
        filters.remove("limit");
        for (String list : schema.properties()) {
            int size = answer.elements(list).size();
            if (limit != null && BigDecimal.valueOf(size).compareTo(limit) > 0) {
                breaches.add(
                        Rule.PAGE_LIMIT, answer.place(list), size + " elements for limit=" + limit.toPlainString());
            }
            List<Element> elements = elements(answer, list);
            Set<String> seen = new HashSet<>();
            elements.stream()
                    .filter(element -> !seen.add(element.id()))
                    .forEach(element -> findings.add(source, Rule.PAGE_REPEATS, element.place(), element.id()));
            if (!elements.isEmpty() && !(asked + next).isEmpty()) {
                pages.add(new Page(source, path + " " + list + filters, asked, next, elements));
            }
        }
    }

    private static List<Element> elements(Fields answer, String list) {
        List<Element> elements = new ArrayList<>();
        for (Fields element : answer.each(list)) {
            Schema schema = element.schema();
            List<String> names = schema == null ? List.of() : idOf(schema);
            List<String> parts = new ArrayList<>();
            for (String name : names) {
                String part = element.text(name);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (!names.isEmpty() && parts.size() == names.size()) {
                elements.add(new Element(element.place(names.get(0)), String.join(" ", parts)));
            }
        }
        return elements;
    }

    private static List<String> idOf(Schema schema) {
        return schema.names().stream()
                .filter(IDS::containsKey)
                .findFirst()
                .map(IDS::get)
                .orElse(List.of());
    }

    /** Compares the pages that belong together. */
    void finish() {
        Map<Link, Page> byNext = new HashMap<>();
        pages.forEach(page -> byNext.putIfAbsent(new Link(page.listing(), page.next()), page));
        for (Page page : pages) {
            Set<String> before = new HashSet<>();
            // A listing may go round, which is found as such; no page is before itself.
            Set<Link> visited = new HashSet<>(Set.of(new Link(page.listing(), page.next())));
            Link link = new Link(page.listing(), page.asked());
            while (!link.cursor().isEmpty() && byNext.containsKey(link) && visited.add(link)) {
                Page earlier = Objects.requireNonNull(byNext.get(link));
                earlier.elements().forEach(element -> before.add(element.id()));
                link = new Link(earlier.listing(), earlier.asked());
            }
            page.elements().stream()
                    .filter(element -> before.contains(element.id()))
                    .forEach(element -> findings.add(page.source(), Rule.PAGE_REPEATS, element.place(), element.id()));
        }
        pages.clear();
    }

    private record Element(Place place, String id) {}

    private record Page(Source source, String listing, String asked, String next, List<Element> elements) {}

    /** From one page of a listing to the next. */
    private record Link(String listing, String cursor) {}
}
