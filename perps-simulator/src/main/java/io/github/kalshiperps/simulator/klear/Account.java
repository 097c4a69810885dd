package io.github.kalshiperps.simulator.klear;

/** Where money can be. The amounts of all accounts together are zero at any time: money only moves. */
enum Account {
    /** The member's settlement balance, as far as it can be withdrawn. Never below zero. */
    AVAILABLE,
    /** Money of withdrawals under way. Never below zero. */
    LOCKED,
    /** What the clearing house holds as maintenance margin. */
    MAINTENANCE_MARGIN,
    /** The member's contribution to the guaranty fund. */
    GUARANTY_FUND,
    /** What open obligations still owe the member; below zero when the member owes. */
    DUE,
    /** The other side of every profit, loss, fee and funding payment: all other members. */
    CLEARING_HOUSE,
    /** The world outside: money that was wired in is missing here. */
    BANK
}
