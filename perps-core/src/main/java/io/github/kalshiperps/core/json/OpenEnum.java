package io.github.kalshiperps.core.json;

/**
 * An enum of the contract that the exchange may extend at any time. Implementations are final classes with one constant
 * per documented value; a value that this version does not know is kept and written back, and says so here. Their
 * {@code toString} is the wire value.
 */
public interface OpenEnum {
    /**
     * Whether this version's contract lists the value.
     *
     * @return false for a value that arrived but is not documented
     */
    boolean isKnown();
}
