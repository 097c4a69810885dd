package io.github.kalshiperps.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directory that captures are written into. A capture counts once its meta file is there, which comes last and at once; until then
 * {@link Corpus} sees by the file {@link #UNFINISHED} that it never became one. Safe for use by several threads and programs.
 */
final class Captures {
    /** The ending of a meta file that has not come into its place. */
    static final String UNFINISHED = Corpus.META + ".tmp";

    private static final Pattern NAME = Pattern.compile("([0-9]{3,})__[a-z0-9_]+\\.(meta\\.json(\\.tmp)?|jsonl?)");
    private static final int WORDS = 4;

    private final Path directory;
    private final AtomicLong number;
    private final AtomicLong written = new AtomicLong();

    private Captures(Path directory, long number) {
        this.directory = directory;
        this.number = new AtomicLong(number);
    }

    /**
     * @param directory made when missing
     * @param anew whether what earlier recordings wrote is removed
     */
    static Captures in(Path directory, boolean anew) throws IOException {
        Files.createDirectories(directory);
        long last = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                // Nothing but what a recording wrote: the directory is the user's.
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (!name.matches()) {
                    continue;
                }
                if (anew) {
                    Files.delete(file);
                } else {
                    last = Math.max(last, Long.parseLong(name.group(1)));
                }
            }
        }
        return new Captures(directory, last);
    }

    /** Gives the next capture a number. */
    void number(int next) {
        number.set(next - 1);
    }

    Path directory() {
        return directory;
    }

    /** How many were finished. */
    long written() {
        return written.get();
    }

    /**
     * Writes a capture.
     *
     * @return its name
     */
    String write(String title, String meta, Transport transport, byte[] content) throws IOException {
        String name = claim(title, meta);
        Files.write(directory.resolve(name + transport.ending()), content);
        finish(name);
        written.incrementAndGet();
        return name;
    }

    /** A name that nobody else has, with an unfinished meta file. */
    private String claim(String title, String meta) throws IOException {
        String words = Arrays.stream(title.toLowerCase(Locale.ROOT).split("[^a-z0-9_]+"))
                .filter(word -> !word.isEmpty())
                .limit(WORDS)
                .collect(Collectors.joining("_"));
        while (true) {
            String name = String.format(Locale.ROOT, "%06d__%s", number.incrementAndGet(), words);
            if (!Files.exists(directory.resolve(name + Corpus.META)) && isMade(name, meta)) {
                return name;
            }
        }
    }

    /** Makes the unfinished meta file, unless another program did, or one that was killed. */
    private boolean isMade(String name, String meta) throws IOException {
        try {
            Files.writeString(directory.resolve(name + UNFINISHED), meta + "\n", StandardOpenOption.CREATE_NEW);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void finish(String name) throws IOException {
        Files.move(
                directory.resolve(name + UNFINISHED),
                directory.resolve(name + Corpus.META),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Puts something into a meta file in the place of its end. Copied from file to file: the meta file of a long connection is long.
     *
     * @param end how many bytes of the end go
     * @param text what comes in their place
     */
    void extend(String name, int end, String text) throws IOException {
        Path meta = directory.resolve(name + Corpus.META);
        Path longer = directory.resolve(name + UNFINISHED);
        try (OutputStream out = Files.newOutputStream(longer);
                InputStream in = Files.newInputStream(meta)) {
            long rest = Files.size(meta) - end;
            byte[] chunk = new byte[8192];
            while (rest > 0) {
                int read = in.read(chunk, 0, (int) Math.min(chunk.length, rest));
                if (read < 0) {
                    throw new IOException(meta.getFileName() + " became shorter while it was recorded");
                }
                out.write(chunk, 0, read);
                rest -= read;
            }
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        finish(name);
    }
}
