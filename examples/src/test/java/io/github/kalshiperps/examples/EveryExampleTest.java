package io.github.kalshiperps.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked of every example, also of those to come. */
class EveryExampleTest {
    private static final String FOLDER = "java/io/github/kalshiperps/examples";
    private static final int MAX_LINES = 80;

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main", FOLDER))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreExamples() throws IOException {
        assertThat(examples()).hasSizeGreaterThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void hasATest(String example) {
        assertThat(Path.of("src/test", FOLDER, example + "Test.java"))
                .content()
                .contains("@Test")
                .containsPattern("\\b" + example + "[.(]");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void canBeRunAndIsShortAndSaysWhatToLookAt(String example) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src/main", FOLDER, example + ".java"));
        assertThat(lines).anyMatch(line -> line.contains("public static void main(String[] args)"));
        assertThat(String.join(" ", lines)).containsPattern("Look( +\\*)? +at( +\\*)? +\\{@link");
        assertThat(lines.stream().filter(EveryExampleTest::isCode))
                .as("lines of code")
                .hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    private static boolean isCode(String line) {
        String text = line.strip();
        return !text.isEmpty() && Stream.of("import ", "package ", "/", "*").noneMatch(text::startsWith);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isInTheTable(String example) {
        assertThat(Path.of("README.md")).content().contains("(src/main/" + FOLDER + "/" + example + ".java)");
    }
}
