package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.spectools.Sha256;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts several files in place so that a program that is killed at any moment leaves either all of them as they were, or a
 * journal by which the next run finishes.
 *
 * <p>The new contents lie complete beside the checkout before the journal appears, in one step. From then on it can only go
 * forward: each file is a rename. A file that somebody changed in between stops it before anything is overwritten.
 */
final class Journal {
    private static final String HEADER = "perps spec bump journal 1";
    private static final String ABSENT = "-";

    private final Path checkout;
    private final Path folder;
    private final Checkpoint checkpoint;

    private record Line(String before, String after, String file) {}

    /**
     * The journal of a checkout.
     *
     * @param folder on the same file system as the checkout, and of the bump alone
     */
    Journal(Path checkout, Path folder, Checkpoint checkpoint) {
        this.checkout = checkout;
        this.folder = folder;
        this.checkpoint = checkpoint;
    }

    /** Where the bumps of a checkout keep what is theirs: beside it. */
    static Path folder(Path checkout) {
        return checkout.resolveSibling("." + checkout.getFileName() + ".spec-bump");
    }

    /** Whether a bump was ended while it put files in place. */
    boolean isUnfinished() {
        return Files.exists(file());
    }

    /**
     * Gives files new contents.
     *
     * @param before what the files held when the new contents were made from them; nothing when they were not there
     * @param after the new contents, by path in the checkout
     * @throws SpecException if a file is not what it was; nothing is changed then
     */
    void commit(Map<String, Optional<byte[]>> before, Map<String, byte[]> after) throws IOException {
        List<Line> lines = new ArrayList<>();
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        Files.createDirectories(folder.resolve("new"));
        for (Map.Entry<String, byte[]> file : after.entrySet()) {
            String old = before.getOrDefault(file.getKey(), Optional.empty())
                    .map(Sha256::of)
                    .orElse(ABSENT);
            Line line = new Line(old, Sha256.of(file.getValue()), file.getKey());
            write(next(lines.size()), file.getValue());
            checkpoint.reached("new " + line.file);
            lines.add(line);
            text.append(line.before)
                    .append(' ')
                    .append(line.after)
                    .append(' ')
                    .append(line.file)
                    .append('\n');
        }
        for (Line line : lines) {
            if (!hash(target(line)).equals(line.before)) {
                throw new SpecException(line.file + " was changed while the bump ran; nothing was put in place");
            }
        }
        Path written = folder.resolve("journal.next");
        write(written, text.toString().getBytes(StandardCharsets.UTF_8));
        checkpoint.reached("journal written");
        Files.move(written, file(), StandardCopyOption.ATOMIC_MOVE);
        checkpoint.reached("journal in force");
        forward(lines);
    }

    /**
     * Finishes what an earlier run began.
     *
     * @return how many files it was about
     * @throws SpecException if a file is neither what it was nor what it should become, or the journal is no journal
     */
    int finish() throws IOException {
        List<Line> lines = read();
        forward(lines);
        return lines.size();
    }

    private void forward(List<Line> lines) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String now = hash(target(line));
            boolean waiting = Files.exists(next(i)) && hash(next(i)).equals(line.after);
            if (!now.equals(line.after) && !(waiting && now.equals(line.before))) {
                throw new SpecException("the bump of " + file() + " cannot be finished: " + line.file
                        + " is neither what it was nor what it should become; put it back, or delete the journal");
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Path target = target(lines.get(i));
            if (Files.exists(next(i))) {
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.move(next(i), target, StandardCopyOption.ATOMIC_MOVE);
                checkpoint.reached("in place " + lines.get(i).file);
            }
        }
        Files.delete(file());
        checkpoint.reached("journal gone");
    }

    private List<Line> read() throws IOException {
        List<String> text = Files.readAllLines(file());
        if (text.isEmpty() || !text.get(0).equals(HEADER)) {
            throw new SpecException(file() + " is no journal of this version; look at it, and delete it");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : text.subList(1, text.size())) {
            String[] parts = line.split(" ", 3);
            if (parts.length != 3 || !checkout.resolve(parts[2]).normalize().startsWith(checkout.normalize())) {
                throw new SpecException(file() + " has a line that is none of a journal: " + line);
            }
            lines.add(new Line(parts[0], parts[1], parts[2]));
        }
        return lines;
    }

    Path file() {
        return folder.resolve("journal");
    }

    private Path next(int index) {
        return folder.resolve("new").resolve(Integer.toString(index));
    }

    private Path target(Line line) {
        return checkout.resolve(line.file);
    }

    private static String hash(Path file) throws IOException {
        return Files.exists(file) ? Sha256.of(Files.readAllBytes(file)) : ABSENT;
    }

    /** To the disk, not only to the system: the journal must not be there before what it names. */
    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
