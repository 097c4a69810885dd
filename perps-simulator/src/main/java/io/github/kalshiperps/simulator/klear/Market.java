package io.github.kalshiperps.simulator.klear;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A market as the clearing house sees it. Not safe for use by several threads: the ledger's lock guards it. */
final class Market {
    private final String ticker;
    private final LocalDate listedOn;
    private BigDecimal mark;
    private BigDecimal fundingRate = BigDecimal.ZERO;

    Market(String ticker, LocalDate listedOn, BigDecimal mark) {
        this.ticker = ticker;
        this.listedOn = listedOn;
        this.mark = mark;
    }

    String ticker() {
        return ticker;
    }

    /** The first day with calibrated margins. */
    LocalDate listedOn() {
        return listedOn;
    }

    /** Dollars per contract. */
    BigDecimal mark() {
        return mark;
    }

    void mark(BigDecimal price) {
        this.mark = price;
    }

    /** Of the notional value; above zero the long side pays. */
    BigDecimal fundingRate() {
        return fundingRate;
    }

    void fundingRate(BigDecimal rate) {
        this.fundingRate = rate;
    }
}
