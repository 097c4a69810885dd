package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.klear.model.FundingPaymentDetail;
import io.github.kalshiperps.klear.model.MaintenanceMarginDetail;
import io.github.kalshiperps.klear.model.ObligationReceiveInfo;
import io.github.kalshiperps.klear.model.SettlementDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one settlement came to, and how much of it has been paid. The rows never change. Not safe for use by several threads:
 * the ledger's lock guards it.
 */
final class Obligation {
    /** The rows behind an obligation. Immutable. */
    record Rows(
            List<SettlementDetail> settlement,
            List<MaintenanceMarginDetail> maintenanceMargin,
            List<FundingPaymentDetail> funding) {
        Rows {
            settlement = List.copyOf(settlement);
            maintenanceMargin = List.copyOf(maintenanceMargin);
            funding = List.copyOf(funding);
        }

        boolean isEmpty() {
            return settlement.isEmpty() && maintenanceMargin.isEmpty() && funding.isEmpty();
        }

        Centicents profit() {
            return Amounts.sum(settlement, SettlementDetail::pnlCenticents);
        }

        Centicents fees() {
            return Amounts.sum(settlement, SettlementDetail::totalFeesCenticents);
        }

        Centicents maintenanceMarginRequired() {
            return Amounts.sum(maintenanceMargin, MaintenanceMarginDetail::maintenanceMarginCenticents);
        }

        Centicents maintenanceMarginDelta() {
            return Amounts.sum(maintenanceMargin, MaintenanceMarginDetail::maintenanceMarginDeltaCenticents);
        }

        /** Above zero the member receives. */
        Centicents amount() {
            return profit().minus(fees()).minus(maintenanceMarginDelta());
        }
    }

    private final String id;
    private final Instant executionTime;
    private final Rows rows;
    private final List<ObligationReceiveInfo> receives = new ArrayList<>();
    private Centicents remaining;
    private Instant lastUpdated;

    Obligation(String id, Instant executionTime, Rows rows) {
        this.id = id;
        this.executionTime = executionTime;
        this.rows = rows;
        this.remaining = rows.amount();
        this.lastUpdated = executionTime;
    }

    String id() {
        return id;
    }

    Instant executionTime() {
        return executionTime;
    }

    Rows rows() {
        return rows;
    }

    List<ObligationReceiveInfo> receives() {
        return Collections.unmodifiableList(receives);
    }

    /** What has not moved yet: above zero the member is still to receive, below zero to pay. */
    Centicents remaining() {
        return remaining;
    }

    Instant lastUpdated() {
        return lastUpdated;
    }

    /** Books that a part moved. What the clearing house receives is above zero, what it pays below. */
    void receive(Centicents paidToMember, String receiveId, String transactionId, Instant at) {
        remaining = remaining.minus(paidToMember);
        lastUpdated = at;
        receives.add(ObligationReceiveInfo.builder()
                .id(receiveId)
                .type("settlement_balance")
                .amountCenticents(paidToMember.negate())
                .externalReference(transactionId)
                .createdTs(at)
                .build());
    }

    /** Nothing had to move. */
    void close(Instant at) {
        lastUpdated = at;
    }
}
