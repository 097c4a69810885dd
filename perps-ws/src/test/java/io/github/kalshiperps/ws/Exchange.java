package io.github.kalshiperps.ws;

import io.github.kalshiperps.ws.server.Command;
import io.github.kalshiperps.ws.server.Peer;
import io.github.kalshiperps.ws.server.ScriptedServer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Answers the commands of sessions as the exchange does, on a thread of its own, for tests that are about what comes of it and not
 * about each command. Safe for use by several threads.
 */
final class Exchange implements AutoCloseable {
    /** Makes the snapshot of a market; null for none. */
    interface Snapshots {
        @Nullable
        String of(long sid, long seq, String market);
    }

    /** A message with its numbers. */
    interface Numbered {
        String message(long sid, long seq);
    }

    /** A frame with its numbers. */
    interface NumberedFrame {
        Frame frame(long sid, long seq);
    }

    /** Any bytes in a frame of any kind. */
    record Frame(int opcode, ByteString bytes) {
        static Frame text(String text) {
            return new Frame(TEXT, ByteString.encodeUtf8(text));
        }

        /** A frame that says that it is a text, which it need not be. */
        static Frame text(byte[] bytes) {
            return new Frame(TEXT, ByteString.of(bytes));
        }

        static Frame binary(byte[] bytes) {
            return new Frame(BINARY, ByteString.of(bytes));
        }

        boolean isText() {
            return opcode == TEXT;
        }
    }

    private static final class Stream {
        final long sid;
        final Set<String> markets = new LinkedHashSet<>();
        long seq;

        Stream(long sid) {
            this.sid = sid;
        }
    }

    private static final int TEXT = 1;
    private static final int BINARY = 2;

    private final ScriptedServer server;
    private final Snapshots snapshots;
    private final boolean snapshotsFirst;
    private final Thread thread = new Thread(this::run, "exchange");
    private final List<String> commands = new ArrayList<>();
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private @Nullable Peer peer;
    private long lastSid = 10;
    private volatile boolean closed;

    /** Begins to answer; snapshots come before the confirmations of their subscriptions if asked for. */
    Exchange(ScriptedServer server, boolean snapshotsFirst, Snapshots snapshots) {
        this.server = server;
        this.snapshotsFirst = snapshotsFirst;
        this.snapshots = snapshots;
        thread.start();
    }

    /** The commands that came, a get_snapshot and its like under the name of the action. */
    synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    synchronized long count(String command) {
        return commands.stream().filter(command::equals).count();
    }

    /** Sends a message of a channel with its next number. Does nothing when it is not subscribed. */
    synchronized void send(String channel, Numbered message) {
        Stream stream = streams.get(channel);
        if (stream != null) {
            write(message.message(stream.sid, ++stream.seq));
        }
    }

    /** Sends a frame of a channel with its next number. */
    synchronized void transmit(String channel, NumberedFrame frame) {
        Stream stream = Objects.requireNonNull(streams.get(channel), channel);
        transmit(frame.frame(stream.sid, ++stream.seq));
    }

    /** Sends a frame of no channel. */
    synchronized void transmit(Frame frame) {
        Peer present = peer;
        if (present != null) {
            try {
                present.sendBytes(frame.opcode(), frame.bytes().toByteArray());
            } catch (UncheckedIOException e) {
                // The session has given this connection up.
            }
        }
    }

    /** Sends a message of a channel without counting it. */
    synchronized void sendUncounted(String channel, Numbered message) {
        Stream stream = streams.get(channel);
        if (stream != null) {
            write(message.message(stream.sid, stream.seq));
        }
    }

    private void run() {
        Peer present = null;
        while (!closed) {
            try {
                if (present == null || !present.isOpen()) {
                    present = server.awaitPeer(Duration.ofMillis(20));
                    synchronized (this) {
                        peer = present;
                        streams.clear();
                    }
                } else {
                    Command command = present.awaitCommand(Duration.ofMillis(20));
                    synchronized (this) {
                        answer(command);
                    }
                }
            } catch (AssertionError e) {
                // Nobody and nothing came meanwhile.
            }
        }
    }

    private void answer(Command command) {
        switch (command.cmd()) {
            case "subscribe" -> {
                commands.add("subscribe");
                for (String channel : command.params("channels")) {
                    Stream stream = new Stream(++lastSid);
                    stream.markets.addAll(command.params("market_tickers"));
                    streams.put(channel, stream);
                    String confirmation = SessionFixture.subscribed(command.id(), channel, stream.sid);
                    if (!snapshotsFirst) {
                        write(confirmation);
                    }
                    snapshots(channel, stream, stream.markets);
                    if (snapshotsFirst) {
                        write(confirmation);
                    }
                }
            }
            case "unsubscribe" -> {
                commands.add("unsubscribe");
                for (Stream stream : List.copyOf(streams.values())) {
                    if (command.params("sids").contains(Long.toString(stream.sid))) {
                        streams.values().remove(stream);
                        write(SessionFixture.unsubscribed(command.id(), stream.sid, ++stream.seq));
                    }
                }
            }
            case "update_subscription" -> update(command);
            case "list_subscriptions" -> {
                commands.add("list_subscriptions");
                write("{\"type\":\"ok\",\"id\":%d,\"msg\":[]}".formatted(command.id()));
            }
            default -> throw new IllegalStateException(command.text());
        }
    }

    private void update(Command command) {
        String action = String.valueOf(command.params().get("action"));
        commands.add(action);
        List<String> markets = command.params("market_tickers");
        streams.forEach((channel, stream) -> {
            if (!Long.valueOf(stream.sid).equals(command.params().get("sid"))) {
                return;
            }
            switch (action) {
                case "add_markets" -> stream.markets.addAll(markets);
                case "delete_markets" -> markets.forEach(stream.markets::remove);
                default -> {}
            }
            if (!action.equals("get_snapshot")) {
                write(SessionFixture.ok(command.id(), stream.sid, ++stream.seq, List.copyOf(stream.markets)));
            }
            if (!action.equals("delete_markets")) {
                snapshots(channel, stream, markets);
            }
        });
    }

    private void snapshots(String channel, Stream stream, Iterable<String> markets) {
        if (channel.equals("orderbook_delta")) {
            for (String market : markets) {
                String snapshot = snapshots.of(stream.sid, stream.seq + 1, market);
                if (snapshot != null) {
                    stream.seq++;
                    write(snapshot);
                }
            }
        }
    }

    private void write(String text) {
        transmit(Frame.text(text));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new AssertionError("The exchange does not end");
        }
    }
}
