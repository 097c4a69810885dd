package io.github.kalshiperps.spectools.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.codegen.Contract;
import io.github.kalshiperps.spectools.SpecCommand;
import io.github.kalshiperps.spectools.SpecsDirectory;
import io.github.kalshiperps.spectools.UpstreamDocument;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BumpTest {
    @TempDir
    Path folder;

    private FakeCheckout checkout;
    private Map<String, String> before = Map.of();

    @BeforeEach
    void checkOut() throws IOException {
        checkout = FakeCheckout.in(folder);
        before = checkout.files();
    }

    @Test
    void nothingToDo() throws IOException {
        assertThat(checkout.bump())
                .startsWith("0\n")
                .endsWith("nothing to do: every document is the one that is pinned\n");

        assertUntouched();
        assertThat(checkout.ran).isEmpty();
    }

    @Test
    void anAdditiveEditIsPutInPlace() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::addMember);

        assertThat(checkout.bump()).startsWith("0\n").contains("in place: specs/perps-rest/openapi.yaml");

        assertThat(checkout.ran).isEqualTo(Step.ALL);
        assertThat(SpecsDirectory.at(checkout.root.resolve("specs")).verify())
                .allMatch(verdict -> verdict.outcome() == SpecsDirectory.Outcome.OK);
        assertThat(checkout.text("specs/perps-rest/openapi.yaml")).contains("lot_colour:");
        assertThat(checkout.text("specs/specs.lock.yaml"))
                .contains("retrieved: '2026-10-05'")
                .contains("history:");
        assertThat(checkout.text(NamesLock.FILE)).contains("\nrest member MarginMarket.lot_colour -> lotColour\n");
        assertThat(checkout.text("specs/perps-rest/words.overlay.yaml")).endsWith("""

                  - target: $.components.schemas.MarginMarket.properties.lot_colour
                    update:
                      description: 'TODO words: member MarginMarket.lot_colour.'
                """);
        assertThat(checkout.text("CHANGELOG.md")).contains("""
                - Something.
                - Perps REST API: upstream document of 2026-10-05, additive: member +1 -0 ~0.

                ## 1.4.2
                """);
        assertThat(checkout.text("BUMP.md"))
                .startsWith(OpenBump.OPEN + "\n# Upstream edit: Perps REST API\n")
                .contains("Verdict: **additive**. Version: 1.5.0 (minor).")
                .contains("- [ ] Words wanted: perps-rest/words.overlay.yaml, line ")
                .contains(": member MarginMarket.lot_colour.")
                .contains("additive  member added  MarginMarket.lot_colour")
                .contains("| build | passed | 0 s |")
                .doesNotContain(folder.toString());
        assertThat(OpenBump.problems(checkout.root)).isEmpty();
        assertThat(checkout.hasLeftovers()).isFalse();
        Contract.load(checkout.root.resolve("specs/perps-rest/api.yaml"));

        assertThat(checkout.bump()).startsWith("0\n").contains("nothing to do");
    }

    @Test
    void everythingNewGetsAPlaceForWords() throws IOException {
        checkout.edit(Api.REST, document -> {
            ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
            ObjectNode colour = schemas.putObject("LotColour").put("type", "object");
            ObjectNode shade = colour.putObject("properties").putObject("shade").put("type", "string");
            shade.putArray("enum").add("deep-blue").add("it's red");
            ((ArrayNode) schemas.at("/ExitTriggerKind/enum")).add("sideways");
            ObjectNode get = ((ObjectNode) document.path("paths"))
                    .putObject("/margin/lots/{lot-id}")
                    .putObject("get");
            get.put("operationId", "GetLot").putArray("tags").add("market");
            ObjectNode parameter = get.putArray("parameters").addObject();
            parameter.put("name", "lot-id").put("in", "path").put("required", true);
            parameter.putObject("schema").put("type", "string");
            get.putObject("responses")
                    .putObject("200")
                    .putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/LotColour");
        });
        checkout.edit(Api.WS, FakeCheckout::addMessageMember);

        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");

        String rest = checkout.text("specs/perps-rest/words.overlay.yaml");
        assertThat(rest.lines().filter(line -> line.contains("TODO words")))
                .containsExactlyInAnyOrder(
                        "      summary: 'TODO words: operation GET /margin/lots/{lot-id}.'",
                        "      description: 'TODO words: operation GET /margin/lots/{lot-id}.'",
                        "      description: 'TODO words: parameter GET /margin/lots/{lot-id}(lot-id).'",
                        "      description: 'TODO words: schema LotColour.'",
                        "      description: 'TODO words: member LotColour.shade.'",
                        "        'deep-blue': 'TODO words: value deep-blue of LotColour.shade.'",
                        "        'it''s red': 'TODO words: value it''s red of LotColour.shade.'",
                        "        'sideways': 'TODO words: value sideways of ExitTriggerKind.'");
        assertThat(checkout.text("specs/perps-ws/words.overlay.yaml"))
                .contains("'TODO words: member subscribeCommandPayload.lot_colour.'");
        assertThat(checkout.text("BUMP.md"))
                .contains("Names wanted in `types.overlay.yaml`: GET /margin/lots/{lot-id} (GetLot)")
                .contains("- [ ] New operation: GET /margin/lots/{lot-id} wants a case of RecordedRequestTest,");
        assertThat(wordless("perps-rest")).isEmpty();
        assertThat(wordless("perps-ws")).isEmpty();
    }

    /** Nothing in Java is described by the words of an operation of a WebSocket: what it sends has words of its own. */
    @Test
    void everythingNewOfAWebSocketGetsAPlaceForWords() throws IOException {
        checkout.edit(Api.WS, document -> {
            ObjectNode payload = ((ObjectNode) document.at("/components/schemas")).putObject("lotPayload");
            payload.put("type", "object");
            ObjectNode members = payload.putObject("properties");
            members.putObject("type").put("type", "string").put("const", "lot");
            ObjectNode msg = members.putObject("msg").put("type", "object").putObject("properties");
            msg.putObject("colours")
                    .put("type", "array")
                    .putObject("items")
                    .put("type", "string")
                    .putArray("enum")
                    .add("red");
            ObjectNode sides = msg.putObject("sides").put("type", "array").putObject("items");
            sides.put("type", "object")
                    .putObject("properties")
                    .putObject("lot-size")
                    .put("type", "string");
            ObjectNode message = ((ObjectNode) document.at("/components/messages")).putObject("lot");
            message.putObject("payload").put("$ref", "#/components/schemas/lotPayload");
            ObjectNode channel = ((ObjectNode) document.path("channels")).putObject("lot");
            channel.put("address", "lot")
                    .putObject("messages")
                    .putObject("lot")
                    .put("$ref", "#/components/messages/lot");
            ObjectNode operation = ((ObjectNode) document.path("operations")).putObject("receiveLot");
            operation.put("action", "send").putObject("channel").put("$ref", "#/channels/lot");
            operation.putArray("messages").addObject().put("$ref", "#/channels/lot/messages/lot");
            ((ObjectNode) document.path("servers"))
                    .putObject("rehearsal")
                    .put("host", "rehearsal.example")
                    .put("protocol", "wss");
        });

        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");

        String words = checkout.text("specs/perps-ws/words.overlay.yaml");
        assertThat(words.lines().filter(line -> line.contains("TODO words")))
                .containsExactly(
                        "      description: 'TODO words: server rehearsal.'",
                        "      description: 'TODO words: channel lot.'",
                        "      description: 'TODO words: message lot.'",
                        "      description: 'TODO words: schema lotPayload.'",
                        "      description: 'TODO words: member lotPayload.msg.'",
                        "      description: 'TODO words: member lotPayload.msg.colours.'",
                        "        'red': 'TODO words: value red of lotPayload.msg.colours.'",
                        "      description: 'TODO words: member lotPayload.msg.sides.'",
                        "      description: 'TODO words: member lotPayload.msg.sides.lot-size.'",
                        "      description: 'TODO words: member lotPayload.type.'");
        assertThat(wordless("perps-ws")).isEmpty();
    }

    /** What the tests of completeness ask of schemas. */
    private List<String> wordless(String api) {
        List<String> wordless = new ArrayList<>();
        JsonNode root = Contract.load(checkout.root.resolve("specs/" + api + "/api.yaml"))
                .root();
        root.path("components").path("schemas").properties().forEach(schema -> {
            need(wordless, schema.getValue(), "description", schema.getKey());
            schema.getValue()
                    .path("properties")
                    .properties()
                    .forEach(member ->
                            need(wordless, member.getValue(), "description", schema.getKey() + "." + member.getKey()));
            schema.getValue()
                    .path("enum")
                    .forEach(value -> need(
                            wordless,
                            schema.getValue().path("x-enum-words"),
                            value.asText(),
                            schema.getKey() + " = " + value));
        });
        return wordless;
    }

    private static void need(List<String> wordless, JsonNode node, String member, String name) {
        if (node.path(member).asText().isBlank()) {
            wordless.add(name);
        }
    }

    /** Gives a member of a market, by an overlay entry, the type that another member has. */
    private void declareFeeSchedule(String member) throws IOException {
        Path types = checkout.root.resolve("specs/perps-rest/types.overlay.yaml");
        Files.writeString(types, """

                  - target: $.components.schemas.MarginMarket.properties.%s
                    x-reason: 'The same values as elsewhere.'
                    x-evidence: 'the contract'
                    x-remove-when: 'the contract names the enum'
                    update:
                      x-enum-type: FeeSchedule
                """.formatted(member), StandardOpenOption.APPEND);
    }

    /** One enum often stands in several places; the generator makes one type of them, with the words of all. */
    @Test
    void aValueThatHasItsWordsElsewhereNeedsNone() throws IOException {
        declareFeeSchedule("lot_class");
        checkout.edit(Api.REST, document -> {
            ObjectNode member = ((ObjectNode) document.at("/components/schemas/MarginMarket/properties"))
                    .putObject("lot_class")
                    .put("type", "string");
            member.putArray("enum").add("fcm").add("wines");
        });

        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");

        assertThat(checkout.text("specs/perps-rest/words.overlay.yaml"))
                .contains("'TODO words: value wines of MarginMarket.lot_class.'")
                .doesNotContain("TODO words: value fcm");
    }

    @Test
    void valuesWhoseWordsGoWithAnotherPlaceGetAPlaceOfTheirOwn() throws IOException {
        declareFeeSchedule("lot_schedule");
        checkout.edit(Api.REST, document -> {
            ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
            JsonNode schedule = schemas.at("/MarginFeeTierRate/properties/fee_schedule");
            ((ObjectNode) schemas.at("/MarginMarket/properties")).set("lot_schedule", schedule);
        });
        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");
        assertThat(checkout.text("specs/perps-rest/words.overlay.yaml")).doesNotContain("TODO words: value");

        checkout.edit(Api.REST, document -> {
            ObjectNode rate = (ObjectNode) document.at("/components/schemas/MarginFeeTierRate");
            ((ObjectNode) rate.path("properties")).remove("fee_schedule");
            rate.remove("required");
        });
        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");

        assertThat(checkout.text("specs/perps-rest/words.overlay.yaml"))
                .containsPattern("TODO words: value \\w+ of MarginMarket.lot_schedule");
    }

    @Test
    void anEditOfWordsOnlyMovesTheLock() throws IOException {
        checkout.edit(Api.KLEAR, document -> ((ObjectNode) document.path("info")).put("description", "Other words."));

        assertThat(checkout.bump()).startsWith("0\n");

        assertThat(checkout.text("specs/perps-klear/openapi.yaml"))
                .isEqualTo(before.get("specs/perps-klear/openapi.yaml"));
        assertThat(checkout.text("CHANGELOG.md")).isEqualTo(before.get("CHANGELOG.md"));
        assertThat(checkout.text("BUMP.md"))
                .startsWith(OpenBump.COMPLETE)
                .contains("Verdict: **no fact changed**. Version: none, nothing changed.");
    }

    @Test
    void aBreakingEditIsRefusedUnlessAllowed() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::removeMember);

        assertThat(checkout.bump())
                .startsWith("1\n")
                .contains("Verdict: **breaking**. Version: 2.0.0 (major).")
                .endsWith("refused, nothing was changed: the edit is breaking; --allow-breaking takes it\n");
        assertUntouched();
        assertThat(checkout.ran).isEmpty();

        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");
        assertThat(checkout.text("CHANGELOG.md")).contains("### Changed\n\n- Perps REST API: ");
        assertThat(checkout.text("BUMP.md")).startsWith(OpenBump.OPEN).contains("- [ ] Breaking: ");
    }

    @Test
    void anOverlayEntryThatMatchesNothingIsToldWithWhenItCanGo() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::removeMember);

        assertThat(checkout.bump("--allow-breaking", "--dry-run"))
                .contains("Overlay: perps-rest/types.overlay.yaml: the entry matches nothing in the contract:"
                        + " $.components.schemas.MarginFill.properties.fees (when it can go: the contract uses"
                        + " FixedPointDollars here).")
                .contains("perps-rest/words.overlay.yaml: the entry on $.components.schemas.MarginFill names what the"
                        + " contract does not have: properties.fees (words go with what they describe)");
    }

    @Test
    void wordsForAValueThatIsGoneAreToldLikeEntriesThatMatchNothing() throws IOException {
        checkout.edit(
                Api.REST, document -> ((ArrayNode) document.at("/components/schemas/LastUpdateReason/enum")).remove(1));

        assertThat(checkout.bump("--allow-breaking", "--dry-run"))
                .contains(
                        "- [ ] Overlay: LastUpdateReason: x-enum-words names 'Decrease', which is no value of the enum.");
    }

    @Test
    void whatTheGeneratorStopsAtIsToldAndNotTheEnd() throws IOException {
        checkout.edit(Api.REST, document -> {
            ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
            schemas.putObject("MarginMarketLot").put("type", "object");
            ObjectNode lot = ((ObjectNode) schemas.at("/MarginMarket/properties")).putObject("lot");
            lot.put("type", "object").putObject("properties").putObject("size").put("type", "string");
        });

        assertThat(checkout.bump("--dry-run", "--allow-breaking"))
                .startsWith("0\n")
                .contains(
                        "- [ ] The generator stops: specs/perps-rest/api.yaml: the inline schema of MarginMarket.lot wants"
                                + " the name 'MarginMarketLot', which another one has");
    }

    @Test
    void aDryRunChangesNothingAndRunsNothing() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::addMember);

        assertThat(checkout.bump("--dry-run"))
                .startsWith("0\n")
                .contains("# Upstream edit: Perps REST API")
                .contains("Step not run: build")
                .contains("would change: specs/perps-rest/openapi.yaml, specs/specs.lock.yaml, ");

        assertUntouched();
        assertThat(checkout.ran).isEmpty();
    }

    @Test
    void aStepThatFailsStopsItUnlessAllowed() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        checkout.exitOfSteps = 9;

        assertThat(checkout.bump())
                .startsWith("1\n")
                .contains("| build | failed with status 9 | 0 s |", "output of build")
                .endsWith("refused, nothing was changed: a step failed; --allow-failures takes it nevertheless\n");
        assertUntouched();

        assertThat(checkout.bump("--allow-failures")).startsWith("0\n");
        assertThat(checkout.text("BUMP.md")).startsWith(OpenBump.OPEN).contains("Step failed: build.");
    }

    @Test
    void aDocumentThatWasReplacedOnceIsRefused() throws IOException {
        String old = Files.readString(checkout.document(Api.REST));
        checkout.edit(Api.REST, FakeCheckout::addMember);
        assertThat(checkout.bump()).startsWith("0\n");
        Files.writeString(checkout.document(Api.REST), old);
        before = checkout.files();

        assertThat(checkout.bump("--allow-breaking"))
                .startsWith("1\n")
                .contains(
                        "refused, nothing was changed: perhaps an older document: perps_openapi.yaml is the document of"
                                + " 2026-09-27, which a newer one has replaced; --allow-downgrade takes it");
        assertUntouched();

        assertThat(checkout.bump("--allow-breaking", "--allow-downgrade")).startsWith("0\n");
        assertThat(checkout.text("specs/perps-rest/openapi.yaml")).doesNotContain("lot_colour");
    }

    @Test
    void aDocumentThatLacksAQuarterOfTheOperationsIsRefused() throws IOException {
        checkout.edit(Api.REST, document -> {
            ObjectNode paths = (ObjectNode) document.path("paths");
            for (int i = 0; i < 4; i++) {
                paths.remove(paths.fieldNames().next());
            }
        });

        assertThat(checkout.bump("--allow-breaking")).startsWith("1\n").containsPattern("lacks \\d of 14 operations");
        assertUntouched();
    }

    @Test
    void documentsComeFromAServer() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        try (MockWebServer server = serving(Map.of())) {
            assertThat(checkout.bumpFrom(server.url("/docs/").toString()))
                    .startsWith("0\n")
                    .contains("perps_openapi.yaml: edited", "perps_asyncapi.yaml: as pinned");
        }
        assertThat(checkout.text("specs/perps-rest/openapi.yaml")).contains("lot_colour:");
    }

    @Test
    void whatIsNoDocumentIsRefused() throws IOException {
        refused(answer(200, "<!DOCTYPE html><title>One moment</title>"), "is an HTML page, not a YAML document");
        refused(answer(200, "One moment, please"), "perps_scm_openapi.yaml");
        refused(answer(200, "#".repeat(UpstreamDocument.MAX_BYTES + 1)), "is larger than");
        refused(answer(404, ""), "answered with HTTP status 404");
        refused(
                answer(302, "")
                        .newBuilder()
                        .setHeader("Location", "http://localhost:1/")
                        .build(),
                "redirects to http://localhost:1/: refused, the host is another");
    }

    private void refused(MockResponse answer, String problem) throws IOException {
        try (MockWebServer server = serving(Map.of(Api.KLEAR.upstreamName(), answer))) {
            String from = server.url("/docs").toString();
            assertThatExceptionOfType(SpecException.class)
                    .isThrownBy(() -> checkout.bumpFrom(from))
                    .withMessageContaining(problem);
        }
        assertUntouched();
    }

    @Test
    void otherHostsNeedEncryption() throws IOException {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> checkout.bumpFrom("http://library.example"))
                .withMessageContaining("is refused: only https, or http to this machine");
        assertUntouched();
    }

    @Test
    void aPinThatWasEditedByHandIsRefused() throws IOException {
        Files.writeString(checkout.root.resolve("specs/perps-ws/asyncapi.yaml"), "# mine\n");

        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> checkout.bump())
                .withMessageContaining("perps-ws/asyncapi.yaml is not what the lock says");
    }

    @Test
    void verifyTellsOfABumpThatWasEndedOnItsWay() throws IOException {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        Checkpoint end = place -> {
            if (place.equals("in place specs/perps-rest/openapi.yaml")) {
                throw new IllegalStateException("ended");
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> checkout.bumpFrom(checkout.upstream.toString(), end))
                .withMessage("ended");

        assertThat(verify())
                .startsWith("1\n" + checkout.root.resolveSibling(".checkout.spec-bump/journal")
                        + ": a bump was ended while it put files in place;"
                        + " run perps spec bump again, which finishes it first\n");

        assertThat(checkout.bump()).startsWith("0\n").contains("finished an earlier bump");
        assertThat(verify()).startsWith("0\n").doesNotContain("ended");
    }

    private String verify() {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new SpecCommand())
                .setOut(new PrintWriter(out))
                .execute("verify", "--specs", checkout.root.resolve("specs").toString());
        return status + "\n" + out;
    }

    private MockWebServer serving(Map<String, MockResponse> instead) throws IOException {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String name = String.valueOf(request.getTarget()).replaceFirst("^/docs/", "");
                MockResponse other = instead.get(name);
                return other == null ? answer(200, text(checkout.upstream.resolve(name))) : other;
            }
        });
        server.start();
        return server;
    }

    private static MockResponse answer(int status, String body) {
        return new MockResponse.Builder().code(status).body(body).build();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertUntouched() throws IOException {
        assertThat(checkout.files()).isEqualTo(before);
        assertThat(checkout.hasLeftovers()).isFalse();
    }
}
