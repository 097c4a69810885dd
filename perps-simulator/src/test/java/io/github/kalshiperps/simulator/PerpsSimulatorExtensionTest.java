package io.github.kalshiperps.simulator;

import static io.github.kalshiperps.simulator.TestOrders.bid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.rest.PerpsClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One simulator for a class or one for each test, as the field says. */
class PerpsSimulatorExtensionTest {
    @Nested
    @ExtendWith(PerpsSimulatorExtension.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnAClass {
        private final List<PerpsSimulator> seen = new ArrayList<>();

        @Test
        void aTestTakesWhatItNeeds(PerpsSimulator simulator, PerpsClient client, SimulatedAccount account) {
            shared(simulator);
            assertThat(client).isSameAs(simulator.client());
            assertThat(account).isEqualTo(simulator.account());
            assertThat(client.exchange().enabled().execute().enabled()).isTrue();
        }

        @Test
        void anotherTestTakesTheSame(PerpsSimulator simulator) {
            shared(simulator);
        }

        private void shared(PerpsSimulator simulator) {
            seen.add(simulator);
            assertThat(seen).allMatch(one -> one == simulator);
        }

        @Nested
        class AndWithin {
            @Test
            void isTheSameToo(PerpsSimulator simulator) {
                shared(simulator);
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_METHOD)
    class AsAField {
        @RegisterExtension
        final PerpsSimulatorExtension extension =
                PerpsSimulatorExtension.of(PerpsSimulator.builder().manualClock());

        @Test
        void eachTestBeginsAnew(PerpsClient client) {
            assertFresh(client);
        }

        @Test
        void andSoDoesTheNext(PerpsClient client) {
            assertFresh(client);
        }

        private void assertFresh(PerpsClient client) {
            assertThat(extension.simulator().client()).isSameAs(client);
            assertThat(client.orders().list().execute().orders()).isEmpty();
            client.orders().create(bid("5.3829", "1")).execute();
        }
    }

    @Test
    void thereIsNoSimulatorOutsideOfTests() {
        assertThatThrownBy(() -> new PerpsSimulatorExtension().simulator())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }
}
