/**
 * The clearing house beside the simulated exchange: a ledger of one clearing member with settlements, funding, maintenance
 * margin, withdrawals and reports, and the operations of the Klear API over it. It simulates; where it is simpler than the
 * clearing house, {@link io.github.kalshiperps.simulator.klear.KlearLedger} says so.
 *
 * @serial exclude
 */
@NullMarked
package io.github.kalshiperps.simulator.klear;

import org.jspecify.annotations.NullMarked;
