package io.github.kalshiperps.spectools.bump;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that bumps the checkout below a folder and dies, like one that is killed, at a checkpoint of a number. */
final class KilledBump {
    static final int DIED = 86;

    private KilledBump() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int last = Integer.parseInt(arguments[1]);
        AtomicInteger count = new AtomicInteger();
        FakeCheckout checkout = FakeCheckout.at(folder);
        checkout.bumpFrom(checkout.upstream.toString(), place -> {
            if (count.incrementAndGet() == last) {
                System.out.print(place);
                System.out.flush();
                Runtime.getRuntime().halt(DIED);
            }
        });
    }
}
