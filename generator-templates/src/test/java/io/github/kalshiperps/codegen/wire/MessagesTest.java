package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.golden.messages.model.Channel;
import io.github.kalshiperps.golden.messages.model.ListResponse;
import io.github.kalshiperps.golden.messages.model.MessagesModels;
import io.github.kalshiperps.golden.messages.model.OkResponse;
import io.github.kalshiperps.golden.messages.model.ServerMessage;
import io.github.kalshiperps.golden.messages.model.SubscribeCommand;
import io.github.kalshiperps.golden.messages.model.SubscribeParams;
import io.github.kalshiperps.golden.messages.model.TickerMessage;
import java.util.List;
import java.util.function.Function;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private final Wire wire = new Wire(MessagesModels.factory());

    @Test
    void aMessageIsReadAsWhatItsTypeStandsFor() {
        ServerMessage message = wire.readAndWriteBack(
                ServerMessage.class,
                "{\"type\":\"ticker\",\"sid\":3,\"msg\":{\"price\":\"1.2300\",\"ts_ms\":5,\"changed_ts_ms\":null}}");

        assertThat(message).isInstanceOf(TickerMessage.class);
        assertThat(((TickerMessage) message).msg().price()).isEqualTo(FixedPointDollars.of("1.23"));
        assertThat(((TickerMessage) message).msg().changedTsMs()).isNull();
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void theTypeMayStandAnywhere() {
        assertThat(wire.read(ServerMessage.class, "{\"msg\":{\"type\":\"ok\"},\"sid\":3,\"type\":\"ticker\"}"))
                .isInstanceOf(TickerMessage.class);
    }

    /** A text and bytes are dispatched in two ways. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"ticker\",\"sid\":3,\"msg\":{\"price\":\"1\",\"ts_ms\":5,\"changed_ts_ms\":1}}",
                "{\"sid\":3,\"type\":\"ticker\"}",
                "{ \"type\" : \"ticker\" }",
                "{\"type\":\"tick\\u0065r\",\"sid\":3}",
                "{\"t\\u0079pe\":\"ticker\",\"sid\":3}",
                "{\"type\":\"ticker\\\"\",\"sid\":3}",
                "{\"type\":\"ticker\",\"type\":\"ok\"}",
                "{\"type\":\"ok\",\"type\":\"ticker\"}",
                "{\"type\":\"ok\",\"msg\":[]}",
                "{\"type\":\"ok\",\"msg\":{}}",
                "{\"type\":\"\"}",
                "{\"type\":\"brand_new\"}",
                "{\"type\":\"ticker\",\"msg\":7}",
                "{\"type\":\"ticker\"",
                "{\"type\":\"ticker",
                "{\"type\":\"ticker\"}}",
                "{\"type\":\"ticker\",}",
                "{\"type\":\"ticker\"x",
                "{\"type\":\"ticker\"} {}",
                "{\"type\":\"ticker\",\"msg\":{\"price\":}}",
            })
    void aTextIsReadLikeItsBytes(String json) {
        List<Object> ofText = outcome(mapper -> mapper.read(ServerMessage.class, json));
        List<Object> ofBytes = outcome(mapper -> mapper.read(ServerMessage.class, ByteString.encodeUtf8(json)));

        assertThat(ofText).isEqualTo(ofBytes);
    }

    /** The message and what the listener heard, or why there is none. */
    private static List<Object> outcome(Function<JsonMapper, ServerMessage> read) {
        Wire fresh = new Wire(MessagesModels.factory());
        try {
            ServerMessage message = read.apply(fresh.mapper());
            return List.of(message, fresh.write(ServerMessage.class, message), fresh.heard());
        } catch (DecodeException e) {
            return List.of(e.getMessage(), e.path(), fresh.heard());
        }
    }

    @Test
    void twoPayloadsOfOneTypeAreToldApartByWhichMemberIsAList() {
        assertThat(wire.read(ServerMessage.class, "{\"type\":\"ok\",\"msg\":[{\"sid\":1}]}"))
                .isInstanceOf(ListResponse.class);
        assertThat(wire.read(ServerMessage.class, "{\"type\":\"ok\",\"msg\":{\"market_tickers\":[]}}"))
                .isInstanceOf(OkResponse.class);
        assertThat(wire.read(ServerMessage.class, "{\"id\":7,\"type\":\"ok\"}")).isInstanceOf(OkResponse.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"brand_new\",\"msg\":{\"x\":[1.50]}}",
                "{\"msg\":{}}",
                "{\"type\":7}",
                "{\"type\":null}",
                "[\"type\"]",
                "7"
            })
    void aMessageOfNoKnownTypeIsKeptToTheLetterAndReported(String json) {
        ServerMessage message = wire.readAndWriteBack(ServerMessage.class, json);

        assertThat(message).isInstanceOf(ServerMessage.Unrecognized.class);
        assertThat(((ServerMessage.Unrecognized) message).json()).hasToString(json);
        assertThat(wire.heard()).containsExactly("UNKNOWN_VALUE at $.type");
        assertThatThrownBy(() -> wire.mapper().decoding(Decoding.STRICT).read(ServerMessage.class, json))
                .isInstanceOf(DecodeException.class);
    }

    @Test
    void everyTypeHasItsClasses() {
        assertThat(ServerMessage.TYPES)
                .containsOnlyKeys("ok", "ticker")
                .containsEntry("ok", List.of(ListResponse.class, OkResponse.class));
    }

    @Test
    void aCommandSaysWhatItIsByItself() {
        SubscribeCommand command = SubscribeCommand.builder()
                .id(1)
                .params(SubscribeParams.builder()
                        .channels(List.of(Channel.TICKER))
                        .build())
                .build();

        assertThat(wire.write(SubscribeCommand.class, command))
                .isEqualTo("{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"]}}");
        assertThatThrownBy(() -> SubscribeParams.builder().channels(List.of()))
                .hasMessageContaining("SubscribeParams.channels");
        assertThatThrownBy(() -> SubscribeCommand.builder().id(1).build())
                .hasMessageContaining("SubscribeCommand.params");
    }

    @Test
    void anotherConstantIsKeptAndReported() {
        TickerMessage message = wire.readAndWriteBack(
                TickerMessage.class,
                "{\"type\":\"other\",\"sid\":3,\"msg\":{\"price\":\"1\",\"ts_ms\":5,\"changed_ts_ms\":1}}");

        assertThat(message.type()).isEqualTo("other");
        assertThat(wire.heard()).containsExactly("UNKNOWN_VALUE at $.type");
    }
}
