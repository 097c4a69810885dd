package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What the tools know about one description language. */
interface DocumentFormat {
    /**
     * The shape of a whole document.
     *
     * @param title takes the place of the upstream title
     */
    Shape document(String title);

    /** The size of a canonical document, in the order in which it is told. */
    Map<String, Integer> counts(JsonNode document);

    /** Known defects that show only in the whole canonical document. */
    List<String> defects(JsonNode document);
}
