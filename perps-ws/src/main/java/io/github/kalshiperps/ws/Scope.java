package io.github.kalshiperps.ws;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Immutable: which markets are meant, all of them or some or none. The exchange means all when a command names none. */
record Scope(boolean all, Set<String> markets) {
    static final Scope NONE = new Scope(false, Set.of());
    static final Scope ALL = new Scope(true, Set.of());

    /** Keeps the order, so that commands and logs read as the program wrote them. */
    static Scope of(Collection<String> tickers) {
        LinkedHashSet<String> markets = new LinkedHashSet<>();
        for (String ticker : tickers) {
            Objects.requireNonNull(ticker, "ticker");
            if (ticker.isBlank()) {
                throw new IllegalArgumentException("A market ticker must not be blank");
            }
            markets.add(ticker);
        }
        return new Scope(false, Collections.unmodifiableSet(markets));
    }

    boolean isNone() {
        return !all && markets.isEmpty();
    }

    boolean covers(Scope other) {
        return all || (!other.all && markets.containsAll(other.markets));
    }

    /** Whether a message about that market is meant; one whose market cannot be read is, so that it does not get lost. */
    boolean includes(@Nullable String market) {
        return all || market == null || markets.contains(market);
    }

    Scope plus(Scope other) {
        if (all || other.all) {
            return ALL;
        }
        LinkedHashSet<String> union = new LinkedHashSet<>(markets);
        union.addAll(other.markets);
        return new Scope(false, Collections.unmodifiableSet(union));
    }

    Scope and(Scope other) {
        if (all || other.all) {
            return all ? other : this;
        }
        return minus(minus(other));
    }

    /** Only between scopes that name their markets. */
    Scope minus(Scope other) {
        LinkedHashSet<String> rest = new LinkedHashSet<>(markets);
        rest.removeAll(other.markets);
        return new Scope(false, Collections.unmodifiableSet(rest));
    }

    List<String> tickers() {
        return List.copyOf(markets);
    }

    @Override
    public String toString() {
        return all ? "all markets" : markets.toString();
    }
}
