package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;

/** What may stand at one position of a contract, and how it is written canonically. */
@FunctionalInterface
interface Shape {
    /**
     * The canonical form of a value. A value that does not fit is reported to the position; the result then means
     * nothing, for the whole document is refused in the end.
     *
     * @param value as upstream has it; never changed
     * @param at where it stands
     */
    JsonNode canonical(JsonNode value, Position at);
}
