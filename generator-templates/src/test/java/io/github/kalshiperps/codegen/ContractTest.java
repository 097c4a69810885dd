package io.github.kalshiperps.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractTest {
    private static final Path DECIMALS = Path.of("src/test/resources/fixtures/decimals");

    @Test
    void anotherDocumentIsReadWithTheOverlaysThatStillMatch(@TempDir Path folder) throws IOException {
        Path newer = folder.resolve("newer.yaml");
        Files.writeString(
                newer, Files.readString(DECIMALS.resolve("openapi.yaml")).replace("PriceLevel", "Level"));
        List<String> unmatched = new ArrayList<>();

        Contract contract = Contract.loadOther(DECIMALS.resolve("api.yaml"), newer, unmatched::add);

        assertThat(unmatched)
                .singleElement()
                .asString()
                .endsWith("the entry matches nothing in the contract: $.components.schemas.PriceLevel");
        assertThat(contract.schema("FixedPointDollars").path("x-kalshi-type").asText())
                .isEqualTo("dollars");
    }

    @Test
    void overlaysAreAppliedInTheOrderOfTheRecipe(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("openapi.yaml"), "{openapi: 3.0.0, info: {title: '', version: ''}}");
        for (String words : List.of("one", "two")) {
            Files.writeString(
                    folder.resolve(words + ".yaml"),
                    "{overlay: 1.0.0, actions: [{target: $.info, update: {description: " + words + "}}]}");
        }
        Path recipe = folder.resolve("api.yaml");
        Files.writeString(recipe, "{kalshi-java: 1, contract: openapi.yaml, overlays: [two.yaml, one.yaml]}");

        assertThat(Contract.load(recipe).root().at("/info/description").asText())
                .isEqualTo("one");
    }

    @Test
    void messagesSayWhatTellsThemApartAndWhichChannelCarriesThem() {
        Contract contract = Contract.load(Path.of("src/test/resources/fixtures/messages/api.yaml"));

        assertThat(contract.messages())
                .containsExactly(
                        new Message("ListResponse", false, "type", "ok", "msg", List.of()),
                        new Message("OkResponse", false, "type", "ok", "", List.of()),
                        new Message("SubscribeCommand", true, "cmd", "subscribe", "", List.of()),
                        new Message("TickerMessage", false, "type", "ticker", "", List.of("ticker")));
    }

    @Test
    void anOpenApiDocumentHasNoMessages() {
        assertThat(Contract.load(DECIMALS.resolve("api.yaml")).messages()).isEmpty();
    }

    @Test
    void anOverlayMayRemoveWhatTheContractShouldNotSay(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("openapi.yaml"), "{openapi: 3.0.0, info: {title: '', version: '', contact: {}}}");
        Files.writeString(
                folder.resolve("overlay.yaml"), "{overlay: 1.0.0, actions: [{target: $.info.contact, remove: true}]}");
        Path recipe = folder.resolve("api.yaml");
        Files.writeString(recipe, "{kalshi-java: 1, contract: openapi.yaml, overlays: [overlay.yaml]}");

        assertThat(Contract.load(recipe).root().path("info").has("contact")).isFalse();
    }
}
