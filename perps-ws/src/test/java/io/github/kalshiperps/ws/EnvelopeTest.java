package io.github.kalshiperps.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsWebSocketModels.factory());

    /** By type; what is not here answers a command. */
    private static final Map<String, Channel> CHANNELS = Map.of(
            "orderbook_snapshot", Channel.ORDERBOOK_DELTA,
            "orderbook_delta", Channel.ORDERBOOK_DELTA,
            "ticker", Channel.TICKER,
            "trade", Channel.TRADE,
            "fill", Channel.FILL,
            "user_order", Channel.USER_ORDERS,
            "order_group_updates", Channel.ORDER_GROUP_UPDATES);

    private static final Set<String> ANSWERS = Set.of("subscribed", "unsubscribed", "ok", "error");

    /** A type that the contract adds is in neither list, and belongs to no feed before somebody has thought of it. */
    @Tag("complete")
    @Test
    void everyMessageOfTheContractBelongsToAChannelOrAnswersACommand() {
        Set<String> types = new HashSet<>(CHANNELS.keySet());
        types.addAll(ANSWERS);
        assertThat(ServerMessage.TYPES.keySet()).isEqualTo(types);
        assertThat(CHANNELS.values()).containsAll(Channel.values());

        Map<String, Channel> found = new HashMap<>();
        for (String type : types) {
            Envelope envelope = Envelope.of(read("{\"type\":\"" + type + "\",\"sid\":7,\"msg\":{}}"));
            if (envelope.channel() != null) {
                found.put(type, envelope.channel());
                assertThat(envelope.sid()).isEqualTo(7);
                assertThat(envelope.seq()).isNull();
                assertThat(envelope.market()).isNull();
            }
        }
        assertThat(found).isEqualTo(CHANNELS);
    }

    @Test
    void aMessageOfAnUnknownTypeIsCountedToo() {
        assertThat(Envelope.of(read("{\"msg\":{\"sid\":9},\"seq\":12,\"type\":\"news\",\"sid\":3}")))
                .isEqualTo(new Envelope(null, 3L, 12L, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"news\",\"sid\":\"3\",\"seq\":null}",
                "{\"type\":\"news\",\"sid\":1e400,\"seq\":99999999999999999999}",
                "{\"type\":\"news\",\"sid\":1.5,\"seq\":[1]}",
                "[]"
            })
    void whatIsNoNumberIsNotCounted(String frame) {
        assertThat(Envelope.of(read(frame))).isEqualTo(new Envelope(null, null, null, null));
    }

    @Test
    void whatCannotBeReadIsLeftOutAndTheRestIsNot() {
        Envelope envelope = Envelope.of(
                read("{\"type\":\"trade\",\"sid\":3,\"seq\":\"x\",\"msg\":{\"market_ticker\":\"KXBTCPERP1\"}}"));
        assertThat(List.of(String.valueOf(envelope.sid()), String.valueOf(envelope.seq()), "" + envelope.market()))
                .containsExactly("3", "null", "KXBTCPERP1");
    }

    private static ServerMessage read(String frame) {
        return MAPPER.read(ServerMessage.class, frame);
    }
}
