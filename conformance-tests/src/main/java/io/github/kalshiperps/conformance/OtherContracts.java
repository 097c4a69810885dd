package io.github.kalshiperps.conformance;

import org.jspecify.annotations.Nullable;

/**
 * Contracts of the same API beside the one that captures are compared with.
 *
 * @param newer what may know what the other one does not; null when there is none
 * @param older that of the captures' time, whose requirements are the only ones that they can be held to; null when there is none
 */
record OtherContracts(
        @Nullable ContractFile newer, @Nullable ContractFile older) {
    static final OtherContracts NONE = new OtherContracts(null, null);
}
