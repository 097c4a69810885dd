package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.json.RawJson;
import io.github.kalshiperps.simulator.http.Answer;
import io.github.kalshiperps.simulator.http.JsonEdit;
import io.github.kalshiperps.simulator.ws.ClientConnection;
import io.github.kalshiperps.simulator.ws.CommandFault;
import io.github.kalshiperps.simulator.ws.FaultRule;
import io.github.kalshiperps.simulator.ws.FrameFault;
import io.github.kalshiperps.simulator.ws.WebSocketFaults;
import io.github.kalshiperps.simulator.ws.WebSocketFaults.CommandTarget;
import io.github.kalshiperps.simulator.ws.WebSocketFaults.FrameTarget;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a simulator's WebSocket does wrong because it was asked to. Safe for use by several threads; applies to what happens from then
 * on.
 *
 * <pre>{@code
 * simulator.misbehaviour().webSocket().messages("orderbook_delta").times(3).lose();
 * simulator.misbehaviour().webSocket().commands("subscribe").once().refuse(ErrorCode.TOO_MANY_REQUESTS);
 * simulator.misbehaviour().webSocket().dropConnections();
 * }</pre>
 */
public final class WebSocketMisbehaviour {
    private static final Set<String> TYPES = Set.of(
            "subscribed",
            "unsubscribed",
            "ok",
            "error",
            "orderbook_snapshot",
            "orderbook_delta",
            "ticker",
            "trade",
            "fill",
            "user_order",
            "order_group_updates");
    private static final Set<String> COMMANDS =
            Set.of("subscribe", "unsubscribe", "update_subscription", "list_subscriptions");

    private final WebSocketFaults faults;
    private final Supplier<List<ClientConnection>> connections;

    WebSocketMisbehaviour(WebSocketFaults faults, Supplier<List<ClientConnection>> connections) {
        this.faults = faults;
        this.connections = connections;
    }

    /**
     * Every message to a client.
     *
     * @return those messages
     */
    public Messages messages() {
        return new Messages(message -> true, Long.MAX_VALUE);
    }

    /**
     * The messages of one type.
     *
     * @param type the type, such as {@code orderbook_delta} or {@code subscribed}
     * @return those messages
     * @throws IllegalArgumentException if there is no such type
     */
    public Messages messages(String type) {
        String known = known(type, TYPES);
        return new Messages(message -> message.type().equals(known), Long.MAX_VALUE);
    }

    /**
     * Every command of a client.
     *
     * @return those commands
     */
    public Commands commands() {
        return new Commands(command -> true, Long.MAX_VALUE);
    }

    /**
     * The commands of one name.
     *
     * @param name the {@code cmd}, such as {@code subscribe}
     * @return those commands
     * @throws IllegalArgumentException if there is no such command
     */
    public Commands commands(String name) {
        String known = known(name, COMMANDS);
        return new Commands(command -> command.command().equals(known), Long.MAX_VALUE);
    }

    private static String known(String word, Set<String> words) {
        if (!words.contains(word)) {
            throw new IllegalArgumentException("there is no '" + word + "'; there are " + new TreeSet<>(words));
        }
        return word;
    }

    /**
     * Refuses the next handshakes, whoever signed them.
     *
     * @param status the HTTP status, from 400 to 599
     * @param times how many; {@link Long#MAX_VALUE} for all
     * @return what was asked for
     */
    public FaultRule refuseHandshakes(int status, long times) {
        return faults.addForHandshakes(Misbehaviour.error(status), times);
    }

    /** Cuts all connections, without a word. */
    public void dropConnections() {
        connections.get().forEach(ClientConnection::drop);
    }

    /**
     * Closes all connections, by the rules.
     *
     * @param code the code of the close frame, such as 1001
     * @param reason its text
     */
    public void closeConnections(int code, String reason) {
        connections.get().forEach(connection -> connection.close(code, reason));
    }

    /** Falls silent on all connections that there are: no message, no ping, no answer to one. New connections are not concerned. */
    public void silence() {
        connections.get().forEach(ClientConnection::silence);
    }

    /** Ends {@link #silence}: what waited is sent. */
    public void speak() {
        connections.get().forEach(ClientConnection::speak);
    }

    /**
     * Sends every client something that the exchange did not mean to send.
     *
     * @param text the text frame, to the letter
     */
    public void send(String text) {
        connections.get().forEach(connection -> connection.send(text));
    }

    /**
     * Puts the times in messages wrong. Those in handshakes are checked by {@link Misbehaviour#skewClock}.
     *
     * @param ahead how far ahead; negative for behind; zero to put them right
     */
    public void skewTimes(Duration ahead) {
        faults.skewTimes(ahead);
    }

    /**
     * Who is connected now; each can be treated by itself.
     *
     * @return the connections, oldest first
     */
    public List<ClientConnection> connections() {
        return connections.get();
    }

    /**
     * A fault in words; see {@link Misbehaviour#apply}.
     *
     * @param fault the word, without its value
     * @param argument its value; empty for none
     * @param what a type of message or a command; null for all
     * @param times for how many of them
     * @return what asks for it
     */
    Runnable parsed(String fault, String argument, @Nullable String what, long times) {
        Supplier<Messages> messages = () -> (what == null ? messages() : messages(what)).times(times);
        Supplier<Commands> commands = () -> (what == null ? commands() : commands(what)).times(times);
        return switch (fault) {
            case "ws-lose" -> messages.get()::lose;
            case "ws-skip" -> asked(messages.get(), new FrameFault.SkipNumbers(number(argument)));
            case "ws-repeat" -> messages.get()::repeat;
            case "ws-hold" -> asked(messages.get(), new FrameFault.HoldBack(number(argument)));
            case "ws-delay" -> asked(messages.get(), new FrameFault.Delay(Misbehaviour.delay(argument)));
            case "ws-add" -> {
                Messages those = messages.get();
                yield () -> those.addMember(argument, "\"simulated\"");
            }
            case "ws-omit" -> {
                Messages those = messages.get();
                yield () -> those.leaveOutMember(argument);
            }
            case "ws-enum" -> {
                Messages those = messages.get();
                yield () -> those.replaceText(argument, "simulated");
            }
            case "ws-drop" -> messages.get()::dropConnection;
            case "ws-close" -> asked(messages.get(), new FrameFault.Close(number(argument), "simulated"));
            case "ws-ignore" -> commands.get()::ignore;
            case "ws-refuse" -> {
                Commands those = commands.get();
                ErrorCode code = ErrorCode.of(number(argument));
                yield () -> those.refuse(code);
            }
            case "ws-handshake" -> {
                if (what != null) {
                    throw new IllegalArgumentException("handshakes have no type such as '" + what + "'");
                }
                Answer answer = Misbehaviour.error(number(argument));
                yield () -> faults.addForHandshakes(answer, times);
            }
            default -> throw new IllegalArgumentException("there is no fault '" + fault + "'");
        };
    }

    private static Runnable asked(Messages messages, FrameFault fault) {
        return () -> messages.rule(fault);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number", e);
        }
    }

    /** Behaves again, and says what it kept to itself. */
    void stop() {
        faults.clear();
        speak();
    }

    /** Some messages, for which a fault can be asked. Immutable and safe for use by several threads. */
    public final class Messages {
        private final Predicate<FrameTarget> matches;
        private final long times;

        private Messages(Predicate<FrameTarget> matches, long times) {
            this.matches = matches;
            this.times = times;
        }

        /**
         * Those of one channel only, its confirmations among them.
         *
         * @param channel the channel
         * @return those messages
         */
        public Messages onChannel(Channel channel) {
            return new Messages(matches.and(message -> channel.equals(message.channel())), times);
        }

        /**
         * Those about one market only.
         *
         * @param ticker the market
         * @return those messages
         */
        public Messages inMarket(String ticker) {
            return new Messages(matches.and(message -> ticker.equals(message.market())), times);
        }

        /**
         * Those to one user only.
         *
         * @param userId the user
         * @return those messages
         */
        public Messages to(String userId) {
            return new Messages(matches.and(message -> userId.equals(message.userId())), times);
        }

        /**
         * The next ones only; all unless called.
         *
         * @param number how many, at least 1
         * @return those messages
         */
        public Messages times(long number) {
            return new Messages(matches, atLeastOne(number));
        }

        /**
         * The next one only.
         *
         * @return that message
         */
        public Messages once() {
            return times(1);
        }

        /**
         * Loses the message; its sequence number is used up.
         *
         * @return what was asked for
         */
        public FaultRule lose() {
            return rule(new FrameFault.Lose());
        }

        /**
         * Leaves out sequence numbers before the message.
         *
         * @param count how many, at least 1
         * @return what was asked for
         */
        public FaultRule skipNumbers(int count) {
            return rule(new FrameFault.SkipNumbers(count));
        }

        /**
         * Sends the message twice.
         *
         * @return what was asked for
         */
        public FaultRule repeat() {
            return rule(new FrameFault.Repeat());
        }

        /**
         * Lets later messages of the connection go first.
         *
         * @param messages how many, at least 1
         * @return what was asked for
         */
        public FaultRule holdBack(int messages) {
            return rule(new FrameFault.HoldBack(messages));
        }

        /**
         * Sends the message later, in real time; others go first.
         *
         * @param time how much later
         * @return what was asked for
         */
        public FaultRule delay(Duration time) {
            return rule(new FrameFault.Delay(time));
        }

        /**
         * Adds a member to every JSON object of the message.
         *
         * @param name its name
         * @param json its value, as JSON
         * @return what was asked for
         * @throws IllegalArgumentException if the value is not one JSON value
         */
        public FaultRule addMember(String name, String json) {
            return rule(new FrameFault.Edit(JsonEdit.add(name, RawJson.of(json).json())));
        }

        /**
         * Leaves a member out of the message wherever it stands.
         *
         * @param name its name
         * @return what was asked for
         */
        public FaultRule leaveOutMember(String name) {
            return rule(new FrameFault.Edit(JsonEdit.leaveOut(name)));
        }

        /**
         * Gives a text member of the message another value wherever it stands, such as a value that an enum does not have.
         *
         * @param name its name
         * @param text the new value
         * @return what was asked for
         */
        public FaultRule replaceText(String name, String text) {
            return rule(new FrameFault.Edit(JsonEdit.replace(name, text)));
        }

        /**
         * Sends something else right before the message, such as a message of a type that nobody knows.
         *
         * @param text the text frame, to the letter
         * @return what was asked for
         */
        public FaultRule precede(String text) {
            return rule(new FrameFault.Precede(text));
        }

        /**
         * Cuts the connection in place of the message.
         *
         * @return what was asked for
         */
        public FaultRule dropConnection() {
            return rule(new FrameFault.Drop());
        }

        /**
         * Closes the connection in place of the message.
         *
         * @param code the code of the close frame
         * @param reason its text
         * @return what was asked for
         */
        public FaultRule closeConnection(int code, String reason) {
            return rule(new FrameFault.Close(code, reason));
        }

        private FaultRule rule(FrameFault fault) {
            return faults.addForFrames(matches, fault, times);
        }
    }

    /** Some commands, for which a fault can be asked. Immutable and safe for use by several threads. */
    public final class Commands {
        private final Predicate<CommandTarget> matches;
        private final long times;

        private Commands(Predicate<CommandTarget> matches, long times) {
            this.matches = matches;
            this.times = times;
        }

        /**
         * The next ones only; all unless called.
         *
         * @param number how many, at least 1
         * @return those commands
         */
        public Commands times(long number) {
            return new Commands(matches, atLeastOne(number));
        }

        /**
         * The next one only.
         *
         * @return that command
         */
        public Commands once() {
            return times(1);
        }

        /**
         * Those of one user only.
         *
         * @param userId the user
         * @return those commands
         */
        public Commands of(String userId) {
            return new Commands(matches.and(command -> userId.equals(command.userId())), times);
        }

        /**
         * Neither carries the command out nor answers it.
         *
         * @return what was asked for
         */
        public FaultRule ignore() {
            return rule(new CommandFault.Ignore());
        }

        /**
         * Answers with an error, without carrying the command out.
         *
         * @param code the error
         * @return what was asked for
         */
        public FaultRule refuse(ErrorCode code) {
            return rule(new CommandFault.Refuse(code));
        }

        /**
         * Cuts the connection without carrying the command out.
         *
         * @return what was asked for
         */
        public FaultRule dropConnection() {
            return rule(new CommandFault.Drop());
        }

        private FaultRule rule(CommandFault fault) {
            return faults.addForCommands(matches, fault, times);
        }
    }

    private static long atLeastOne(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("expected at least 1 but was " + number);
        }
        return number;
    }
}
