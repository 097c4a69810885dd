package io.github.kalshiperps.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.PriceLevel;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.BookSide;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.ErrorResponse;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.SubscribeCommand;
import io.github.kalshiperps.ws.model.SubscribeParams;
import io.github.kalshiperps.ws.model.SubscribedResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The messages of the contract in the shapes that the exchange is known to send, with values of our own. */
class MessagesTest {
    private final List<Drift> drifts = new ArrayList<>();
    private final JsonMapper mapper =
            JsonMapper.of(PerpsWebSocketModels.factory()).driftListener(drifts::add);

    @Tag("complete")
    @Test
    void everyMessageOfTheContractHasAClass() {
        assertThat(ServerMessage.TYPES)
                .containsOnlyKeys(
                        "error",
                        "fill",
                        "ok",
                        "order_group_updates",
                        "orderbook_delta",
                        "orderbook_snapshot",
                        "subscribed",
                        "ticker",
                        "trade",
                        "unsubscribed",
                        "user_order");
        assertThat(ServerMessage.class.getPermittedSubclasses()).hasSize(13);
        assertThat(Channel.values())
                .extracting(Channel::value)
                .containsExactlyInAnyOrder(
                        "orderbook_delta", "ticker", "trade", "fill", "user_orders", "order_group_updates");
    }

    @Test
    void aSnapshotMayHaveOneSideOnly() {
        OrderbookSnapshotMessage message = (OrderbookSnapshotMessage) read("""
                {"type":"orderbook_snapshot","sid":2,"seq":1,"msg":{"market_ticker":"KXDEMOPERP1",\
                "bid":[["1.0000","3.00"],["1.2300","10.00"]]}}
                """);

        assertThat(message.seq()).isEqualTo(1);
        assertThat(message.msg().bid()).last().isEqualTo(PriceLevel.of("1.23", "10"));
        assertThat(message.msg().ask()).isEmpty();
        assertThat(drifts).isEmpty();
    }

    @Test
    void aDeltaIsASignedChangeWithExactDecimals() {
        OrderbookDeltaMessage message = (OrderbookDeltaMessage)
                read("{\"type\":\"orderbook_delta\",\"sid\":2,\"seq\":5,\"msg\":{\"market_ticker\":\"KXDEMOPERP1\","
                        + "\"price\":\"1.2300\",\"delta\":\"-4.00\",\"side\":\"bid\",\"ts_ms\":1781268345259}}");

        assertThat(message.msg().price()).isEqualTo(FixedPointDollars.of("1.23"));
        assertThat(message.msg().delta()).isEqualTo(FixedPointCount.of("-4"));
        assertThat(message.msg().side()).isEqualTo(BookSide.BID);
        assertThat(message.msg().tsMs()).isEqualTo(Instant.ofEpochMilli(1781268345259L));
        assertThat(drifts).isEmpty();
    }

    @Test
    void anAckNamesItsChannelAndAnErrorItsCode() {
        SubscribedResponse ack = (SubscribedResponse)
                read("{\"id\":1,\"type\":\"subscribed\",\"msg\":{\"channel\":\"orderbook_delta\",\"sid\":1}}");
        ErrorResponse error =
                (ErrorResponse) read("{\"id\":2,\"type\":\"error\",\"msg\":{\"code\":25,\"msg\":\"too slow\"}}");

        assertThat(ack.msg().channel()).isEqualTo(Channel.ORDERBOOK_DELTA);
        assertThat(error.msg().code()).isEqualTo(ErrorCode.SUBSCRIPTION_BUFFER_OVERFLOW);
        assertThat(drifts).isEmpty();
    }

    @Test
    void whatTheContractDoesNotKnowIsKept() {
        ServerMessage message = read("{\"type\":\"trade\",\"sid\":1,\"seq\":1,\"sending_ts_ms\":5,\"msg\":{}}");

        assertThat(mapper.write(ServerMessage.class, message)).contains("\"sending_ts_ms\":5");
        assertThat(drifts).extracting(Drift::path).contains("$.sending_ts_ms");
    }

    @Test
    void aSubscriptionIsWrittenAsTheContractAsks() {
        SubscribeCommand command = SubscribeCommand.builder()
                .id(1)
                .params(SubscribeParams.builder()
                        .channels(List.of(Channel.ORDERBOOK_DELTA, Channel.TRADE))
                        .marketTickers(List.of("KXDEMOPERP1"))
                        .build())
                .build();

        assertThat(mapper.write(SubscribeCommand.class, command))
                .isEqualTo("{\"cmd\":\"subscribe\",\"id\":1,\"params\":{\"channels\":[\"orderbook_delta\",\"trade\"],"
                        + "\"market_tickers\":[\"KXDEMOPERP1\"]}}");
    }

    private ServerMessage read(String frame) {
        return mapper.read(ServerMessage.class, frame);
    }
}
