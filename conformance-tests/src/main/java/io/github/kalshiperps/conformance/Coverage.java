package io.github.kalshiperps.conformance;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** How much of a contract the compared captures show. */
final class Coverage {
    private final ContractFile contract;
    private final Transport transport;
    private final List<Tally> tallies;
    private final SchemaCoverage schemas;
    private int roundTrips;

    /**
     * @param contract what is to be covered
     * @param transport of the captures
     * @param tallies of what it documents
     * @param documented the schemas of all that the exchange may send
     */
    Coverage(ContractFile contract, Transport transport, List<Tally> tallies, Iterable<Schema> documented) {
        this.contract = contract;
        this.transport = transport;
        this.tallies = tallies;
        this.schemas = new SchemaCoverage(documented);
    }

    ContractFile contract() {
        return contract;
    }

    Transport transport() {
        return transport;
    }

    List<Tally> tallies() {
        return tallies;
    }

    Tally tally(Documented documented) {
        return tallies.stream()
                .filter(tally -> tally.documented() == documented)
                .findFirst()
                .orElseThrow();
    }

    /** What captured values show of the schemas that a documented message can hold. */
    SchemaCoverage shown() {
        return schemas;
    }

    /** The named schemas that a documented message can hold. */
    NavigableSet<String> schemas() {
        return schemas.schemas().navigableKeySet();
    }

    /** Those of them that a captured value has. */
    NavigableSet<String> seen() {
        NavigableSet<String> seen = new TreeSet<>();
        schemas.schemas().forEach((name, shown) -> {
            if (shown.count() > 0) {
                seen.add(name);
            }
        });
        return seen;
    }

    NavigableSet<String> notSeen() {
        NavigableSet<String> notSeen = new TreeSet<>(schemas());
        notSeen.removeAll(seen());
        return notSeen;
    }

    void addRoundTrip() {
        roundTrips++;
    }

    /** How many messages our models read and wrote, or failed to. */
    int roundTrips() {
        return roundTrips;
    }
}
