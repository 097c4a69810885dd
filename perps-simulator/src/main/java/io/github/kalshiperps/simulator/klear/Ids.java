package io.github.kalshiperps.simulator.klear;

import java.util.Random;
import java.util.UUID;

/** Ids that look random and are the same for the same seed. Not safe for use by several threads. */
final class Ids {
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Random random;

    Ids(long seed) {
        this.random = new Random(seed);
    }

    UUID uuid() {
        long most = (random.nextLong() & ~0xF000L) | VERSION_4;
        long least = (random.nextLong() & ~0xC000_0000_0000_0000L) | VARIANT;
        return new UUID(most, least);
    }

    String next() {
        return uuid().toString();
    }

    byte[] secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return secret;
    }
}
