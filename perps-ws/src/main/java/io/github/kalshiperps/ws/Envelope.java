package io.github.kalshiperps.ws;

import com.squareup.moshi.JsonReader;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorResponse;
import io.github.kalshiperps.ws.model.FillMessage;
import io.github.kalshiperps.ws.model.ListSubscriptionsResponse;
import io.github.kalshiperps.ws.model.OkResponse;
import io.github.kalshiperps.ws.model.OrderGroupUpdatesMessage;
import io.github.kalshiperps.ws.model.OrderbookDeltaMessage;
import io.github.kalshiperps.ws.model.OrderbookSnapshotMessage;
import io.github.kalshiperps.ws.model.ServerMessage;
import io.github.kalshiperps.ws.model.SubscribedResponse;
import io.github.kalshiperps.ws.model.TickerMessage;
import io.github.kalshiperps.ws.model.TradeMessage;
import io.github.kalshiperps.ws.model.UnsubscribedResponse;
import io.github.kalshiperps.ws.model.UserOrderMessage;
import java.io.IOException;
import java.util.function.Supplier;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Immutable: what the session has to know of a message to hand it on. Members that were not sent, or cannot be read, are
 * null: the message is handed on all the same.
 *
 * @param channel the channel whose data it is; null for an answer to a command
 * @param sid the subscription id
 * @param seq the sequence number
 * @param market the market's ticker
 */
record Envelope(
        @Nullable Channel channel,
        @Nullable Long sid,
        @Nullable Long seq,
        @Nullable String market) {
    private static final JsonReader.Options NUMBERS = JsonReader.Options.of("sid", "seq");

    static Envelope of(ServerMessage message) {
        if (message instanceof OrderbookDeltaMessage m) {
            return data(Channel.ORDERBOOK_DELTA, m::sid, m::seq, () -> m.msg().marketTicker());
        }
        if (message instanceof TickerMessage m) {
            return data(Channel.TICKER, m::sid, null, () -> m.msg().marketTicker());
        }
        if (message instanceof TradeMessage m) {
            return data(Channel.TRADE, m::sid, m::seq, () -> m.msg().marketTicker());
        }
        if (message instanceof FillMessage m) {
            return data(Channel.FILL, m::sid, null, () -> m.msg().marketTicker());
        }
        if (message instanceof UserOrderMessage m) {
            return data(Channel.USER_ORDERS, m::sid, null, () -> m.msg().ticker());
        }
        if (message instanceof OrderbookSnapshotMessage m) {
            return data(Channel.ORDERBOOK_DELTA, m::sid, m::seq, () -> m.msg().marketTicker());
        }
        if (message instanceof OrderGroupUpdatesMessage m) {
            return data(Channel.ORDER_GROUP_UPDATES, m::sid, m::seq, null);
        }
        if (message instanceof OkResponse m) {
            return answer(m::sid, m::seq);
        }
        if (message instanceof UnsubscribedResponse m) {
            return answer(m::sid, m::seq);
        }
        if (message instanceof ErrorResponse m) {
            return answer(m::sid, m::seq);
        }
        if (message instanceof ServerMessage.Unrecognized m) {
            return numbers(m.json());
        }
        if (message instanceof SubscribedResponse || message instanceof ListSubscriptionsResponse) {
            return new Envelope(null, null, null, null); // what they say is no matter of one subscription that exists
        }
        return new Envelope(null, null, null, null);
    }

    private static Envelope data(
            Channel channel,
            Supplier<@Nullable Long> sid,
            @Nullable Supplier<@Nullable Long> seq,
            @Nullable Supplier<@Nullable String> market) {
        return new Envelope(channel, sent(sid), seq == null ? null : sent(seq), market == null ? null : sent(market));
    }

    private static Envelope answer(Supplier<@Nullable Long> sid, Supplier<@Nullable Long> seq) {
        return new Envelope(null, sent(sid), sent(seq), null);
    }

    /** A member, or null when it was not sent or cannot be read. */
    static <T> @Nullable T sent(Supplier<@Nullable T> accessor) {
        try {
            return accessor.get();
        } catch (MissingMemberException e) {
            return null;
        }
    }

    /** A message of an unknown type may be counted like any other. */
    private static Envelope numbers(RawJson json) {
        JsonReader reader = JsonReader.of(new Buffer().writeUtf8(json.toString()));
        Long sid = null;
        Long seq = null;
        try {
            if (reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
                reader.beginObject();
                while (reader.hasNext()) {
                    switch (reader.selectName(NUMBERS)) {
                        case 0 -> sid = number(reader);
                        case 1 -> seq = number(reader);
                        default -> {
                            reader.skipName();
                            reader.skipValue();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError("Raw JSON is JSON", e);
        }
        return new Envelope(null, sid, seq, null);
    }

    private static @Nullable Long number(JsonReader reader) throws IOException {
        if (reader.peek() == JsonReader.Token.NUMBER) {
            String text = reader.nextString();
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                return null; // no subscription id and no sequence number
            }
        }
        reader.skipValue();
        return null;
    }
}
