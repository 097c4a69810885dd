package io.github.kalshiperps.simulator.engine;

import java.util.Random;
import java.util.UUID;

/** Random ids that are the same for the same seed. */
final class Ids {
    private final Random random;

    Ids(long seed) {
        random = new Random(seed);
    }

    /** {@return the next id, a UUID of version 4} */
    String next() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
