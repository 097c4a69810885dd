package io.github.kalshiperps.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.util.diff.DiffUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the generator writes for one small contract per shape, compared to the letter with texts that are reviewed like
 * any other source. Maven compiles those texts with the tests, so they are known to compile without a warning.
 */
class GoldenTextTest {
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final Path SOURCES = Path.of("src/test/java");
    private static final String PACKAGE = "io.github.kalshiperps.golden";
    private static final String REFRESH = "mvn -q -B -pl generator-templates -am test -Dgolden.update=true";
    private static final int CONTEXT = 3;

    static List<String> fixtures() throws IOException {
        return folders(FIXTURES);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void theGeneratorWritesTheGoldenTexts(String fixture, @TempDir Path output) throws IOException {
        Path folder = SOURCES.resolve(PACKAGE.replace('.', '/')).resolve(fixture);
        SortedMap<String, String> generated = generate(fixture, output);
        if (Boolean.getBoolean("golden.update")) {
            update(folder, generated);
        }

        List<String> differences = differences(golden(folder), generated);

        if (!differences.isEmpty()) {
            fail("The generator does not write the golden texts of '" + fixture
                    + "' any more. Refresh them, and review the difference, if that is meant:\n    " + REFRESH + "\n"
                    + String.join("\n", differences));
        }
    }

    @Test
    void everyGoldenTextHasAFixture() throws IOException {
        assertThat(folders(SOURCES.resolve(PACKAGE.replace('.', '/')))).isEqualTo(fixtures());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void generatingTwiceGivesTheSameBytes(String fixture, @TempDir Path first, @TempDir Path second) {
        assertThat(generate(fixture, first)).isEqualTo(generate(fixture, second));
    }

    private static SortedMap<String, String> generate(String fixture, Path output) {
        String prefix = fixture.substring(0, 1).toUpperCase(Locale.ROOT) + fixture.substring(1);
        Path recipe = FIXTURES.resolve(fixture).resolve("api.yaml");
        return Engine.generate(recipe, PACKAGE + "." + fixture, prefix, output);
    }

    /** The golden texts of a fixture, by the path that the generator gives them. */
    private static SortedMap<String, String> golden(Path folder) {
        return Engine.texts(SOURCES, folder);
    }

    private static void update(Path folder, Map<String, String> generated) throws IOException {
        for (String stale : golden(folder).keySet()) {
            if (!generated.containsKey(stale)) {
                Files.delete(SOURCES.resolve(stale));
            }
        }
        for (Map.Entry<String, String> text : generated.entrySet()) {
            Path file = SOURCES.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }
    }

    private static List<String> differences(Map<String, String> golden, Map<String, String> generated) {
        TreeSet<String> files = new TreeSet<>(golden.keySet());
        files.addAll(generated.keySet());
        List<String> differences = new ArrayList<>();
        for (String file : files) {
            String expected = golden.get(file);
            String actual = generated.get(file);
            if (expected == null) {
                differences.add("\nGenerated, but there is no golden text: " + file);
            } else if (actual == null) {
                differences.add("\nNot generated any more: " + file);
            } else if (!expected.equals(actual)) {
                List<String> lines = expected.lines().toList();
                differences.add("\n"
                        + String.join(
                                "\n",
                                DiffUtils.generateUnifiedDiff(
                                        "golden/" + file,
                                        "generated/" + file,
                                        lines,
                                        DiffUtils.diff(lines, actual.lines().toList()),
                                        CONTEXT)));
            }
        }
        return differences;
    }

    private static List<String> folders(Path parent) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
