package io.github.kalshiperps.simulator.ws;

import com.squareup.moshi.JsonReader;
import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.json.Drift;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.ws.model.ErrorCode;
import io.github.kalshiperps.ws.model.PerpsWebSocketModels;
import io.github.kalshiperps.ws.model.SubscribeCommand;
import io.github.kalshiperps.ws.model.SubscribeParams;
import io.github.kalshiperps.ws.model.UnsubscribeCommand;
import io.github.kalshiperps.ws.model.UpdateSubscriptionCommand;
import io.github.kalshiperps.ws.model.UpdateSubscriptionParams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads commands into the contract's models, and finds out what is wrong with those that are none. Stateless. Members that the
 * contract does not know are let through.
 */
final class CommandReader {
    private static final JsonReader.Options HEAD = JsonReader.Options.of("cmd", "id");
    private static final JsonMapper MAPPER = JsonMapper.of(PerpsWebSocketModels.factory());

    private CommandReader() {}

    static Command read(String text) {
        Head head;
        try {
            head = Head.of(text);
        } catch (IOException | RuntimeException e) {
            return new Command.Misuse(0, "", ErrorCode.UNABLE_TO_PROCESS_MESSAGE, "not a JSON object");
        }
        if (head.problem != null) {
            return new Command.Misuse(head.id, head.cmd, ErrorCode.UNABLE_TO_PROCESS_MESSAGE, head.problem);
        }
        try {
            return switch (head.cmd) {
                case "subscribe" -> subscribe(head, text);
                case "unsubscribe" -> unsubscribe(head, text);
                case "update_subscription" -> update(head, text);
                case "list_subscriptions" -> new Command.ListSubscriptions(head.id);
                default -> head.misuse(ErrorCode.UNKNOWN_COMMAND, head.cmd.isEmpty() ? "no cmd" : head.cmd);
            };
        } catch (DecodeException e) {
            return head.misuse(ErrorCode.UNABLE_TO_PROCESS_MESSAGE, String.valueOf(e.getMessage()));
        }
    }

    private static Command subscribe(Head head, String text) {
        List<Drift> drifts = new ArrayList<>();
        SubscribeCommand command = MAPPER.driftListener(drifts::add).read(SubscribeCommand.class, text);
        SubscribeParams params = sent(command::params);
        Command misuse = misuse(head, params, drifts);
        if (params == null || misuse != null) {
            return misuse == null ? head.misuse(ErrorCode.PARAMS_REQUIRED, "") : misuse;
        }
        var channels = sent(params::channels);
        if (channels == null || channels.isEmpty()) {
            return head.misuse(ErrorCode.CHANNELS_REQUIRED, "");
        }
        String wrong = wrongMarkets(params.marketTicker(), params.marketTickers());
        if (wrong != null) {
            return head.misuse(ErrorCode.INVALID_PARAMETER, wrong);
        }
        return new Command.Subscribe(
                head.id,
                channels,
                markets(params.marketTicker(), params.marketTickers()),
                Boolean.TRUE.equals(params.sendInitialSnapshot()),
                Boolean.TRUE.equals(params.skipTickerAck()));
    }

    private static Command unsubscribe(Head head, String text) {
        List<Drift> drifts = new ArrayList<>();
        UnsubscribeCommand command = MAPPER.driftListener(drifts::add).read(UnsubscribeCommand.class, text);
        var params = sent(command::params);
        Command misuse = misuse(head, params, drifts);
        if (params == null || misuse != null) {
            return misuse == null ? head.misuse(ErrorCode.PARAMS_REQUIRED, "") : misuse;
        }
        List<Long> sids = sent(params::sids);
        return sids == null || sids.isEmpty()
                ? head.misuse(ErrorCode.SUBSCRIPTION_IDS_REQUIRED, "")
                : new Command.Unsubscribe(head.id, sids);
    }

    private static Command update(Head head, String text) {
        List<Drift> drifts = new ArrayList<>();
        UpdateSubscriptionCommand command =
                MAPPER.driftListener(drifts::add).read(UpdateSubscriptionCommand.class, text);
        UpdateSubscriptionParams params = sent(command::params);
        Command misuse = misuse(head, params, drifts);
        if (params == null || misuse != null) {
            return misuse == null ? head.misuse(ErrorCode.PARAMS_REQUIRED, "") : misuse;
        }
        List<Long> sids = new ArrayList<>(params.sids());
        Long sid = params.sid();
        if (sid != null) {
            sids.add(sid);
        }
        if (sids.size() != 1) {
            return head.misuse(ErrorCode.EXACTLY_ONE_SUBSCRIPTION_ID_REQUIRED, "");
        }
        String wrong = wrongMarkets(params.marketTicker(), params.marketTickers());
        if (wrong != null) {
            return head.misuse(ErrorCode.INVALID_PARAMETER, wrong);
        }
        return new Command.Update(
                head.id,
                sids.get(0),
                sent(params::action),
                markets(params.marketTicker(), params.marketTickers()),
                Boolean.TRUE.equals(params.sendInitialSnapshot()));
    }

    /** What makes a command unusable at all: a member of another type. */
    private static @Nullable Command misuse(Head head, @Nullable Object params, List<Drift> drifts) {
        for (Drift drift : drifts) {
            if (drift.kind() == Drift.Kind.MALFORMED_MEMBER) {
                String details = drift.path().replaceFirst("^\\$\\.", "") + ": " + drift.message();
                return params == null
                        ? head.misuse(ErrorCode.UNABLE_TO_PROCESS_MESSAGE, details)
                        : head.misuse(ErrorCode.INVALID_PARAMETER, details);
            }
        }
        return null;
    }

    private static @Nullable String wrongMarkets(@Nullable String one, List<String> several) {
        if (one != null && !several.isEmpty()) {
            return "market_ticker and market_tickers exclude each other";
        }
        return null;
    }

    private static List<String> markets(@Nullable String one, List<String> several) {
        return one == null ? several : List.of(one);
    }

    private static <T> @Nullable T sent(Supplier<@Nullable T> accessor) {
        try {
            return accessor.get();
        } catch (MissingMemberException e) {
            return null;
        }
    }

    /**
     * What every command has.
     *
     * @param cmd the command's name, empty for none
     * @param id its number, 0 for none
     * @param problem what is wrong with them, or null
     */
    private record Head(String cmd, long id, @Nullable String problem) {
        static Head of(String text) throws IOException {
            String cmd = "";
            long id = 0;
            String problem = null;
            try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
                reader.beginObject();
                while (reader.hasNext()) {
                    switch (reader.selectName(HEAD)) {
                        case 0 -> {
                            if (reader.peek() == JsonReader.Token.STRING) {
                                cmd = reader.nextString();
                            } else {
                                problem = "cmd: Expected a string but was " + reader.peek();
                                reader.skipValue();
                            }
                        }
                        case 1 -> {
                            id = id(reader);
                            if (id < 0) {
                                id = 0;
                                problem = "id: Expected an integer of at least 0";
                            }
                        }
                        default -> {
                            reader.skipName();
                            reader.skipValue();
                        }
                    }
                }
                reader.endObject();
                if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
                    throw new IOException("more than one document");
                }
            }
            return new Head(cmd, id, problem);
        }

        /** The number; -1 for something else than one. */
        private static long id(JsonReader reader) throws IOException {
            switch (reader.peek()) {
                case NULL -> {
                    reader.skipValue();
                    return 0;
                }
                case NUMBER -> {
                    String digits = reader.nextString();
                    try {
                        return Long.parseLong(digits);
                    } catch (NumberFormatException e) {
                        return -1;
                    }
                }
                default -> {
                    reader.skipValue();
                    return -1;
                }
            }
        }

        Command misuse(ErrorCode code, String details) {
            return new Command.Misuse(id, cmd, code, details);
        }
    }
}
