package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.Centicents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Double-entry books. Not safe for use by several threads: the ledger's lock guards it. */
final class Journal {
    private final Map<Account, Centicents> balances = new EnumMap<>(Account.class);
    private final List<Posting> postings = new ArrayList<>();
    private final List<Posting> balanceHistory = new ArrayList<>();

    Journal() {
        for (Account account : Account.values()) {
            balances.put(account, Centicents.ZERO);
        }
    }

    /** Books a movement. A movement of nothing leaves no trace. */
    void post(Instant at, String reason, String transactionId, Map<Account, Centicents> changes) {
        Map<Account, Centicents> moved = new EnumMap<>(Account.class);
        Centicents sum = Centicents.ZERO;
        for (Map.Entry<Account, Centicents> change : changes.entrySet()) {
            sum = sum.plus(change.getValue());
            if (change.getValue().value() != 0) {
                moved.put(change.getKey(), change.getValue());
            }
        }
        if (sum.value() != 0) {
            throw new IllegalStateException("A posting for " + reason + " makes or loses " + sum + " centicents");
        }
        if (moved.isEmpty()) {
            return;
        }
        Posting posting = new Posting(at, reason, transactionId, Collections.unmodifiableMap(moved));
        moved.forEach((account, change) -> balances.merge(account, change, Centicents::plus));
        postings.add(posting);
        if (moved.containsKey(Account.AVAILABLE) || moved.containsKey(Account.LOCKED)) {
            balanceHistory.add(posting);
        }
    }

    Centicents balance(Account account) {
        return balances.getOrDefault(account, Centicents.ZERO);
    }

    /** Everything that was booked, oldest first. */
    List<Posting> postings() {
        return Collections.unmodifiableList(postings);
    }

    /** What changed the settlement balance or its locked part, oldest first. */
    List<Posting> balanceHistory() {
        return Collections.unmodifiableList(balanceHistory);
    }
}
