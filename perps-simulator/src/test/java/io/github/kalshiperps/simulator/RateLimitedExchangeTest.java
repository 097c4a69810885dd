package io.github.kalshiperps.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.core.error.ErrorBody;
import io.github.kalshiperps.core.error.RateLimitException;
import io.github.kalshiperps.core.http.RetryPolicy;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.GetAccountApiLimitsResponse;
import io.github.kalshiperps.simulator.http.UsageTier;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rate limits over a socket; the arithmetic of the buckets is tested beside them. */
class RateLimitedExchangeTest {
    @RegisterExtension
    static final ContractGuard guard = new ContractGuard();

    @RegisterExtension
    static final PerpsSimulatorExtension extension =
            PerpsSimulatorExtension.of(guard.simulator().manualClock().rateLimits(UsageTier.BASIC));

    private final PerpsSimulator simulator = extension.simulator();
    private final SimulatedAccount account = simulator.openAccount();
    private final PerpsClient client = simulator
            .clientBuilder()
            .signer(account.signer())
            .retryPolicy(RetryPolicy.none())
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void anEmptyBucketRefusesUntilTimePasses() throws Exception {
        for (int i = 0; i < 10; i++) {
            client.orders().cancelAll().execute();
        }
        RateLimitException refused = catchThrowableOfType(
                RateLimitException.class, () -> client.orders().cancelAll().execute());
        assertThat(refused.status()).isEqualTo(429);
        HttpResponse<String> raw = new RawRequests(simulator, account.signer()).send("DELETE", "/margin/orders", null);
        assertThat(raw.statusCode()).isEqualTo(429);
        assertThat(ErrorBody.parse(raw.body()).shape()).isEqualTo(ErrorBody.Shape.STRING);
        assertThat(raw.headers().map().keySet())
                .noneMatch(name -> name.startsWith("x-ratelimit") || name.equals("retry-after"));

        client.exchange().enabled().execute();
        simulator.advance(Duration.ofMillis(100));
        client.orders().cancelAll().execute();
    }

    @Test
    void publicOperationsAreNotLimited() {
        for (int i = 0; i < 100; i++) {
            client.exchange().status().execute();
        }
    }

    @Test
    void aTierIsToldAndEnforced() {
        simulator.setUsageTier(account.userId(), UsageTier.PREMIER);

        GetAccountApiLimitsResponse limits = client.margin().apiLimits().execute();
        assertThat(limits.usageTier()).isEqualTo("premier");
        assertThat(limits.write().refillRate()).isEqualTo(1000);
        assertThat(limits.write().bucketCapacity()).isEqualTo(2000);
        for (int i = 0; i < 200; i++) {
            client.orders().cancelAll().execute();
        }
        assertThat(catchThrowableOfType(
                        RateLimitException.class,
                        () -> client.orders().cancelAll().execute()))
                .isNotNull();
    }
}
