package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.http.RetryPolicy;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.simulator.engine.SimulatedClock;
import io.github.kalshiperps.simulator.http.Faults;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import io.github.kalshiperps.simulator.http.TrafficListener.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A clearing house on a real socket, and a client of it that puts up with no deviation from the contract. */
final class KlearExchange implements AutoCloseable {
    /** A Wednesday, 14:00 in New York; settlement is two hours later. */
    static final Instant START = Instant.parse("2026-09-23T18:00:00Z");

    static final KlearCredentials ADMIN = KlearCredentials.of("admin-1", "a-token-of-the-test");

    final SimulatedClock clock;
    final KlearLedger ledger;
    final BearerTokens tokens = new BearerTokens();
    final List<Traffic> traffic = new CopyOnWriteArrayList<>();
    final SimulatorServer server = new SimulatorServer(0);
    final KlearClient client;

    private KlearExchange(Instant start, UnaryOperator<KlearLedger.Builder> settings) {
        clock = new SimulatedClock(start);
        ledger = settings.apply(KlearLedger.builder(clock)).build();
        tokens.register(ADMIN);
        KlearApi.mount(server, ledger, tokens, new Faults(), clock, traffic::add);
        server.start();
        client = client(ADMIN);
    }

    static KlearExchange start(UnaryOperator<KlearLedger.Builder> settings) {
        return new KlearExchange(START, settings);
    }

    /** With two markets, three subtraders and 10,000 dollars. */
    static KlearExchange start() {
        KlearExchange exchange =
                start(ledger -> ledger.memberId("member").openingBalance(FixedPointDollars.of("10000.00")));
        exchange.ledger.addMarket("KXBTCPERP1", FixedPointDollars.of("6.00"));
        exchange.ledger.addMarket("KXETHPERP1", FixedPointDollars.of("17.00"));
        exchange.ledger.addSubtrader("member_alpha");
        exchange.ledger.addSubtrader("member_beta");
        exchange.ledger.addSubtrader("member_gamma");
        return exchange;
    }

    KlearClient client(KlearCredentials user) {
        return KlearClient.builder()
                .baseUrl(url())
                .adminUserId(user.adminUserId())
                .accessToken(user.accessToken())
                .retryPolicy(RetryPolicy.none())
                .decoding(Decoding.STRICT)
                .build();
    }

    String url() {
        return server.url("http", KlearApi.BASE_PATH);
    }

    void settle() {
        clock.advance(ledger.untilNextSettlement());
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
