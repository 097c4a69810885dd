package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run is about to place, on the disk before it is sent, so that the next run can clear up behind one that was killed. For one
 * thread. A line is {@code order} or {@code group} and an id; the last one may be cut off.
 */
final class OrderJournal {
    private static final String ORDER = "order ";
    private static final String GROUP = "group ";

    private final Path file;

    OrderJournal(Path file) {
        this.file = file;
    }

    /** Before an order is sent. */
    void order(String clientOrderId) {
        append(ORDER + clientOrderId);
    }

    /** When a group has an id. */
    void group(String orderGroupId) {
        append(GROUP + orderGroupId);
    }

    private void append(String line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of orders cannot be written: " + file, e);
        }
    }

    /** {@return the client order ids of orders that may have been placed} */
    List<String> orders() {
        return lines(ORDER);
    }

    /** {@return the ids of groups that were made} */
    List<String> groups() {
        return lines(GROUP);
    }

    private List<String> lines(String kind) {
        List<String> ids = new ArrayList<>();
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            // A line that was cut off was never sent.
            int whole = text.lastIndexOf('\n') + 1;
            text.substring(0, whole)
                    .lines()
                    .filter(line -> line.startsWith(kind))
                    .forEach(line -> ids.add(line.substring(kind.length())));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of orders cannot be read: " + file, e);
        }
        return ids;
    }

    /** When nothing of it is left. */
    void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the journal of orders cannot be removed: " + file, e);
        }
    }
}
