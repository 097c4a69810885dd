package io.github.kalshiperps.simulator.ws;

import static io.github.kalshiperps.simulator.ws.RawSocket.subscription;
import static io.github.kalshiperps.simulator.ws.RawSocket.unsubscription;
import static io.github.kalshiperps.simulator.ws.RawSocket.update;
import static io.github.kalshiperps.simulator.ws.Venue.BTC;
import static io.github.kalshiperps.simulator.ws.Venue.ETH;
import static io.github.kalshiperps.simulator.ws.Venue.SOL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.simulator.ws.RawSocket.Message;
import io.github.kalshiperps.ws.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error that a client can bring upon itself. */
class MisuseTest {
    @RegisterExtension
    final Venue venue =
            new Venue(WebSocketSettings.defaults().withMarketsPerSubscription(2).withCommandsPerSecond(3));

    private final RawSocket socket = venue.trader().raw();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 0 | no json",
                "1 | 0 | {\"id\":1,\"cmd\":\"list_subscriptions\"",
                "1 | 0 | [1]",
                "1 | 0 | {} {}",
                "1 | 0 | {\"id\":\"one\",\"cmd\":\"list_subscriptions\"}",
                "1 | 0 | {\"id\":-1,\"cmd\":\"list_subscriptions\"}",
                "1 | 0 | {\"id\":1.5,\"cmd\":\"list_subscriptions\"}",
                "1 | 0 | {\"id\":99999999999999999999,\"cmd\":\"list_subscriptions\"}",
                "1 | 3 | {\"id\":3,\"cmd\":7}",
                "1 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":[\"trade\"]}",
                "2 | 3 | {\"id\":3,\"cmd\":\"subscribe\"}",
                "2 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":null}",
                "2 | 3 | {\"id\":3,\"cmd\":\"unsubscribe\"}",
                "2 | 3 | {\"id\":3,\"cmd\":\"update_subscription\"}",
                "3 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{}}",
                "3 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[]}}",
                "3 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":null}}",
                "4 | 3 | {\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{}}",
                "4 | 3 | {\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[]}}",
                "5 | 3 | {\"id\":3,\"cmd\":\"order\",\"params\":{}}",
                "5 | 3 | {\"id\":3}",
                "7 | 3 | {\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[1]}}",
                "7 | 3 | {\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1,\"action\":\"add_markets\"}}",
                "8 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_lifecycle\"]}}",
                "11 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":\"trade\"}}",
                "11 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"],\"market_tickers\":\"KXBTCPERP1\"}}",
                "11 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"],\"market_ticker\":\"KXBTCPERP1\",\"market_tickers\":[\"KXETHPERP1\"]}}",
                "11 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"trade\"],\"market_ticker\":\"NOSUCHPERP\"}}",
                "11 | 3 | {\"id\":3,\"cmd\":\"unsubscribe\",\"params\":{\"sids\":[\"one\"]}}",
                "12 | 3 | {\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"action\":\"add_markets\"}}",
                "12 | 3 | {\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1,\"sids\":[2],\"action\":\"add_markets\"}}",
                "12 | 3 | {\"id\":3,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[1,2],\"action\":\"add_markets\"}}",
                "14 | 3 | {\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"orderbook_delta\"]}}",
            })
    void whatMakesNoSenseHasACode(int code, long id, String command) {
        socket.send(command);

        Message error = socket.error(code);
        assertThat(error.id()).isEqualTo(id == 0 ? -1 : id);
        assertThat(error.json()).doesNotContainKeys("sid", "seq");
        assertThat((String) error.msg().get("msg"))
                .startsWith(ErrorCode.of(code)
                        .known()
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' '));
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void bytesAreNoCommand() {
        socket.sendBytes("{\"id\":1,\"cmd\":\"list_subscriptions\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(socket.error(1).id()).isEqualTo(-1);
        assertThat(socket.sofar()).isEmpty();
    }

    @Test
    void aRefusedChannelDoesNotKeepTheOthersFromBeingSubscribed() {
        socket.send(subscription(1, List.of("orderbook_delta", "nonsense", "trade"), List.of(), ""));

        socket.error(14);
        socket.error(8);
        assertThat(socket.next("subscribed").msg())
                .containsEntry("channel", "trade")
                .containsEntry("sid", 1L);
    }

    @Test
    void unknownMarketsAreNamed() {
        socket.send(subscription(1, List.of("ticker"), List.of("ONE", BTC, "TWO", "ONE"), ""));
        assertThat(socket.error(11).msg()).containsEntry("market_tickers", List.of("ONE", "TWO"));

        socket.subscribe("ticker", BTC);
        socket.send(update(2, 1, "add_markets", "ONE"));
        Message error = socket.error(11);
        assertThat(error.msg()).containsEntry("market_tickers", List.of("ONE"));
        assertThat(error.sid()).isEqualTo(1);
        assertThat(error.seq()).isEqualTo(-1);
    }

    @Test
    void aSnapshotOfAnotherBookIsRefused() {
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");
        socket.send(update(2, 1, "get_snapshot", BTC, ETH));

        Message error = socket.error(11);
        assertThat(error.msg()).containsEntry("market_tickers", List.of(ETH));
        assertThat(error.sid()).isEqualTo(1);
        assertThat(error.seq()).isEqualTo(2);
        assertThat(socket.sofar()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "trade,get_snapshot",
        "ticker,get_snapshot",
        "fill,get_snapshot",
        "user_orders,rename",
        "order_group_updates,add_markets",
        "order_group_updates,delete_markets",
        "order_group_updates,get_snapshot"
    })
    void anActionThatTheChannelDoesNotTake(String channel, String action) {
        socket.subscribe(channel);
        socket.send(update(2, 1, action, BTC));

        assertThat(socket.error(13).sid()).isEqualTo(1);
    }

    @Test
    void anUpdateNeedsAnActionAndMarkets() {
        socket.subscribe("trade", BTC);
        socket.send("{\"id\":2,\"cmd\":\"update_subscription\",\"params\":{\"sid\":1}}");
        assertThat(socket.error(15).seq()).isEqualTo(1);
        socket.send(update(3, 1, "delete_markets"));
        assertThat(socket.error(14).seq()).isEqualTo(2);
    }

    @Test
    void aSubscriptionHasOnlySoManyMarkets() {
        socket.send(subscription(1, List.of("trade"), List.of(BTC, ETH, SOL), ""));
        assertThat(socket.error(26).id()).isEqualTo(1);
        socket.subscribe("trade", BTC, ETH);
        socket.send(update(2, 1, "add_markets", SOL));
        assertThat(socket.error(26).sid()).isEqualTo(1);
        socket.send(update(3, 1, "add_markets", ETH));
        assertThat(socket.next("ok").msg()).containsEntry("market_tickers", List.of(BTC, ETH));
    }

    @Test
    void aSubscriptionTakesOnlySoManyCommandsPerSecond() {
        socket.subscribe("orderbook_delta", BTC);
        socket.next("orderbook_snapshot");
        for (int id = 2; id <= 3; id++) {
            socket.send(update(id, 1, "get_snapshot"));
            socket.next("orderbook_snapshot");
        }
        socket.send(update(4, 1, "get_snapshot"));
        assertThat(socket.error(27).sid()).isEqualTo(1);
        socket.send(subscription(5, List.of("orderbook_delta"), List.of(ETH), ""));
        assertThat(socket.error(27).id()).isEqualTo(5);
        venue.clock.advance(Duration.ofSeconds(1));
        socket.send(update(6, 1, "get_snapshot"));
        socket.next("orderbook_snapshot");
        socket.send(unsubscription(7, 1));
        socket.next("unsubscribed");
    }

    @Test
    void membersThatTheContractDoesNotKnowDoNoHarm() {
        socket.send("{\"id\":1,\"cmd\":\"subscribe\",\"trace\":{\"a\":[1,{}]},\"params\":{\"channels\":[\"trade\"],"
                + "\"shard_factor\":1,\"market_tickers\":[]}}");

        assertThat(socket.next("subscribed").id()).isEqualTo(1);
    }

    @Test
    void theCodesThatNoClientCanProvokeCanBeAskedFor() {
        for (ErrorCode code : ErrorCode.values()) {
            venue.api
                    .faults()
                    .addForCommands(command -> command.command().equals("subscribe"), new CommandFault.Refuse(code), 1);
            socket.send(subscription(1, List.of("trade"), List.of(), ""));
            assertThat(socket.error(code.value()).id()).isEqualTo(1);
        }
    }
}
