package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.BTC;
import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.Centicents;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.config.EnvironmentConfig;
import io.github.kalshiperps.core.error.AuthenticationException;
import io.github.kalshiperps.core.error.InvalidRequestException;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyRequest;
import io.github.kalshiperps.klear.model.GenerateMarginFcmApiKeyResponse;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.BookSide;
import io.github.kalshiperps.rest.model.CreateMarginFCMSubtraderRequest;
import io.github.kalshiperps.rest.model.LastUpdateReason;
import io.github.kalshiperps.rest.model.MarginMarket;
import io.github.kalshiperps.rest.model.MarginOrder;
import io.github.kalshiperps.rest.model.PortfolioTradesParams;
import io.github.kalshiperps.simulator.engine.ExchangeListener;
import io.github.kalshiperps.simulator.engine.MarketTerms;
import io.github.kalshiperps.simulator.engine.Order;
import io.github.kalshiperps.simulator.http.SimulatorServer;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How simulators are set up, run and end. */
class PerpsSimulatorTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @Test
    void startsInOneLineAndFollowsTheMachinesClock() {
        Instant before = Instant.now();
        try (PerpsSimulator simulator = PerpsSimulator.start();
                // A program of its own, with the machine's clock.
                PerpsClient client = PerpsClient.builder()
                        .baseUrl(simulator.restUrl())
                        .apiKey(simulator.account().keyId(), simulator.account().privateKeyPem())
                        .build()) {
            assertThat(simulator.restUrl()).matches("http://127\\.0\\.0\\.1:[0-9]+/trade-api/v2");
            assertThat(client.margin().balance().execute().settledFunds()).hasToString("10000.0000");
            assertThat(simulator.clock().instant()).isBetween(before, Instant.now());
        }
    }

    @Test
    void anotherProcessFindsItByTheEnvironment() {
        try (PerpsSimulator simulator = guard.simulator().start();
                PerpsClient client = PerpsClient.builder()
                        .from(EnvironmentConfig.from(simulator.environment(), EnvironmentConfig.DEFAULT_PREFIX))
                        .build()) {
            assertThat(client.exchange().enabled().execute().enabled()).isTrue();
            assertThat(simulator.environment()).containsEntry("KALSHI_KLEAR_API_BASE_URL", simulator.klearUrl());
        }
    }

    @Test
    void whatIsDueHappensWithoutAnybodyAsking() throws Exception {
        try (PerpsSimulator simulator = guard.simulator().start()) {
            Instant expiry = simulator.clock().instant().plusMillis(150);
            simulator
                    .client()
                    .orders()
                    .create(TestOrders.order(BookSide.BID, "5.3829", "1")
                            .expirationTime(expiry.toEpochMilli())
                            .build())
                    .execute();
            CountDownLatch expired = new CountDownLatch(1);
            simulator.exchange().addListener(new ExchangeListener() {
                @Override
                public void onOrder(Order order) {
                    expired.countDown();
                }
            });

            assertThat(expired.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void timeStandsStillAndIsPutForwardByHand() {
        try (PerpsSimulator simulator = guard.simulator().manualClock().start()) {
            PerpsClient client = simulator.client();
            assertThat(simulator.clock().instant()).isEqualTo(Instant.parse("2026-10-20T12:00:00Z"));
            client.orders()
                    .create(TestOrders.order(BookSide.BID, "5.3829", "1")
                            .expirationTime(
                                    Instant.parse("2026-10-20T12:00:30Z").getEpochSecond())
                            .build())
                    .execute();

            simulator.advance(Duration.ofSeconds(29));
            assertThat(client.orders().list().execute().orders().get(0).remainingCount())
                    .hasToString("1.00");
            simulator.advance(Duration.ofSeconds(1));
            assertThat(client.orders().list().execute().orders().get(0).lastUpdateReason())
                    .isEqualTo(LastUpdateReason.EXPIRY_CANCEL);
        }
    }

    @Test
    void timeCanBePutForwardWhileItRuns() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        try (PerpsSimulator simulator = guard.simulator().startAt(start).start()) {
            simulator.advance(Duration.ofDays(30));

            assertThat(simulator.clock().instant()).isAfter(start.plus(Duration.ofDays(30)));
            assertThat(simulator.client().exchange().enabled().execute().enabled())
                    .isTrue();
        }
    }

    @Test
    void runsWithOneSeedAreAlikeAndOthersAreNot() {
        assertThat(idsOfARun(42)).isEqualTo(idsOfARun(42)).doesNotContainAnyElementsOf(idsOfARun(43));
    }

    private static List<String> idsOfARun(long seed) {
        try (PerpsSimulator simulator =
                guard.simulator().manualClock().seed(seed).start()) {
            simulator.client().orders().create(bid("5.3829", "1")).execute();
            MarginOrder order =
                    simulator.client().orders().list().execute().orders().get(0);
            return List.of(
                    simulator.account().userId(),
                    simulator.account().keyId(),
                    order.orderId(),
                    simulator.openAccount().keyId());
        }
    }

    @Test
    void marketsAndMoneyCanBeChosen() {
        try (PerpsSimulator simulator = guard.simulator()
                .markets(List.of(MarketTerms.builder("GOLD-PERP").build()))
                .startingBalance(FixedPointDollars.of("12.34"))
                .start()) {
            assertThat(simulator.client().markets().list().execute().markets())
                    .extracting(MarginMarket::ticker)
                    .containsExactly("GOLD-PERP");
            assertThat(simulator.client().margin().balance().execute().settledFunds())
                    .hasToString("12.3400");
        }
    }

    @Test
    void aPortCanBeChosenAndMustBeFree() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (PerpsSimulator simulator = guard.simulator().port(port).start()) {
            assertThat(simulator.restUrl()).contains(":" + port + "/");
            assertThatThrownBy(() -> guard.simulator().port(port).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    @Test
    void severalRunBesideEachOther() {
        try (PerpsSimulator one = guard.simulator().manualClock().start();
                PerpsSimulator two = guard.simulator().manualClock().start()) {
            one.client().orders().create(bid("5.3829", "1")).execute();

            assertThat(one.client()
                            .markets()
                            .orderbook(BTC)
                            .execute()
                            .orderbook()
                            .bids())
                    .hasSize(1);
            assertThat(two.client()
                            .markets()
                            .orderbook(BTC)
                            .execute()
                            .orderbook()
                            .bids())
                    .isEmpty();
        }
    }

    @Test
    void marketsCanMoveByThemselves() {
        try (PerpsSimulator simulator =
                guard.simulator().manualClock().flow(Duration.ofSeconds(1)).start()) {
            assertThat(simulator
                            .client()
                            .markets()
                            .orderbook(BTC)
                            .execute()
                            .orderbook()
                            .bids())
                    .isNotEmpty();
            simulator.advance(Duration.ofMinutes(5));

            assertThat(simulator
                            .client()
                            .portfolio()
                            .trades(PortfolioTradesParams.builder().ticker(BTC).build())
                            .execute()
                            .trades())
                    .isNotEmpty();
            assertThat(simulator.client().portfolio().fills().execute().fills())
                    .as("of others")
                    .isEmpty();
        }
    }

    @Test
    void theClearingHouseIsBesideTheExchange() {
        try (PerpsSimulator simulator = guard.simulator().manualClock().start()) {
            assertThat(simulator.klearUrl()).endsWith("/klear-api/v1");
            assertThat(simulator.klear().settlement().balance().execute().balanceAvailableCenticents())
                    .isEqualTo(Centicents.of(100_000_000));
            assertThat(simulator.klear().obligations().active().execute().obligations())
                    .isEmpty();

            simulator
                    .misbehaviour()
                    .operation("GetActiveMarginObligations")
                    .once()
                    .answer(400);
            assertThatThrownBy(() -> simulator.klear().obligations().active().execute())
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void theClearingHouseCanHaveAPast() {
        try (PerpsSimulator simulator =
                guard.simulator().manualClock().klearHistory().start()) {
            assertThat(simulator.klear().obligations().history().execute().obligations())
                    .isNotEmpty();
        }
    }

    @Test
    void aKeyMadeAtTheClearingHouseTradesAtTheExchange() {
        try (PerpsSimulator simulator = guard.simulator().manualClock().start()) {
            String subtrader = simulator
                    .client(simulator.clearingMember().key())
                    .fcm()
                    .createSubtrader(CreateMarginFCMSubtraderRequest.builder()
                            .subtraderSuffix("alice1")
                            .build())
                    .execute()
                    .subtraderId();
            simulator.klearLedger().addSubtrader(subtrader);

            GenerateMarginFcmApiKeyResponse key = simulator
                    .klear()
                    .apiKeys()
                    .generate(GenerateMarginFcmApiKeyRequest.builder()
                            .fcmSubtraderId(subtrader)
                            .name("bot")
                            .build())
                    .execute();

            try (PerpsClient client = simulator
                    .clientBuilder()
                    .apiKey(key.apiKeyId().toString(), key.privateKey())
                    .build()) {
                assertThat(client.fcm().subtraderRiskControls().execute().riskControls())
                        .isEmpty();
                simulator.klear().apiKeys().delete(key.apiKeyId()).execute();
                assertThatThrownBy(() -> client.exchange().enabled().execute())
                        .isInstanceOf(AuthenticationException.class);
            }
        }
    }

    @Test
    void nothingIsLeftOfAClosedSimulator() {
        PerpsSimulator simulator = guard.simulator().start();
        simulator.client().exchange().status().executeAsync().join();
        simulator.misbehaviour().everything().delay(Duration.ofHours(1));
        var waiting = simulator.client().exchange().status().executeAsync();

        simulator.close();
        simulator.close();

        assertThatThrownBy(waiting::join).isNotNull();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith(SimulatorServer.THREAD_NAME));
    }

    @Test
    void clientsAreTheSameOnesForAKey() {
        try (PerpsSimulator simulator = guard.simulator().manualClock().start()) {
            assertThat(simulator.client())
                    .isSameAs(simulator.client(simulator.account().key()))
                    .isNotSameAs(simulator.client(simulator.openAccount().key()));
        }
    }

    @Test
    void noTextHasTheKey() {
        try (PerpsSimulator simulator = guard.simulator().manualClock().start()) {
            String secret = simulator
                    .account()
                    .privateKeyPem()
                    .lines()
                    .skip(1)
                    .findFirst()
                    .orElseThrow();

            assertThat(simulator + " " + simulator.account() + " "
                            + simulator.account().key())
                    .doesNotContain(secret)
                    .contains(simulator.account().keyId());
        }
    }
}
