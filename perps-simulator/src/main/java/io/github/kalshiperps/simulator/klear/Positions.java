package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Markets, subtraders and what they hold. Not safe for use by several threads: the ledger's lock guards it. */
final class Positions {
    private final long seed;
    private final SortedMap<String, Market> markets = new TreeMap<>();
    private final SortedMap<String, Subtrader> subtraders = new TreeMap<>();
    private final Map<LocalDate, Calibration> calibrations = new HashMap<>();

    Positions(long seed) {
        this.seed = seed;
    }

    SortedMap<String, Market> markets() {
        return Collections.unmodifiableSortedMap(markets);
    }

    @Nullable
    Market market(String ticker) {
        return markets.get(ticker);
    }

    Market requireMarket(String ticker) {
        Market market = markets.get(ticker);
        if (market == null) {
            throw new IllegalArgumentException("There is no market " + ticker + "; the ledger has " + markets.keySet());
        }
        return market;
    }

    void add(Market market) {
        if (markets.putIfAbsent(market.ticker(), market) != null) {
            throw new IllegalArgumentException("The market " + market.ticker() + " is there already");
        }
        calibrations.clear(); // the days since its listing have a column more
    }

    Collection<Subtrader> subtraders() {
        return Collections.unmodifiableCollection(subtraders.values());
    }

    @Nullable
    Subtrader subtrader(String id) {
        return subtraders.get(id);
    }

    Subtrader requireSubtrader(String id) {
        Subtrader subtrader = subtraders.get(id);
        if (subtrader == null) {
            throw new IllegalArgumentException("There is no subtrader " + id);
        }
        return subtrader;
    }

    void add(Subtrader subtrader) {
        if (subtraders.putIfAbsent(subtrader.id(), subtrader) != null) {
            throw new IllegalArgumentException("The subtrader " + subtrader.id() + " is there already");
        }
    }

    Calibration calibration(LocalDate day) {
        return calibrations.computeIfAbsent(day, date -> {
            SortedMap<String, Market> listed = new TreeMap<>(markets);
            listed.values().removeIf(market -> market.listedOn().isAfter(date));
            return Calibration.of(seed, date, listed.keySet());
        });
    }

    /** The netted positions of some subtraders at the marks of the moment. */
    List<Exposure> exposures(Collection<Subtrader> members) {
        SortedMap<String, BigDecimal> quantities = new TreeMap<>();
        for (Subtrader member : members) {
            member.holdings()
                    .forEach((ticker, holding) -> quantities.merge(ticker, holding.exactQuantity(), BigDecimal::add));
        }
        List<Exposure> exposures = new ArrayList<>(quantities.size());
        quantities.forEach((ticker, quantity) -> {
            if (quantity.signum() != 0) {
                exposures.add(new Exposure(ticker, quantity, mark(ticker)));
            }
        });
        return exposures;
    }

    BigDecimal mark(String ticker) {
        return requireMarket(ticker).mark();
    }

    /** What funding would pay for a holding now: above zero received. */
    Centicents funding(String ticker, Holding holding) {
        Market market = requireMarket(ticker);
        return Amounts.nearest(holding.exactQuantity()
                .multiply(market.mark())
                .multiply(market.fundingRate())
                .negate());
    }
}
