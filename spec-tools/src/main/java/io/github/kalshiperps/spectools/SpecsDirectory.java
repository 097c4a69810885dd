package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.CanonicalContract;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder in which the pinned contracts and their lock lie. */
public final class SpecsDirectory {
    private static final String LOCK_FILE = "specs.lock.yaml";

    private final Path root;

    /** What pinning does, or would do, to the pinned file. */
    public enum Change {
        /** There was no pin before. */
        NEW,
        /** The facts are other facts than before. */
        CHANGED,
        /** The facts are what they were. */
        UNCHANGED
    }

    /** What verifying found out about one pin. */
    public enum Outcome {
        /** The file is what the lock says. */
        OK,
        /** The file has other bytes than the lock says. */
        CHANGED,
        /** The file has the right bytes, yet its size is not what the lock says. */
        MISCOUNTED,
        /** The lock has an entry, but there is no file. */
        MISSING,
        /** There is a file, but the lock has no entry. */
        NOT_IN_LOCK
    }

    /**
     * What verifying found out about one pin.
     *
     * @param file relative to the folder
     * @param outcome what was found
     * @param explanation what was found in words, for people
     */
    public record Verdict(String file, Outcome outcome, String explanation) {}

    private SpecsDirectory(Path root) {
        this.root = root;
    }

    /**
     * A specs folder.
     *
     * @param root need not exist yet
     * @return the folder
     */
    public static SpecsDirectory at(Path root) {
        return new SpecsDirectory(root);
    }

    /**
     * Reads the lock.
     *
     * @return the lock; empty if there is none yet
     * @throws SpecException if it is malformed
     */
    public SpecLock lock() {
        Path file = root.resolve(LOCK_FILE);
        return Files.exists(file) ? SpecLock.parse(YamlDocuments.read(file), file.toString()) : SpecLock.empty();
    }

    /**
     * Compares a pin with the one in the folder.
     *
     * @param pin the new pin
     * @return what writing it would do
     */
    public Change change(Pin pin) {
        return pinned(pin.entry().file())
                .map(old -> Arrays.equals(old, pin.text().getBytes(StandardCharsets.UTF_8))
                        ? Change.UNCHANGED
                        : Change.CHANGED)
                .orElse(Change.NEW);
    }

    /**
     * Writes a pin and its entry in the lock: both or neither.
     *
     * @param pin the new pin
     * @throws SpecException if one of the files cannot be written; both are as before then
     */
    public void write(Pin pin) {
        // The lock last: should the machine stop in between, verifying tells.
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(root.resolve(pin.entry().file()), pin.text());
        files.put(root.resolve(LOCK_FILE), lock().with(pin.entry()).text());
        try {
            FileReplacement.replace(files);
        } catch (IOException e) {
            throw new SpecException("cannot write to " + root + ", nothing was changed: " + e, e);
        }
    }

    /**
     * Compares the pins with the lock.
     *
     * @return one verdict for each API that has a pin or an entry
     * @throws SpecException if the lock is malformed, or nothing was ever pinned here
     */
    public List<Verdict> verify() {
        SpecLock lock = lock();
        List<Verdict> verdicts = Arrays.stream(Api.values())
                .flatMap(api -> verify(api, lock.entry(api)))
                .toList();
        if (verdicts.isEmpty()) {
            throw new SpecException("no contract is pinned in " + root);
        }
        return verdicts;
    }

    private Stream<Verdict> verify(Api api, Optional<SpecLock.Entry> locked) {
        Optional<byte[]> pinned = pinned(api.file());
        if (locked.isEmpty()) {
            return pinned
                    .map(bytes -> new Verdict(api.file(), Outcome.NOT_IN_LOCK, "nothing says what it was derived from"))
                    .stream();
        }
        return Stream.of(pinned.map(bytes -> compare(bytes, locked.get()))
                .orElseGet(() -> new Verdict(api.file(), Outcome.MISSING, "there is no such file")));
    }

    private static Verdict compare(byte[] pinned, SpecLock.Entry locked) {
        String sha256 = Sha256.of(pinned);
        if (!sha256.equals(locked.sha256())) {
            return new Verdict(
                    locked.file(), Outcome.CHANGED, "sha256 is " + sha256 + ", the lock says " + locked.sha256());
        }
        Map<String, Integer> counts = CanonicalContract.counts(locked.api(), YamlDocuments.read(pinned, locked.file()));
        return counts.equals(locked.counts())
                ? new Verdict(locked.file(), Outcome.OK, Counts.inWords(counts))
                : new Verdict(
                        locked.file(),
                        Outcome.MISCOUNTED,
                        Counts.inWords(counts) + ", the lock says " + Counts.inWords(locked.counts()));
    }

    private Optional<byte[]> pinned(String file) {
        Path path = root.resolve(file);
        try {
            return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
        } catch (IOException e) {
            throw new SpecException("cannot read " + path + ": " + e, e);
        }
    }
}
