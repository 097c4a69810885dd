package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import java.time.Instant;
import java.util.Map;

/**
 * One movement of money between accounts. Immutable.
 *
 * @param at when it was booked
 * @param reason why, as the balance history shows it
 * @param transactionId the business transaction behind it; several postings may share one
 * @param changes what each account gained or lost; they add up to zero
 */
record Posting(Instant at, String reason, String transactionId, Map<Account, Centicents> changes) {
    Centicents change(Account account) {
        return changes.getOrDefault(account, Centicents.ZERO);
    }
}
