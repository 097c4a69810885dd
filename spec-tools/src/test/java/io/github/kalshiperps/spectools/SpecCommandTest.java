package io.github.kalshiperps.spectools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SpecCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Nested
    class Pinning {
        @Test
        void writesThePinAndItsEntry() throws IOException {
            assertThat(pin("rest", Library.openApi(), "--retrieved", "2026-01-02"))
                    .isZero();

            assertThat(specs("perps-rest/openapi.yaml")).hasContent(Library.openApiPinned());
            assertThat(specs("specs.lock.yaml")).hasContent("""
                            # Written by "perps spec pin", checked by "perps spec verify"; do not edit: see specs/README.md.
                            contracts:
                              - api: rest
                                file: perps-rest/openapi.yaml
                                sha256: %s
                                version: '1.10.0'
                                upstream:
                                  url: https://docs.kalshi.com/perps_openapi.yaml
                                  sha256: %s
                                  bytes: %d
                                  retrieved: '2026-01-02'
                                counts:
                                  paths: 2
                                  operations: 5
                                  schemas: 5
                                defects:
                                  - '#/paths/~1books/put/security: header keys listed as alternatives: card, stamp'
                                  - 'siblings beside $ref: 1, with facts: 1 (default 1, nullable 1)'
                            """.formatted(
                            inYaml(sha256(Library.openApiPinned())),
                            inYaml(sha256(Library.openApi())),
                            Library.openApi().getBytes(StandardCharsets.UTF_8).length));
            assertThat(files()).hasSize(2);
        }

        @Test
        void reports() throws IOException {
            assertThat(pin("ws", Library.asyncApi(), "--retrieved", "2026-01-02"))
                    .isZero();

            assertThat(out.toString().replace(folder.toString(), "..").lines())
                    .containsExactly(
                            "pinned ../specs/perps-ws/asyncapi.yaml: new",
                            "  2 channels, 2 operations, 5 messages, 3 schemas, sha256 "
                                    + sha256(Library.asyncApiPinned()),
                            "  from " + Library.asyncApi().length()
                                    + " bytes of https://docs.kalshi.com/perps_asyncapi.yaml, retrieved 2026-01-02,"
                                    + " sha256 " + sha256(Library.asyncApi()),
                            "  known defects, left as they are: 2",
                            "    payloads share the type \"ok\": donePayload, listed",
                            "    siblings beside $ref: 1, with facts: 0");
            assertThat(err.toString()).isEmpty();
        }

        @Test
        void changesNothingWhenRepeated() throws IOException {
            pin("rest", Library.openApi(), "--retrieved", "2026-01-02");
            Map<Path, String> before = files();

            assertThat(pin("rest", Library.openApi())).isZero();

            assertThat(files()).isEqualTo(before);
            assertThat(out.toString()).contains(": unchanged");
        }

        @Test
        void takesAnotherDateWhenTold() throws IOException {
            pin("rest", Library.openApi(), "--retrieved", "2026-01-02");
            pin("rest", Library.openApi(), "--retrieved", "2026-01-03");

            assertThat(upstream(Api.REST).retrieved()).isEqualTo("2026-01-03");
        }

        @Test
        void takesTodayForAnotherDocumentEvenIfThePinStays() throws IOException {
            pin("rest", Library.openApi(), "--retrieved", "2026-01-02");
            LocalDate before = LocalDate.now(ZoneOffset.UTC);
            pin("rest", Library.openApiReworded());

            assertThat(LocalDate.parse(upstream(Api.REST).retrieved()))
                    .isBetween(before, LocalDate.now(ZoneOffset.UTC));
            assertThat(specs("perps-rest/openapi.yaml")).hasContent(Library.openApiPinned());
            assertThat(out.toString()).contains(": unchanged");
        }

        @Test
        void keepsTheEntriesOfOtherApis() throws IOException {
            pin("klear", Library.openApi());
            pin("ws", Library.asyncApi(), "--upstream-url", "https://mirror.example/ws.yaml");
            pin("rest", Library.openApi());

            assertThat(lock().contracts()).extracting(SpecLock.Entry::api).containsExactly(Api.values());
            assertThat(upstream(Api.KLEAR).url()).isEqualTo("https://docs.kalshi.com/perps_scm_openapi.yaml");
            assertThat(upstream(Api.WS).url()).isEqualTo("https://mirror.example/ws.yaml");
        }

        @Test
        void writesNothingInADryRun() throws IOException {
            assertThat(pin("rest", Library.openApi(), "--dry-run")).isZero();

            assertThat(out.toString()).startsWith("would pin ").contains(": new");
            assertThat(folder.resolve("specs")).doesNotExist();
        }

        @Test
        void leavesTheOldFilesWhenADocumentIsRefused() throws IOException {
            pin("rest", Library.openApi());
            Map<Path, String> before = files();

            assertThat(pin("rest", Library.openApi().replace("multipleOf", "multiplesOf")))
                    .isEqualTo(1);

            assertThat(err.toString()).isEqualToNormalizingNewlines("""
                            perps spec pin: the contract is refused:
                              #/components/schemas/Book/properties/x-rating/multiplesOf: unknown keyword in Schema
                            """);
            assertThat(files()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(strings = {"perps-rest/openapi.yaml/blocked", "perps-rest", "specs.lock.yaml/blocked"})
        void leavesTheOldFilesWhenOneCannotBeWritten(String obstacle) throws IOException {
            pin("klear", Library.openApi());
            Path blocking = folder.resolve("specs").resolve(obstacle);
            Files.deleteIfExists(obstacle.endsWith("blocked") ? blocking.getParent() : blocking);
            Files.createDirectories(blocking.getParent());
            Files.writeString(blocking, "in the way");
            Map<Path, String> before = files();

            assertThat(pin("rest", Library.openApi())).isEqualTo(1);

            assertThat(err.toString()).startsWith("perps spec pin: cannot ").contains(folder.toString());
            assertThat(files()).isEqualTo(before);
        }

        @Test
        void refusesALockThatItDoesNotUnderstand() throws IOException {
            Files.createDirectories(folder.resolve("specs"));
            Files.writeString(folder.resolve("specs/specs.lock.yaml"), "contracts: [{ api: rest, version: 1 }]");

            assertThat(pin("rest", Library.openApi())).isEqualTo(1);

            assertThat(err.toString()).contains("specs.lock.yaml is not a lock: ");
        }

        @Test
        void readsUrls() throws IOException {
            try (MockWebServer server = new MockWebServer()) {
                server.start();
                server.enqueue(
                        new MockResponse.Builder().body(Library.openApi()).build());

                assertThat(pinFrom(server.url("/spec.yaml").toString(), "rest")).isZero();
            }
            assertThat(specs("perps-rest/openapi.yaml")).hasContent(Library.openApiPinned());
            assertThat(upstream(Api.REST).url()).isEqualTo("https://docs.kalshi.com/perps_openapi.yaml");
        }

        @Test
        void tellsAWebPageFromADocument() throws IOException {
            try (MockWebServer server = new MockWebServer()) {
                server.start();
                server.enqueue(new MockResponse.Builder()
                        .body("\n<!DOCTYPE html><html></html>")
                        .build());
                String url = server.url("/spec.yaml").toString();

                assertThat(pinFrom(url, "rest")).isEqualTo(1);
                assertThat(err.toString()).contains(url + " is an HTML page, not a YAML document");
            }
        }

        @Test
        void limitsTheSize() throws IOException {
            try (MockWebServer server = new MockWebServer()) {
                server.start();
                server.enqueue(new MockResponse.Builder()
                        .code(200)
                        .body(new Buffer().write(new byte[UpstreamDocument.MAX_BYTES + 1]))
                        .build());

                assertThat(pinFrom(server.url("/").toString(), "rest")).isEqualTo(1);
            }
            assertThat(pin("rest", "#".repeat(UpstreamDocument.MAX_BYTES + 1))).isEqualTo(1);
            assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.endsWith("larger than 8388608 bytes"));
        }

        @Test
        void saysWhichFileIsMissing() {
            assertThat(pinFrom("nowhere.yaml", "rest")).isEqualTo(1);
            assertThat(pinFrom("http://not a url", "rest")).isEqualTo(1);

            assertThat(err.toString())
                    .contains("perps spec pin: there is no file nowhere.yaml")
                    .contains("http://not a url is not a URL");
        }
    }

    @Nested
    class Verifying {
        @BeforeEach
        void pinTwo() throws IOException {
            pin("rest", Library.openApi());
            pin("ws", Library.asyncApi());
            out.getBuffer().setLength(0);
        }

        @Test
        void isContentWithWhatWasPinned() {
            assertThat(verify()).isZero();
            assertThat(out.toString().lines())
                    .containsExactly(
                            "perps-rest/openapi.yaml: ok, 2 paths, 5 operations, 5 schemas",
                            "perps-ws/asyncapi.yaml: ok, 2 channels, 2 operations, 5 messages, 3 schemas");
        }

        @Test
        void findsAChangedFile() throws IOException {
            Files.writeString(specs("perps-rest/openapi.yaml"), Library.openApiPinned() + "# edited\n");

            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString())
                    .contains("perps-rest/openapi.yaml: changed, sha256 is ")
                    .contains("perps-ws/asyncapi.yaml: ok");
        }

        @Test
        void findsAMissingFile() throws IOException {
            Files.delete(specs("perps-ws/asyncapi.yaml"));

            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString()).contains("perps-ws/asyncapi.yaml: missing, there is no such file");
        }

        @Test
        void findsAFileThatIsNotInTheLock() throws IOException {
            Files.createDirectories(folder.resolve("specs/perps-klear"));
            Files.writeString(specs("perps-klear/openapi.yaml"), Library.openApiPinned());

            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString()).contains("perps-klear/openapi.yaml: not in lock, ");
        }

        @Test
        void findsFilesWithoutALock() throws IOException {
            Files.delete(specs("specs.lock.yaml"));

            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains(": not in lock, "));
        }

        @Test
        void findsWrongCounts() throws IOException {
            Path lock = specs("specs.lock.yaml");
            Files.writeString(lock, Files.readString(lock).replace("paths: 2", "paths: 3"));

            assertThat(verify()).isEqualTo(1);
            assertThat(out.toString())
                    .contains("perps-rest/openapi.yaml: miscounted, 2 paths, 5 operations, 5 schemas, the lock says 3"
                            + " paths, 5 operations, 5 schemas");
        }

        @Test
        void findsAMalformedLock() throws IOException {
            Path lock = specs("specs.lock.yaml");
            String good = Files.readString(lock);
            List<String> malformed = List.of(
                    good.replace("api: ws", "api: fix"),
                    good.replace("file: perps-ws", "file: ../perps-ws"),
                    good.replace("    version: '2.0.0'\n", ""),
                    good.replace("api: ws", "api: rest").replace("perps-ws/asyncapi", "perps-rest/openapi"),
                    "contracts: null");

            for (String text : malformed) {
                Files.writeString(lock, text);
                assertThat(verify()).isEqualTo(1);
            }
            assertThat(err.toString().lines().filter(line -> line.contains("specs.lock.yaml is not a lock: ")))
                    .hasSameSizeAs(malformed);
        }

        @Test
        void isNotContentWithNothing() {
            assertThat(run("verify", "--specs", folder.resolve("elsewhere").toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("perps spec verify: no contract is pinned in ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pinn",
                "pin",
                "pin --api rest",
                "pin --from x",
                "pin --from x --api fix",
                "pin --from x --api rest --retrieved today",
                "verify more",
                "verify --specs"
            })
    void answersBadUsageWithTwo(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void namesTheApis() {
        assertThat(run("pin", "--help")).isZero();
        assertThat(run("pin", "--from", "x", "--api", "fix")).isEqualTo(2);

        assertThat(out.toString()).contains("Whose contract it is: rest, ws, klear.");
        assertThat(err.toString()).contains("expected one of rest, ws, klear but was 'fix'");
    }

    @Test
    void canBePartOfALargerCommandLine() {
        CommandLine perps = new CommandLine(new Perps()).setErr(new PrintWriter(err));

        assertThat(perps.execute("spec", "verify", "--specs", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("perps spec verify: ");
    }

    @CommandLine.Command(name = "perps", subcommands = SpecCommand.class)
    private static final class Perps {}

    private int pin(String api, String document, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("upstream.yaml"), document);
        return pinFrom(file.toString(), api, more);
    }

    private int pinFrom(String from, String api, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "pin",
                "--from",
                from,
                "--api",
                api,
                "--specs",
                folder.resolve("specs").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int verify() {
        return run("verify", "--specs", folder.resolve("specs").toString());
    }

    private int run(String... arguments) {
        return new CommandLine(new SpecCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private Path specs(String file) {
        return folder.resolve("specs").resolve(file);
    }

    private SpecLock lock() {
        return SpecLock.parse(YamlDocuments.read(specs("specs.lock.yaml")), "the lock");
    }

    private SpecLock.Upstream upstream(Api api) {
        return lock().entry(api).orElseThrow().upstream();
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder.resolve("specs"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readString(file));
            }
        }
        return files;
    }

    private static String sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A hash that begins with a digit looks like a number to some readers. */
    private static String inYaml(String sha256) {
        return Character.isDigit(sha256.charAt(0)) ? "'" + sha256 + "'" : sha256;
    }
}
