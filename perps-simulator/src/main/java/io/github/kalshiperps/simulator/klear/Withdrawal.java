package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.klear.model.WithdrawalStatus;
import java.time.Instant;

/** A withdrawal on its way. Not safe for use by several threads: the ledger's lock guards it. */
final class Withdrawal {
    private final String id;
    private final FixedPointDollars amount;
    private final Instant createdAt;
    private WithdrawalStatus status = WithdrawalStatus.PENDING;

    Withdrawal(String id, FixedPointDollars amount, Instant createdAt) {
        this.id = id;
        this.amount = amount;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    FixedPointDollars amount() {
        return amount;
    }

    Instant createdAt() {
        return createdAt;
    }

    WithdrawalStatus status() {
        return status;
    }

    boolean isUnderWay() {
        return status.equals(WithdrawalStatus.PENDING) || status.equals(WithdrawalStatus.PROCESSING);
    }

    void status(WithdrawalStatus next) {
        this.status = next;
    }
}
