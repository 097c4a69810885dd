package io.github.kalshiperps.ws.server;

import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.ws.model.OrderGroupUpdate;
import io.github.kalshiperps.ws.model.UserOrder;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What happened at a {@link FlowExchange}, whether or not a client heard of it. Immutable.
 *
 * @param frames how many frames the flow had: events that are one frame for a client that is subscribed to everything
 * @param books the books at the end, by market
 * @param fills all fills
 * @param trades all trades
 * @param orders the last state of each order
 * @param groups the last event of each order group
 * @param happened how many events there were of each message type
 * @param sent how many messages of each type were given to a connection, with answers and snapshots; a reset may have
 *     lost some
 * @param faults what was done to the client, in order
 * @param connections how many connections there were
 */
public record Truth(
        long frames,
        Map<String, Book> books,
        Tally fills,
        Tally trades,
        Map<UUID, UserOrder> orders,
        Map<String, OrderGroupUpdate> groups,
        Map<String, Long> happened,
        Map<String, Long> sent,
        List<Fault> faults,
        long connections) {
    /**
     * The levels of a book, best first.
     *
     * @param bids the bids, highest first
     * @param asks the asks, lowest first
     */
    public record Book(List<PriceLevel> bids, List<PriceLevel> asks) {}

    /** How many faults there were of a kind. */
    public long faults(Fault.Kind kind) {
        return faults.stream().filter(fault -> fault.kind() == kind).count();
    }
}
