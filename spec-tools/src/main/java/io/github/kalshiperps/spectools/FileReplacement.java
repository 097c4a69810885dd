package io.github.kalshiperps.spectools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Gives several files new contents: all of them or none.
 *
 * <p>The new contents are complete beside their targets before the first target is touched, each target changes in one
 * step, and when one cannot be changed those before it get their old contents back.
 */
final class FileReplacement {
    private final Map<Path, String> contents;
    private final Deque<Path> replaced = new ArrayDeque<>();

    private FileReplacement(Map<Path, String> contents) {
        this.contents = contents;
    }

    /**
     * Replaces the files, in the order of the map. Folders are created as needed.
     *
     * @throws IOException if one of them cannot be written; all have their old contents then, or are still missing
     */
    static void replace(Map<Path, String> contents) throws IOException {
        FileReplacement replacement = new FileReplacement(contents);
        try {
            replacement.prepare();
            replacement.commit();
        } finally {
            replacement.cleanUp();
        }
    }

    private void prepare() throws IOException {
        for (Map.Entry<Path, String> file : contents.entrySet()) {
            Path target = file.getKey();
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(next(target), file.getValue());
            Files.deleteIfExists(previous(target));
            if (Files.exists(target)) {
                Files.copy(target, previous(target));
            }
        }
    }

    private void commit() throws IOException {
        try {
            for (Path target : contents.keySet()) {
                move(next(target), target);
                replaced.push(target);
            }
        } catch (IOException e) {
            restore(e);
            throw e;
        }
    }

    private void restore(IOException reason) {
        for (Path target : replaced) {
            try {
                if (Files.exists(previous(target))) {
                    move(previous(target), target);
                } else {
                    Files.delete(target);
                }
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    private void cleanUp() throws IOException {
        for (Path target : contents.keySet()) {
            Files.deleteIfExists(next(target));
            Files.deleteIfExists(previous(target));
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path next(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".next");
    }

    private static Path previous(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".previous");
    }
}
