package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownReportTest {
    @TempDir
    Path directory;

    @Test
    void theFirstParagraphIsTheVerdict() {
        assertThat(MarkdownReport.of(Authored.compare(Bindings.REST))
                        .lines()
                        .skip(2)
                        .findFirst())
                .hasValueSatisfying(
                        verdict -> assertThat(verdict)
                                .startsWith(
                                        "**Captures, contract and models disagree in 9 places (12 findings).** Our models read 60"
                                                + " answers of success and wrote them again without a loss. Compared were 71 of 71 captures")
                                .contains("**Not recorded but authored: 71 of them.**")
                                .endsWith(
                                        "50 of 50 operations and 75 of 75 schemas of answers; nothing here speaks for the rest."));
    }

    @Test
    void nothingComparedIsNoAgreement() throws IOException {
        Files.writeString(directory.resolve("x.json"), "{}");

        assertThat(MarkdownReport.of(Authored.compare(directory)))
                .contains("**Nothing was compared.**")
                .contains("Compared were 0 of 1 capture in `corpus` (**1 broken**, listed below)")
                .contains("| `x` | `x.meta.json is missing` |");
    }

    @Test
    void aLossOfOurOwnIsSaidFirst() throws IOException {
        Authored.message("exchange__enabled").in(directory);

        assertThat(MarkdownReport.of(Authored.compare(Bindings.REST, directory, body -> "{}")))
                .contains("**Our models lose or change what was sent: mend that first.**")
                .contains("| [ROUND_TRIP_LOSS](#round_trip_loss) | 1 | 1 |");
    }

    @Test
    void aPlaceSaysWhatWhereAndHowOften() {
        assertThat(MarkdownReport.of(Authored.compare(Bindings.REST)))
                .contains("""
                        ### FORMAT_BROKEN

                        #### `$.markets[].tick_size`

                        - Expected: `plain decimal in a string (FixedPointDollars)`, says \
                        `#/components/schemas/MarginMarket/properties/tick_size`
                        - Found: `""`, first at `$.markets[1].tick_size` of `drift__tick_size_empty`
                        - Model: `MarginMarket.tickSize()` `returns null`
                        - `GetMarginMarkets`: 1 time in 1 capture: `drift__tick_size_empty`

                                {
                                  "ticker":"KXFINEPERP1"
                                  … 2 more
                                  "contract_size":"0.100000"
                                  "underlying_multiplier":"1.000000"
                              >   "tick_size":""
                                  "status":"active"
                                  "fractional_trading_enabled":false
                                  … 19 more
                                }

                        """)
                .contains("- `GetMarginFills`: 2 times in 1 capture: `drift__fill_subaccount`");
    }

    @Test
    void statusesAreToldByOperation() throws IOException {
        Authored.message("markets__get").withMeta("200", "418").in(directory);
        Authored.message("exchange__enabled").withMeta("200", "503").in(directory);

        assertThat(MarkdownReport.of(Authored.compare(directory))).contains("""
                        #### `$`

                        - Expected: `one of 200, 400, 404, 429, 500`, says \
                        `#/paths/~1margin~1markets~1{ticker}/get/responses`
                        - Found: `418`
                        - Model: `InvalidRequestException` `is thrown, with no code and no serverMessage()`
                        - `GetMarginMarket`: 1 time in 1 capture: `markets__get`
                        """).contains("""
                        - Expected: `one of 200, 401, 500`, says `#/paths/~1margin~1enabled/get/responses`
                        - Found: `503`
                        - Model: `ServerException` `is thrown, with no code and no serverMessage()`
                        - `GetMarginEnabled`: 1 time in 1 capture: `exchange__enabled`
                        """);
    }

    @Test
    void whatIsNotCoveredIsListed() throws IOException {
        Authored.message("error__wrapped").in(directory);

        assertThat(MarkdownReport.of(Authored.compare(directory)))
                .contains("- Operations without a capture: 49: `AmendMarginOrder`, ")
                .contains("- Operations of which only errors were captured: 1: `GetMarginOrder`")
                .contains("| `GetMarginOrder` | 404 × 1 |");
    }

    @Test
    void framesHaveLinesAndTypes() throws IOException {
        Authored.message(Bindings.WS, "market_data")
                .with("\"sid\":13,", "\"sid\":13,\"no_such_member\":1790000001002,")
                .in(directory);

        assertThat(MarkdownReport.of(Authored.compare(Bindings.WS, directory)))
                .startsWith("# Conformance report: Perps WebSocket API\n")
                .contains("Our models read 10 frames and wrote them again without a loss.")
                .contains("That includes 10 frames of WebSockets.")
                .contains("5 of 12 messages, 3 of 6 channels and ")
                .contains("""
                        #### `$.no_such_member`

                        - Expected: `TickerMessage has only msg, sid, type`, says `#/components/schemas/TickerMessage`
                        - Found: `1790000001002`, first at `$.no_such_member` in line 7 of `market_data`
                        - Model: `TickerMessage.unknownMembers().get("no_such_member")` \
                        `gives the raw JSON 1790000001002; there is no typed accessor`
                        - `ticker`: 2 times in 1 capture: `market_data`
                        """)
                .contains("- Messages without a frame: 7: `ErrorResponse`, ")
                .contains("- Channels without a frame: 3: `fill`, `order_group_updates`, `user_orders`\n")
                .contains("| `TickerMessage` | ticker × 2 |")
                .contains("| `orderbook_delta` | orderbook_delta × 2, orderbook_snapshot × 2 |");
    }

    @Test
    void aCommandIsToldFromAMessage() throws IOException {
        Authored.message(Bindings.WS, "drift__command_channel_unknown").in(directory);

        assertThat(MarkdownReport.of(Authored.compare(Bindings.WS, directory))).contains("""
                        - Found: `"candlesticks"`, first at `$.subscribe_cmds[0].params.channels[1]` of `drift__command_channel_unknown`
                        - Model: `is not read by our models: whoever recorded sent it`
                        - command `subscribe`: 1 time in 1 capture: `drift__command_channel_unknown`
                        """);
    }

    @Test
    void brokenFramesAreListedWithTheirLines() throws IOException {
        Authored.message(Bindings.WS, "market_data")
                .withLine(6, "{", "<")
                .withLine(8, "{", "<")
                .in(directory);

        assertThat(MarkdownReport.of(Authored.compare(Bindings.WS, directory)))
                .contains("That includes 8 frames of WebSockets (**2 broken**, listed below).")
                .contains("## Broken frames")
                .contains("| Capture | Line | Reason |")
                .contains("| `market_data` | 8 | `not JSON: Unexpected character ('<' (code 60)): expected a valid"
                        + " value (column 1)` |")
                .doesNotContain("## Broken captures");
    }

    @Test
    void eachContractHasItsOwnCoverage() throws IOException {
        Authored.message("markets__get").in(directory);
        Authored.message(Bindings.WS, "private").in(directory);

        assertThat(MarkdownReport.of(Authored.compare(directory)))
                .startsWith("# Conformance report: Perps REST API and Perps WebSocket API\n")
                .contains("Our models read 1 answer of success and 13 frames and wrote them again without a loss.")
                .contains("the contract `perps-rest/openapi.yaml` (version ")
                .contains("and the contract `perps-ws/asyncapi.yaml` (version ")
                .contains("### Perps REST API\n\n- Operations without a capture: 49: ")
                .contains("### Perps WebSocket API\n\n- Messages without a frame: 8: ");
    }
}
