package io.github.kalshiperps.golden.messages.model;

import io.github.kalshiperps.core.json.RawJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the exchange sends over the connection: one of the contract's messages, or {@link Unrecognized}. Give a switch
 * over it a default: a later version may know one more. Immutable.
 */
public sealed interface ServerMessage
        permits ListResponse,
                OkResponse,
                TickerMessage,
                ServerMessage.Unrecognized {
    /** The classes that a message's {@code type} can stand for; two where one type has two forms. */
    Map<String, List<Class<? extends ServerMessage>>> TYPES = Map.ofEntries(
            Map.entry("ok", List.of(ListResponse.class, OkResponse.class)),
            Map.entry("ticker", List.of(TickerMessage.class)));

    /**
     * A message that this version does not know, kept to the letter.
     *
     * @param type its type, or null when it has none
     * @param json the whole message
     */
    record Unrecognized(@Nullable String type, RawJson json) implements ServerMessage {}
}
