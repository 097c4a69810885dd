package io.github.kalshiperps.spectools.bump;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesLockTest {
    /** To record names anew, when they are meant to change: {@code -Dnames.lock.refresh=true}. */
    private static final boolean REFRESH = Boolean.getBoolean("names.lock.refresh");

    private static final Path PROJECT = Path.of(System.getProperty("project.root", ""));

    @TempDir
    Path folder;

    @Test
    void theRecordedNamesAreThoseOfTheGenerator() throws IOException {
        NamesLock generated = NamesLock.generated(PROJECT);
        Path file = PROJECT.resolve(NamesLock.FILE);
        if (REFRESH) {
            Files.writeString(file, generated.text());
        }

        assertThat(NamesLock.read(PROJECT).renamedIn(generated)).isEmpty();
        assertThat(file)
                .as("after a change that is meant: -Dnames.lock.refresh=true")
                .hasContent(generated.text());
    }

    @Test
    void namesOfEveryKindAreRecorded() {
        assertThat(NamesLock.generated(PROJECT).text().lines())
                .contains(
                        "rest GET /margin/orders -> OrdersApi.list",
                        "rest GET /margin/orders(min_ts) -> minTs",
                        "rest schema MarginMarket -> MarginMarket",
                        "rest member CreateMarginOrderRequest.client_order_id -> clientOrderId",
                        "ws schema SubscribeCommand -> SubscribeCommand")
                .anyMatch(line -> line.matches("klear GET .* -> \\w+Api\\.\\w+"))
                .anyMatch(line -> line.matches("rest value \\w+\\.good_till_canceled -> GOOD_TILL_CANCELED"));
    }

    @Test
    void aBumpThatRenamesIsBreaking() throws IOException {
        FakeCheckout checkout = FakeCheckout.in(folder);
        Path lock = checkout.root.resolve(NamesLock.FILE);
        Files.writeString(
                lock,
                NamesLock.generated(checkout.root)
                        .text()
                        .replace(
                                "rest GET /margin/orders -> OrdersApi.list\n",
                                "rest GET /margin/orders -> OrdersApi.all\n"));
        checkout.edit(Api.REST, document -> ((ObjectNode) document.path("info")).put("description", "Other words."));

        assertThat(checkout.bump())
                .startsWith("1\n")
                .contains("Verdict: **breaking**. Version: 2.0.0 (major).")
                .contains("- [ ] Renamed: rest GET /margin/orders was OrdersApi.all and would be OrdersApi.list;");

        assertThat(checkout.bump("--allow-breaking")).startsWith("0\n");
        assertThat(lock).content().contains("rest GET /margin/orders -> OrdersApi.list\n");
    }
}
