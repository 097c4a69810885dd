package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Safe for use by several threads: what is recorded of one WebSocket. Its capture begins with the first frame; a connection over
 * which nothing came leaves none.
 */
public final class RecordedConnection implements Closeable {
    /** How the meta file ends: commands are put in before it. */
    private static final String END = "\n  ]\n}\n";

    private final Recording recording;
    private final Secrets credentials;
    private final String meta;
    private final List<String> commandsBefore = new ArrayList<>();
    private boolean anyCommand;
    private boolean closed;
    private @Nullable String name;
    private @Nullable OutputStream frames;

    /** @param meta the meta file as far as it is known */
    RecordedConnection(Recording recording, String meta, Secrets credentials) {
        this.recording = recording;
        this.credentials = credentials;
        this.meta = meta.replaceFirst("\\s*}\\s*$", "");
    }

    /**
     * Adds a command.
     *
     * @param text the text frame that was sent
     */
    public synchronized void command(String text) {
        if (closed) {
            return;
        }
        recording.write(() -> {
            String command = json(recording.clean(text, credentials));
            String present = name;
            if (present == null) {
                commandsBefore.add(command);
                return;
            }
            recording.captures().extend(present, END.length(), (anyCommand ? ",\n    " : "\n    ") + command + END);
            anyCommand = true;
        });
    }

    /** As one line of the meta file; what is no JSON becomes a string of it. */
    private static String json(String text) {
        try {
            WireReader.read(text);
            return line(text);
        } catch (NotJsonException e) {
            return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        }
    }

    /** The exchange ends some of its frames with a newline; in JSON, one between tokens is white space and others there are none. */
    private static String line(String text) {
        return text.replace('\n', ' ').replace('\r', ' ').strip();
    }

    /**
     * Adds a frame.
     *
     * @param text the text frame that came
     */
    public synchronized void frame(String text) {
        if (closed) {
            return;
        }
        recording.write(() -> {
            byte[] frame = (line(recording.clean(text, credentials)) + "\n").getBytes(StandardCharsets.UTF_8);
            OutputStream open = frames;
            if (open == null) {
                begin(frame);
            } else {
                open.write(frame);
            }
        });
    }

    private void begin(byte[] frame) throws IOException {
        anyCommand = !commandsBefore.isEmpty();
        String commands = anyCommand ? "\n    " + String.join(",\n    ", commandsBefore) : "";
        String whole = meta + ",\n  \"" + Corpus.COMMANDS + "\" : [" + commands + END.stripTrailing();
        String begun = recording.captures().write("websocket", whole, Transport.WEBSOCKET, frame);
        commandsBefore.clear();
        name = begun;
        // Not buffered: what a killed program has received is on the disk.
        frames = Files.newOutputStream(
                recording.captures().directory().resolve(begun + Transport.WEBSOCKET.ending()),
                StandardOpenOption.APPEND);
    }

    /** Ends the capture. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        recording.write(() -> {
            OutputStream open = frames;
            if (open != null) {
                open.close();
            }
        });
        recording.ended(this);
    }
}
