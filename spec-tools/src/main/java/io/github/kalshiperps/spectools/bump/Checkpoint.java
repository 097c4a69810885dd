package io.github.kalshiperps.spectools.bump;

/** Hears how far a bump is, so that a test can end the program there. */
@FunctionalInterface
interface Checkpoint {
    /** Nobody listens. */
    Checkpoint NONE = place -> {};

    /** Something is done and on the disk. */
    void reached(String place);
}
