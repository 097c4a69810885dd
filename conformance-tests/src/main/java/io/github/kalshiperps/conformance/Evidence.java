package io.github.kalshiperps.conformance;

/**
 * What stands at the place of a finding, where it occurs first.
 *
 * @param contract where the contract speaks of it
 * @param wire what was sent there
 * @param model what a caller of our models meets
 */
record Evidence(ContractPlace contract, WireExcerpt wire, ModelPlace model) {
    static final Evidence NONE = new Evidence(ContractPlace.NONE, WireExcerpt.NONE, ModelPlace.NONE);
}
