package io.github.kalshiperps.spectools.bump;

import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.codegen.GeneratedNames;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The recorded names: {@code specs/names.lock} has one line for each place of a contract that callers know by a Java name. A
 * bump may add lines; another name for an old place breaks callers, whoever gave it.
 */
final class NamesLock {
    /** Where it lies, from the root of a checkout. */
    static final String FILE = "specs/names.lock";

    private static final String COMMENT =
            "# Java names of what the contracts name, written by \"perps spec bump\"; a test compares them with the generator's.";

    private static final String ARROW = " -> ";

    private final SortedMap<String, String> names;

    private NamesLock(SortedMap<String, String> names) {
        this.names = names;
    }

    /**
     * What is recorded.
     *
     * @throws SpecException if a line is none of such a file
     */
    static NamesLock read(Path checkout) throws IOException {
        SortedMap<String, String> names = new TreeMap<>();
        Path file = checkout.resolve(FILE);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int arrow = line.lastIndexOf(ARROW);
                if (arrow > 0) {
                    names.put(line.substring(0, arrow), line.substring(arrow + ARROW.length()));
                } else if (!line.startsWith("#")) {
                    throw new SpecException(file + " has a line that is none of a place and a name: " + line);
                }
            }
        }
        return new NamesLock(names);
    }

    /**
     * What the generator makes of the contracts of a checkout now, with overlays as far as they match.
     *
     * @throws io.github.kalshiperps.codegen.ContractException if something cannot be generated at all
     */
    static NamesLock generated(Path checkout) {
        SortedMap<String, String> names = new TreeMap<>();
        for (Api api : Api.values()) {
            Path pin = checkout.resolve("specs").resolve(api.file());
            GeneratedNames.of(Contract.loadOther(pin.resolveSibling("api.yaml"), pin, problem -> {}))
                    .forEach((place, name) -> names.put(api.id() + " " + place, name));
        }
        return new NamesLock(names);
    }

    /** The places that both have, under different names; a sentence each. */
    List<String> renamedIn(NamesLock newer) {
        List<String> renamed = new ArrayList<>();
        for (Map.Entry<String, String> old : names.entrySet()) {
            String name = newer.names.get(old.getKey());
            if (name != null && !name.equals(old.getValue())) {
                renamed.add(old.getKey() + " was " + old.getValue() + " and would be " + name);
            }
        }
        return renamed;
    }

    String text() {
        StringBuilder text = new StringBuilder(COMMENT).append('\n');
        names.forEach(
                (place, name) -> text.append(place).append(ARROW).append(name).append('\n'));
        return text.toString();
    }
}
