package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The rows of an obligation that a test wants to exist, see {@link KlearLedger#addObligation}. Its amount is not set: it
 * follows from the rows. Immutable and safe for use by several threads.
 */
public final class NewObligation {
    record SettlementRow(
            String subtraderId, String ticker, FixedPointCount position, Centicents profit, Centicents fees) {}

    record MaintenanceMarginRow(String subtraderId, Centicents required) {}

    record FundingRow(
            String subtraderId,
            String ticker,
            Instant fundingTime,
            FixedPointCount position,
            Centicents notionalValue,
            Centicents received) {}

    private final List<SettlementRow> settlement;
    private final List<MaintenanceMarginRow> maintenanceMargin;
    private final List<FundingRow> funding;

    private NewObligation(Builder builder) {
        settlement = List.copyOf(builder.settlement);
        maintenanceMargin = List.copyOf(builder.maintenanceMargin);
        funding = List.copyOf(builder.funding);
    }

    /**
     * A builder without rows.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    List<SettlementRow> settlement() {
        return settlement;
    }

    List<MaintenanceMarginRow> maintenanceMargin() {
        return maintenanceMargin;
    }

    List<FundingRow> funding() {
        return funding;
    }

    /** Collects rows. Not safe for use by several threads. */
    public static final class Builder {
        private final List<SettlementRow> settlement = new ArrayList<>();
        private final List<MaintenanceMarginRow> maintenanceMargin = new ArrayList<>();
        private final List<FundingRow> funding = new ArrayList<>();

        private Builder() {}

        /**
         * What one market brought to one subtrader.
         *
         * @param subtraderId the subtrader; needs not be known to the ledger
         * @param ticker the market; needs not be known to the ledger
         * @param position contracts, negative when short
         * @param profit profit, or loss below zero, funding counted in; whole centicents
         * @param fees fees, whole centicents
         * @return this builder
         */
        public Builder settlement(
                String subtraderId,
                String ticker,
                FixedPointCount position,
                FixedPointDollars profit,
                FixedPointDollars fees) {
            settlement.add(new SettlementRow(
                    Objects.requireNonNull(subtraderId, "subtraderId"),
                    Objects.requireNonNull(ticker, "ticker"),
                    Objects.requireNonNull(position, "position"),
                    amount("profit", profit),
                    amount("fees", fees)));
            return this;
        }

        /**
         * The maintenance margin that one subtrader needs from now on. By how much it changed follows from what it needed
         * before. The next settlement computes it anew from the positions.
         *
         * @param subtraderId the subtrader; needs not be known to the ledger
         * @param required the requirement, whole centicents
         * @return this builder
         */
        public Builder maintenanceMargin(String subtraderId, FixedPointDollars required) {
            maintenanceMargin.add(new MaintenanceMarginRow(
                    Objects.requireNonNull(subtraderId, "subtraderId"), amount("required", required)));
            return this;
        }

        /**
         * Funding of one subtrader in one market. It moves no money by itself: it is part of the profit of the settlement
         * row of the same market.
         *
         * @param subtraderId the subtrader; needs not be known to the ledger
         * @param ticker the market; needs not be known to the ledger
         * @param fundingTime when funding ran
         * @param position contracts, negative when short
         * @param notionalValue position times price, whole centicents
         * @param received what was received, below zero what was paid; whole centicents
         * @return this builder
         */
        public Builder funding(
                String subtraderId,
                String ticker,
                Instant fundingTime,
                FixedPointCount position,
                FixedPointDollars notionalValue,
                FixedPointDollars received) {
            funding.add(new FundingRow(
                    Objects.requireNonNull(subtraderId, "subtraderId"),
                    Objects.requireNonNull(ticker, "ticker"),
                    Objects.requireNonNull(fundingTime, "fundingTime"),
                    Objects.requireNonNull(position, "position"),
                    amount("notionalValue", notionalValue),
                    amount("received", received)));
            return this;
        }

        private static Centicents amount(String name, FixedPointDollars dollars) {
            Objects.requireNonNull(dollars, name);
            KlearLedger.atMost(KlearLedger.LARGEST_AMOUNT, dollars);
            return dollars.toCenticents();
        }

        /**
         * The rows.
         *
         * @return a new object
         */
        public NewObligation build() {
            return new NewObligation(this);
        }
    }
}
