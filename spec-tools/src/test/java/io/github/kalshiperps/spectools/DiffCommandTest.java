package io.github.kalshiperps.spectools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class DiffCommandTest {
    private static final Path SPECS = Path.of("src/test/resources/checkout/specs");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void findsNoDifferenceOfTheSamePins() {
        assertThat(diff(SPECS, SPECS, "--fail-on-breaking")).isZero();

        assertThat(out.toString())
                .contains("Perps REST API: ", "Perps WebSocket API: ", "Klear API: ")
                .contains("  was 9 paths, 14 operations, ")
                .contains("  no difference")
                .contains("  next version: none");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void tellsVerdictThingPlaceAndReasonInOneLine() throws IOException {
        Path edited = edited("ExchangeStatus:", "Stray:\n      type: object\n    ExchangeStatus:");

        assertThat(diff(pin(), edited, "--version-now", "1.2.3")).isZero();

        assertThat(out.toString())
                .contains(
                        "  additive: 1\n    additive  schema added  Stray  at #/components/schemas/Stray  -- one class more\n")
                .contains("  summary: schema +1 -0 ~0\n")
                .contains("  next version: 1.3.0 (minor)\n");
    }

    @ParameterizedTest
    @CsvSource({"1.2.3, 2.0.0 (major)", "0.4.1, 0.5.0 (minor)"})
    void aBreakingChangeIsAMajorReleaseOnceSomethingIsPromised(String now, String next) throws IOException {
        Path edited = edited("        - inactive\n", "");

        assertThat(diff(pin(), edited, "--version-now", now)).isZero();

        assertThat(out.toString()).contains("  next version: " + next + "\n");
    }

    @ParameterizedTest
    @CsvSource({"'- halted', 0", "'', 1"})
    void failsOnBreakingChangesWhenAsked(String inPlace, int status) throws IOException {
        String values = "        - inactive\n";
        Path edited = edited(values, inPlace.isEmpty() ? "" : values + "        " + inPlace + "\n");

        assertThat(diff(pin(), edited)).isZero();
        assertThat(diff(pin(), edited, "--fail-on-breaking")).isEqualTo(status);
    }

    @Test
    void writesTheSameBytesForPrograms() throws IOException {
        Path edited = edited("        - inactive\n", "");
        diff(pin(), edited, "--json", folder.resolve("one/diff.json").toString());
        diff(pin(), edited, "--json", folder.resolve("two.json").toString());

        assertThat(folder.resolve("one/diff.json")).hasSameTextualContentAs(folder.resolve("two.json"));
        JsonNode json = new ObjectMapper().readTree(folder.resolve("two.json").toFile());
        assertThat(json.path("format").asInt()).isEqualTo(1);
        assertThat(json.path("release").asText()).isEqualTo("major");
        JsonNode api = json.path("apis").get(0);
        assertThat(api.at("/counts/value/removed").asInt()).isEqualTo(1);
        JsonNode change = api.path("changes").get(0);
        assertThat(change.path("name").asText()).isEqualTo("MarginMarketStatus = inactive");
        assertThat(change.path("pointer").asText()).isEqualTo("#/components/schemas/MarginMarketStatus/enum");
        assertThat(change.at("/callers/source/verdict").asText()).isEqualTo("breaking");
        assertThat(change.at("/wire/requests/reason").asText()).isEqualTo("old code may send it");
        assertThat(change.at("/uses/0/operation").asText()).isEqualTo("GET /margin/markets");
    }

    @Test
    void saysWhoseItIsWhenTheFileDoesNot() throws IOException {
        Path nameless = Files.writeString(folder.resolve("mine.yaml"), Library.openApi());

        assertThat(diff(nameless, nameless)).isEqualTo(2);
        assertThat(err.toString()).contains(nameless.toString()).contains("say --api");

        assertThat(diff(nameless, nameless, "--api", "rest")).isZero();
    }

    @Test
    void namesTheFileAndThePlaceOfWhatIsRefused() throws IOException {
        Path edited = edited("    ExchangeStatus:\n", "    ExchangeStatus:\n      frobnicate: true\n");

        assertThat(diff(pin(), edited, "--json", folder.resolve("none.json").toString()))
                .isEqualTo(2);

        assertThat(err.toString())
                .startsWith("perps spec diff: " + edited)
                .contains("#/components/schemas/ExchangeStatus/frobnicate: unknown keyword");
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("none.json")).doesNotExist();
    }

    @Test
    void namesTheLineOfWhatIsNoYaml() throws IOException {
        Path broken = Files.writeString(folder.resolve("perps_openapi.yaml"), "openapi: 3.0.0\ninfo: [\n");

        assertThat(diff(pin(), broken)).isEqualTo(2);
        assertThat(err.toString()).contains(broken + ", line ");
    }

    @Test
    void refusesWhatIsNotThereOrNotComparable() throws IOException {
        Path text = Files.writeString(folder.resolve("text.yaml"), "a: b\n");

        assertThat(diff(pin(), folder.resolve("missing.yaml"))).isEqualTo(2);
        assertThat(diff(pin(), folder)).isEqualTo(2);
        assertThat(diff(pin(), text)).isEqualTo(2);
        assertThat(diff(pin(), SPECS.resolve("perps-ws/asyncapi.yaml"))).isEqualTo(2);
        assertThat(diff(pin(), pin(), "--version-now", "1.2")).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no file")
                .contains("has no contract")
                .contains("is no contract: it has neither")
                .contains("have no API in common: the first has rest, the second ws")
                .contains("--version-now: expected a version such as 1.2.3 but was '1.2'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void comparesAFileWithItsPartnerInAFolder() {
        assertThat(diff(pin(), SPECS)).isZero();

        assertThat(out.toString()).contains("Perps REST API: ").contains("Klear API: not compared, only");
    }

    private static Path pin() {
        return SPECS.resolve("perps-rest/openapi.yaml");
    }

    /** The pinned REST contract with one text in place of another. */
    private Path edited(String text, String inPlace) throws IOException {
        String pinned = Files.readString(pin());
        assertThat(pinned).contains(text);
        return Files.writeString(folder.resolve("openapi.yaml"), pinned.replaceFirst(text, inPlace));
    }

    private int diff(Path before, Path after, String... more) {
        CommandLine command =
                new CommandLine(new SpecCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] arguments = new String[more.length + 5];
        arguments[0] = "diff";
        arguments[1] = before.toString();
        arguments[2] = after.toString();
        arguments[3] = "--specs";
        arguments[4] = SPECS.toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return command.execute(arguments);
    }
}
