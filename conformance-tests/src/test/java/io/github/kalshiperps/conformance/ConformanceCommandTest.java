package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.cli.Perps;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConformanceCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final StringWriter stdout = new StringWriter();
    private final StringWriter stderr = new StringWriter();

    @BeforeEach
    void home() {
        System.setProperty("PERPS_HOME", Authored.HOME.toString());
    }

    @AfterEach
    void noHome() {
        System.clearProperty("PERPS_HOME");
    }

    @Test
    void writesTheReportInAllFormsAndSaysSo() throws IOException {
        assertThat(run("--out", out("deep/down"))).isZero();

        assertThat(files("deep/down")).containsExactly("index.html", "junit.xml", "report.json", "report.md");
        assertThat(stdout.toString())
                .contains("Perps REST API, 71 captures: 71 compared, 0 broken, 0 skipped")
                .contains("12 findings in 9 places")
                .containsPattern("UNDOCUMENTED_MEMBER +7")
                .contains("covered: 50 of 50 operations")
                .contains("report.md");
        assertThat(stderr.toString()).isEmpty();
    }

    @Test
    void twoRunsGiveTheSameBytes() throws IOException {
        run("--out", out("first"));
        run("--out", out("second"));

        for (String file : List.of("index.html", "junit.xml", "report.json", "report.md")) {
            assertThat(directory.resolve("first").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("second").resolve(file));
        }
    }

    @Test
    void anOldReportIsReplaced() throws IOException {
        Files.createDirectory(directory.resolve("out"));
        Files.writeString(directory.resolve("out/report.json"), "old");

        assertThat(run("--out", out("out"))).isZero();

        assertThat(files("out")).containsExactly("index.html", "junit.xml", "report.json", "report.md");
        assertThat(json("out").path("schema").asInt()).isEqualTo(2);
    }

    @Test
    void theJsonHasTheWholeReport() throws IOException {
        run("--out", out("out"));

        JsonNode report = json("out");
        assertThat(report.path("api").asText()).isEqualTo("rest");
        assertThat(report.path("contract").path("file").asText()).isEqualTo("perps-rest/openapi.yaml");
        assertThat(report.path("contract").path("info.version").asText()).isEqualTo("0.0.1");
        assertThat(report.path("contract").path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(report.path("corpus").asText()).isEqualTo("conformance-tests/corpus/rest");
        assertThat(report.path("summary").path("findings").asInt()).isEqualTo(12);
        assertThat(report.path("summary").path("by_kind")).hasSize(Kind.values().length);
        assertThat(report.path("findings")).hasSize(12);
        assertThat(report.path("findings").get(0).toPrettyString())
                .isEqualTo("""
                        {
                          "id" : "6a2481ed01f7",
                          "kind" : "FORMAT_BROKEN",
                          "path" : "$.markets[].tick_size",
                          "operation" : "GetMarginMarkets",
                          "capture" : "drift__tick_size_empty",
                          "count" : 1,
                          "contract" : {
                            "expected" : "plain decimal in a string (FixedPointDollars)",
                            "pointer" : "#/components/schemas/MarginMarket/properties/tick_size",
                            "schema" : "FixedPointDollars"
                          },
                          "wire" : {
                            "example" : "\\"\\"",
                            "at" : "$.markets[1].tick_size",
                            "container" : "$.markets[1]",
                            "excerpt" : [ "{", "  \\"ticker\\":\\"KXFINEPERP1\\"", "  … 2 more", \
                        "  \\"contract_size\\":\\"0.100000\\"", "  \\"underlying_multiplier\\":\\"1.000000\\"", \
                        "  \\"tick_size\\":\\"\\"", "  \\"status\\":\\"active\\"", \
                        "  \\"fractional_trading_enabled\\":false", "  … 19 more", "}" ],
                            "marks" : [ 5 ]
                          },
                          "model" : {
                            "accessor" : "MarginMarket.tickSize()",
                            "behaviour" : "returns null"
                          },
                          "action" : "%s"
                        }""".formatted(Kind.FORMAT_BROKEN.action()));
        assertThat(report.path("coverage").path("operations").path("total").asInt())
                .isEqualTo(50);
        assertThat(report.path("coverage")
                        .path("operations")
                        .path("list")
                        .get(0)
                        .toString())
                .isEqualTo("{\"operation\":\"AmendMarginOrder\","
                        + "\"statuses\":{\"200\":{\"seen\":2,\"capture\":\"orders__amend\"}},"
                        + "\"not_covered\":[\"400\",\"401\",\"404\",\"500\"]}");
        assertThat(Files.readString(directory.resolve("out/report.json")))
                .doesNotContain(directory.toString())
                .doesNotContain(Authored.PROJECT.toAbsolutePath().normalize().toString());
    }

    @Test
    void anotherApiHasItsOwnContractModelsAndCorpus() throws IOException {
        assertThat(run("--api", "klear", "--out", out("out"))).isZero();

        JsonNode report = json("out");
        assertThat(report.path("api").asText()).isEqualTo("klear");
        assertThat(report.path("contract").path("file").asText()).isEqualTo("perps-klear/openapi.yaml");
        assertThat(report.path("corpus").asText()).isEqualTo("conformance-tests/corpus/klear");
        assertThat(Files.readString(directory.resolve("out/report.md")))
                .startsWith("# Conformance report: Klear API\n");
        assertThat(stdout.toString()).contains("Klear API, ").contains("covered: 27 of 27 operations");
    }

    @Test
    void anotherContractOfAnotherApiIsFoundUnderItsUpstreamName() throws IOException {
        Path contract = Files.createDirectory(directory.resolve("contract"));
        Files.copy(Authored.SPECS.resolve("perps-rest/openapi.yaml"), contract.resolve("perps_openapi.yaml"));
        Files.copy(Authored.SPECS.resolve("perps-klear/openapi.yaml"), contract.resolve("perps_scm_openapi.yaml"));

        assertThat(run("--api", "klear", "--out", out("out"), "--contract", contract.toString()))
                .isZero();
        assertThat(json("out").path("contract").path("file").asText()).isEqualTo("perps_scm_openapi.yaml");
    }

    @Test
    void framesHaveACorpusToo() throws IOException {
        assertThat(run("--api", "ws", "--out", out("out"))).isZero();

        assertThat(stdout.toString())
                .contains("Perps WebSocket API, 8 captures: 8 compared, 0 broken, 0 skipped")
                .contains("39 frames compared, 0 broken")
                .containsPattern("UNDOCUMENTED_MESSAGE +1")
                .contains("covered: 12 of 12 messages, 6 of 6 channels, 37 of 37 schemas of messages");
        JsonNode report = json("out");
        assertThat(report.path("api").asText()).isEqualTo("ws");
        assertThat(report.path("contract").path("file").asText()).isEqualTo("perps-ws/asyncapi.yaml");
        assertThat(report.path("corpus").asText()).isEqualTo("conformance-tests/corpus/ws");
        assertThat(report.path("summary").path("frames").asInt()).isEqualTo(39);
        assertThat(report.path("summary").path("round_trips").asInt()).isEqualTo(39);
        assertThat(report.path("coverage").fieldNames())
                .toIterable()
                .containsExactly("messages", "channels", "message_schemas");
    }

    @Test
    void answersAndFramesAreComparedInOneRun() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("drift__tick_size_empty").in(corpus);
        Authored.message(Bindings.WS, "drift__sending_ts_ms")
                .with("\"sending_ts_ms\"", "\"no_such_member\"")
                .in(corpus);
        Authored.message(Bindings.WS, "drift__command_channel_unknown").in(corpus);
        Authored.message(Bindings.WS, "commands").withLine(3, "{", "").in(corpus);

        assertThat(run("--corpus", corpus.toString(), "--out", out("out"))).isZero();

        assertThat(stdout.toString())
                .contains("Perps REST API and Perps WebSocket API, 4 captures: 4 compared, 0 broken, 0 skipped")
                .contains("11 frames compared, 1 broken")
                .contains("covered: 1 of 50 operations, ")
                .contains("covered: 6 of 12 messages, 1 of 6 channels, ");
        JsonNode report = json("out");
        assertThat(report.path("api").asText()).isEqualTo("rest");
        assertThat(report.path("contract").path("file").asText()).isEqualTo("perps-rest/openapi.yaml");
        assertThat(report.path("contracts"))
                .extracting(contract -> contract.path("api").asText() + " "
                        + contract.path("file").asText())
                .containsExactly("rest perps-rest/openapi.yaml", "ws perps-ws/asyncapi.yaml");
        assertThat(report.path("findings"))
                .extracting(JsonNode::toString)
                .satisfiesExactly(
                        answer -> assertThat(answer).contains("\"operation\":\"GetMarginMarkets\",\"capture\":"),
                        command -> assertThat(command)
                                .contains("\"kind\":\"UNKNOWN_ENUM_VALUE\"")
                                .contains("\"command\":\"subscribe\",\"capture\":\"drift__command_channel_unknown\",")
                                .contains("\"container\":\"$.subscribe_cmds[0].params.channels\""),
                        frame -> assertThat(frame)
                                .contains("\"path\":\"$.no_such_member\",\"type\":\"fill\","
                                        + "\"capture\":\"drift__sending_ts_ms\",\"line\":2,\"count\":2,")
                                .contains("\"expected\":\"FillMessage has only msg, sid, type\","
                                        + "\"pointer\":\"#/components/schemas/FillMessage\"")
                                .contains("\"accessor\":\"FillMessage.unknownMembers().get(\\\"no_such_member\\\")\""));
        assertThat(report.path("broken")).isEmpty();
        assertThat(report.path("summary").path("broken_frames").asInt()).isEqualTo(1);
        assertThat(report.path("broken_frames")).singleElement().satisfies(broken -> {
            assertThat(broken.path("capture").asText()).isEqualTo("commands");
            assertThat(broken.path("line").asInt()).isEqualTo(3);
            assertThat(broken.path("reason").asText()).startsWith("not JSON: ");
        });
        JsonNode coverage = report.path("coverage");
        assertThat(coverage.path("messages").path("total").asInt()).isEqualTo(12);
        assertThat(coverage.path("messages").path("covered").asInt()).isEqualTo(6);
        assertThat(coverage.path("messages").path("list"))
                .extracting(JsonNode::toString)
                .contains(
                        "{\"message\":\"ListSubscriptionsResponse\","
                                + "\"types\":{\"ok\":{\"seen\":2,\"capture\":\"commands\"}},\"not_covered\":[]}",
                        "{\"message\":\"OkResponse\","
                                + "\"types\":{\"ok\":{\"seen\":1,\"capture\":\"commands\"}},\"not_covered\":[]}");
        assertThat(coverage.path("messages").path("not_covered")).hasSize(6);
        assertThat(coverage.path("channels").path("list").toString())
                .isEqualTo(
                        "[{\"channel\":\"fill\","
                                + "\"types\":{\"fill\":{\"seen\":2,\"capture\":\"drift__sending_ts_ms\"}},\"not_covered\":[]}]");
        assertThat(coverage.path("channels").path("not_covered")).hasSize(5);
        assertThat(coverage.path("message_schemas").path("not_seen"))
                .extracting(JsonNode::asText)
                .contains("Ticker")
                .doesNotContain("Fill", "Channel");
    }

    @Test
    void anotherFolderOfContractsHasThoseOfAnswersAndFrames() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__get").in(corpus);
        Authored.message(Bindings.WS, "market_data").in(corpus);
        Path contracts = Files.createDirectory(directory.resolve("contracts"));
        Files.copy(Authored.SPECS.resolve("perps-rest/openapi.yaml"), contracts.resolve("perps_openapi.yaml"));
        String asyncApi = Files.readString(Authored.SPECS.resolve("perps-ws/asyncapi.yaml"));
        Files.writeString(
                contracts.resolve("perps_asyncapi.yaml"),
                asyncApi.replace("open_interest_notional_value_dollars:", "open_interest_value_dollars:"));

        assertThat(run("--corpus", corpus.toString(), "--contract", contracts.toString(), "--out", out("out")))
                .isZero();

        JsonNode report = json("out");
        assertThat(report.path("contracts"))
                .extracting(contract -> contract.path("file").asText())
                .containsExactly("perps_openapi.yaml", "perps_asyncapi.yaml");
        assertThat(report.path("findings"))
                .extracting(finding -> finding.path("path").asText())
                .containsExactly("$.msg.open_interest_notional_value_dollars");
        assertThat(report.path("unmatched_overlay_entries"))
                .extracting(JsonNode::asText)
                .singleElement()
                .asString()
                .startsWith("perps-ws/types.overlay.yaml: ");
    }

    @Test
    void framesNeedAContractOfTheirsInThatFolder() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message(Bindings.WS, "market_data").in(corpus);
        String contracts = Authored.SPECS.resolve("perps-rest").toString();

        assertRefused(
                "perps-rest: none of perps-ws/asyncapi.yaml, asyncapi.yaml, perps_asyncapi.yaml",
                "--corpus",
                corpus.toString(),
                "--contract",
                contracts,
                "--out",
                out("out"));
    }

    @Test
    void findingsFailTheRunOnRequest() {
        assertThat(run("--out", out("out"), "--fail-on-findings")).isEqualTo(1);
    }

    @Test
    void knownFindingsAreShownButDoNotFailTheRun() throws IOException {
        String corpus = corpus("drift__tick_size_empty");
        Path known = known("FORMAT_BROKEN", "$.markets[].tick_size", "2026-12-31");

        assertThat(run("--corpus", corpus, "--out", out("out"), "--known", known.toString(), "--fail-on-findings"))
                .isZero();

        assertThat(stdout.toString())
                .containsPattern("FORMAT_BROKEN +1")
                .contains("1 findings are known from " + known + ", 0 are not");
        assertThat(json("out").path("findings").get(0).path("known").toString())
                .isEqualTo("{\"reason\":\"Demo does so.\",\"evidence\":\"a capture\","
                        + "\"first_seen\":\"2026-06-12\",\"expires\":\"2026-12-31\"}");
        assertThat(Files.readString(directory.resolve("out/report.md")))
                .contains("Demo does so.")
                .contains("after 2026-12-31");
    }

    @Test
    void otherFindingsFailTheRunStill() throws IOException {
        String corpus = corpus("drift__tick_size_empty", "error__wrapped");
        Path known = known("FORMAT_BROKEN", "$.markets[].tick_size", "2026-12-31");

        assertThat(run("--corpus", corpus, "--out", out("out"), "--known", known.toString(), "--fail-on-findings"))
                .isEqualTo(1);
        assertThat(stdout.toString()).contains("1 findings are known from " + known + ", 1 are not");
    }

    @Test
    void knownDriftThatIsOutOfDateFailsTheRunByItself() throws IOException {
        String corpus = corpus("drift__tick_size_empty");
        Path unused = known("WRONG_KIND", "$.markets[].tick_size", "2026-12-31");

        assertThat(run("--corpus", corpus, "--out", out("out"), "--known", unused.toString()))
                .isEqualTo(1);
        assertThat(stdout.toString()).contains("entry 1 (WRONG_KIND $.markets[].tick_size) is unused");

        Path expired = known("FORMAT_BROKEN", "$.markets[].tick_size", "2026-09-30");

        assertThat(run("--corpus", corpus, "--out", out("out"), "--known", expired.toString()))
                .isEqualTo(1);
        assertThat(stdout.toString())
                .contains("entry 1 (FORMAT_BROKEN $.markets[].tick_size) has expired on 2026-09-30");
    }

    @Test
    void acceptedFindingsAreKnownOnceTheyHaveReasons() throws IOException {
        String corpus = corpus("drift__tick_size_empty", "error__wrapped");
        Path known = directory.resolve("known.yaml");
        List<String> arguments = List.of("--corpus", corpus, "--out", out("out"), "--known", known.toString());

        assertThat(run(with(arguments, "--accept", "--fail-on-findings"))).isZero();
        assertThat(stdout.toString()).contains("2 entries added to " + known + ": give each a reason");
        assertThat(run(with(arguments))).isEqualTo(2);
        assertThat(stderr.toString())
                .hasLineCount(1)
                .contains("entry 1 (FORMAT_BROKEN")
                .contains("'reason'");

        Files.writeString(known, Files.readString(known).replace("TODO: say why", "we asked"));

        assertThat(run(with(arguments, "--fail-on-findings"))).isZero();
    }

    @Test
    void acceptingNeedsAFile() throws IOException {
        assertRefused("--accept needs", "--corpus", corpus("exchange__enabled"), "--out", out("out"), "--accept");
    }

    @Test
    void aFileOfKnownDriftThatIsMissing() throws IOException {
        assertRefused(
                "there is no file", "--corpus", corpus("exchange__enabled"), "--out", out("out"), "--known", out("no"));
    }

    @Test
    void theDefaultFileIsOfTheDefaultCorpus() throws IOException {
        Path home = directory.resolve("home");
        Path captures = Files.createDirectories(home.resolve("conformance-tests/corpus/rest"));
        Authored.message("drift__tick_size_empty").in(captures);
        Path file = known("FORMAT_BROKEN", "$.markets[].tick_size", "2026-12-31");
        Files.createDirectories(home.resolve("conformance-tests/known"));
        Files.move(file, home.resolve("conformance-tests/known/rest.yaml"));
        System.setProperty("PERPS_HOME", home.toString());
        String specs = Authored.SPECS.toAbsolutePath().toString();

        assertThat(run("--specs", specs, "--out", out("out"), "--fail-on-findings"))
                .isZero();
        assertThat(run("--specs", specs, "--out", out("out"), "--corpus", captures.toString(), "--fail-on-findings"))
                .isEqualTo(1);
    }

    @Test
    void aNewerContractSaysWhatIsOnlyStale() throws IOException {
        Path contracts = Files.createDirectory(directory.resolve("contracts"));
        String upstream = Files.readString(Authored.SPECS.resolve("perps-rest/openapi.yaml"));
        String path = "    MarginMarket:\n";
        String halted = upstream.substring(upstream.indexOf(path))
                .replaceFirst("properties:", "properties:\n" + "        halt_reason:\n          type: string");
        Files.writeString(
                contracts.resolve("perps_openapi.yaml"), upstream.substring(0, upstream.indexOf(path)) + halted);
        String corpus = corpus("drift__market_member_unknown", "drift__fill_subaccount");

        assertThat(run("--corpus", corpus, "--out", out("out"), "--newer", contracts.toString()))
                .isZero();

        assertThat(json("out").path("findings"))
                .extracting(finding -> finding.path("kind").asText() + " "
                        + finding.path("path").asText())
                .containsExactly("UNDOCUMENTED_MEMBER $.fills[].subaccount", "STALE_CONTRACT $.markets[].halt_reason");
        assertThat(json("out")
                        .path("findings")
                        .get(1)
                        .path("contract")
                        .path("expected")
                        .asText())
                .startsWith("an older contract than perps_openapi.yaml (SHA-256 ")
                .endsWith("without it UNDOCUMENTED_MEMBER: no such member in MarginMarket");
    }

    /** As a bump does, whose captures are older than the member. */
    @Test
    void whatTheOlderContractDidNotRequireIsNoFinding() throws IOException {
        Path contracts = Files.createDirectory(directory.resolve("contracts"));
        String before = Files.readString(Authored.SPECS.resolve("perps-rest/openapi.yaml"));
        Files.writeString(
                contracts.resolve("perps_openapi.yaml"),
                OlderContractTest.requiring("MarginFill", "venue_name").apply(before));
        String corpus = corpus("portfolio__fills", "drift__fill_subaccount");
        run("--corpus", corpus, "--out", out("before"));
        String[] after = {
            "--corpus",
            corpus,
            "--contract",
            contracts.toString(),
            "--since",
            out("before/report.json"),
            "--fail-on-new",
            "--out",
            out("after")
        };

        assertThat(run(after)).isEqualTo(1);
        assertThat(stdout.toString())
                .contains("  new   MISSING_REQUIRED $.fills[].venue_name of GetMarginFills")
                .doesNotContain("newer than the captures");
        assertThat(json("after").path("newer_than_captures")).isEmpty();

        assertThat(run(with(List.of(after), "--older", Authored.SPECS.toString())))
                .isZero();
        assertThat(stdout.toString())
                .contains("newer than the captures, and no finding: $.fills[].venue_name of GetMarginFills\n");
        assertThat(json("after").path("summary").path("findings").asInt()).isEqualTo(1);
        assertThat(json("after").path("newer_than_captures")).singleElement().satisfies(missing -> {
            assertThat(missing.path("operation").asText()).isEqualTo("GetMarginFills");
            assertThat(missing.path("path").asText()).isEqualTo("$.fills[].venue_name");
            assertThat(missing.path("expected").asText())
                    .startsWith("string, required by MarginFill; not required by perps-rest/openapi.yaml (SHA-256 ");
            assertThat(missing.path("captures").asInt()).isEqualTo(2);
            assertThat(missing.path("capture").asText()).isEqualTo("drift__fill_subaccount");
        });
    }

    @Test
    void aDirectoryWithoutAnOlderContract() throws IOException {
        assertRefused(
                "no contract in",
                "--corpus",
                corpus("exchange__enabled"),
                "--out",
                out("out"),
                "--older",
                directory.toString());
    }

    @Test
    void aDirectoryWithoutANewerContract() throws IOException {
        assertRefused(
                "no contract in",
                "--corpus",
                corpus("exchange__enabled"),
                "--out",
                out("out"),
                "--newer",
                directory.toString());
    }

    @Test
    void noFindingsDoNot() throws IOException {
        Path corpus = Files.createDirectory(directory.resolve("corpus"));
        Authored.message("markets__get").in(corpus);

        assertThat(run("--out", out("out"), "--corpus", corpus.toString(), "--fail-on-findings"))
                .isZero();
        assertThat(Files.readString(directory.resolve("out/report.md")))
                .contains("**Captures, contract and models agree.**")
                .doesNotContain("## Findings");
    }

    @Test
    void anotherContractIsComparedWithTheOverlaysThatMatch() throws IOException {
        String upstream = Files.readString(Authored.SPECS.resolve("perps-rest/openapi.yaml"));
        Path contract = Files.createDirectory(directory.resolve("contract"));
        Files.writeString(contract.resolve("perps_openapi.yaml"), upstream.replace("ApiUsageLevelGrant", "UsageGrant"));

        assertThat(run("--out", out("out"), "--contract", contract.toString())).isZero();

        JsonNode report = json("out");
        assertThat(report.path("contract").path("file").asText()).isEqualTo("perps_openapi.yaml");
        assertThat(report.path("unmatched_overlay_entries"))
                .extracting(JsonNode::asText)
                .containsExactly("perps-rest/types.overlay.yaml: the entry matches nothing in the contract:"
                        + " $.components.schemas.ApiUsageLevelGrant.properties.expires_ts");
        assertThat(report.path("coverage").path("operations").path("not_covered"))
                .isEmpty();
        assertThat(Files.readString(directory.resolve("out/report.md")))
                .contains("1 entry of our overlays matched nothing in it")
                .contains("## Overlay entries without a match");
    }

    @Test
    void aContractIsFoundInOurLayoutToo() throws IOException {
        assertThat(run("--out", out("out"), "--contract", Authored.SPECS.toString()))
                .isZero();
        assertThat(run(
                        "--out",
                        out("out"),
                        "--contract",
                        Authored.SPECS.resolve("perps-rest").toString()))
                .isZero();
    }

    @Test
    void aMissingCorpus() {
        assertRefused("is not a directory", "--out", out("out"), "--corpus", out("nowhere"));
    }

    @Test
    void anEmptyCorpus() throws IOException {
        Files.createDirectory(directory.resolve("empty"));

        assertRefused("is empty", "--out", out("out"), "--corpus", out("empty"));
    }

    @Test
    void anUnknownOption() {
        assertRefused("Unknown option: '--verbose'", "--verbose");
    }

    @Test
    void anApiWithoutCaptures() {
        assertRefused("but was 'fix'", "--api", "fix");
    }

    @Test
    void aDirectoryWithoutAContract() {
        assertRefused("no contract in", "--out", out("out"), "--contract", directory.toString());
    }

    @Test
    void aContractThatIsNoContract() throws IOException {
        Files.writeString(directory.resolve("openapi.yaml"), "swagger: '2.0'\n");

        assertRefused("cannot be used", "--out", out("out"), "--contract", directory.toString());
    }

    @Test
    void aContractThatIsNoYaml() throws IOException {
        Files.writeString(directory.resolve("openapi.yaml"), "openapi: [3\n\tx: {");

        assertRefused("cannot be used", "--out", out("out"), "--contract", directory.toString());
    }

    @Test
    void writesWhatItWasAskedFor() throws IOException {
        assertThat(run("--write", "html,junit", "--out", out("out"))).isZero();

        assertThat(files("out")).containsExactly("index.html", "junit.xml");
        assertThat(stdout.toString())
                .contains("index.html, ")
                .contains("junit.xml\n")
                .doesNotContain("report.json");
    }

    @Test
    void aFormThatThereIsNot() {
        assertRefused("'pdf'", "--write", "pdf", "--out", out("out"));
    }

    @Test
    void saysWhatIsNewAndWhatIsGone() throws IOException {
        Path before = Files.createDirectory(directory.resolve("before"));
        Authored.message("markets__get").with("\"ticker\"", "\"name\"").in(before);
        Path after = Files.createDirectory(directory.resolve("after"));
        Authored.message("markets__get").with("\"status\"", "\"name\"").in(after);
        run("--corpus", before.toString(), "--out", out("out"));
        String old = out("out/report.json");

        assertThat(run("--corpus", before.toString(), "--out", out("same"), "--since", old, "--fail-on-new"))
                .isZero();
        assertThat(stdout.toString()).contains("since the earlier report: 0 new, 0 gone, 0 not looked at this time");
        // In place: the old report is read before it is replaced.
        assertThat(run("--corpus", after.toString(), "--out", out("out"), "--since", old, "--fail-on-new"))
                .isEqualTo(1);
        assertThat(stdout.toString())
                .contains("since the earlier report: 1 new, 1 gone, 0 not looked at this time")
                .contains("  new   MISSING_REQUIRED $.market.status of GetMarginMarket")
                .contains("  gone  MISSING_REQUIRED $.market.ticker of GetMarginMarket");
        assertThat(json("out").path("since").path("new").asInt()).isEqualTo(1);
        assertThat(Files.readString(directory.resolve("out/report.md")))
                .contains("## Since the earlier report")
                .contains("  - MISSING_REQUIRED at `$.market.status` of `GetMarginMarket`");
        assertThat(run("--corpus", after.toString(), "--out", out("last"), "--since", old))
                .isZero();
    }

    @Test
    void newNeedsAnEarlierReport() {
        assertRefused("--fail-on-new needs --since", "--fail-on-new", "--out", out("out"));
    }

    @Test
    void anEarlierReportThatIsNone() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "{}");

        assertRefused("is no report: 'schema' is missing", "--since", file.toString(), "--out", out("out"));
        stderr.getBuffer().setLength(0);
        assertRefused("cannot be read", "--since", out("nowhere.json"), "--out", out("out"));
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void anEarlierReportOfAnotherApi() {
        run("--api", "klear", "--out", out("klear"));
        stdout.getBuffer().setLength(0);

        assertRefused("is of --api klear, not of rest", "--since", out("klear/report.json"), "--out", out("out"));
    }

    @Test
    void missingSpecs() {
        assertRefused("cannot be used", "--out", out("out"), "--specs", out("nowhere"));
    }

    @Test
    void aReportThatCannotBeWritten() throws IOException {
        Files.writeString(directory.resolve("file"), "in the way");

        assertRefused("the report cannot be written", "--out", out("file/below"));
    }

    @Test
    void aCommandIsNeeded() {
        CommandLine perps = perps();

        assertThat(perps.execute()).isEqualTo(2);
        assertThat(stderr.toString()).hasLineCount(1).startsWith("perps: ");
    }

    @Test
    void helpSaysWhatTheExitStatusMeans() {
        assertThat(run("--help")).isZero();
        assertThat(stdout.toString())
                .contains("--corpus")
                .contains("--fail-on-findings")
                .contains("Exit status");
    }

    private String corpus(String... captures) throws IOException {
        Path corpus = Files.createDirectories(directory.resolve("corpus"));
        for (String capture : captures) {
            Authored.message(capture).in(corpus);
        }
        return corpus.toString();
    }

    private Path known(String kind, String path, String expires) throws IOException {
        return Files.writeString(directory.resolve("known.yaml"), """
                - kind: %s
                  path: %s
                  reason: Demo does so.
                  evidence: a capture
                  first_seen: 2026-06-12
                  expires: %s
                """.formatted(kind, path, expires));
    }

    private static String[] with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private void assertRefused(String reason, String... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(stderr.toString())
                .hasLineCount(1)
                .startsWith("perps conformance: ")
                .contains(reason);
        assertThat(stdout.toString()).isEmpty();
    }

    private int run(String... arguments) {
        List<String> words = new ArrayList<>(List.of("conformance"));
        words.addAll(List.of(arguments));
        return perps().execute(words.toArray(String[]::new));
    }

    private CommandLine perps() {
        CommandLine perps = Perps.commandLine();
        perps.getCommandSpec().removeSubcommand("conformance");
        perps.addSubcommand(new ConformanceCommand(CLOCK));
        return perps.setOut(new PrintWriter(stdout)).setErr(new PrintWriter(stderr));
    }

    private String out(String name) {
        return directory.resolve(name).toString();
    }

    private JsonNode json(String out) throws IOException {
        return new ObjectMapper()
                .readTree(directory.resolve(out).resolve("report.json").toFile());
    }

    private List<String> files(String out) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
