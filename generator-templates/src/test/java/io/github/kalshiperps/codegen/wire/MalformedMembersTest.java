package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.error.MissingMemberException;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Item;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import io.github.kalshiperps.golden.decimals.model.DecimalsModels;
import io.github.kalshiperps.golden.decimals.model.OrderBook;
import io.github.kalshiperps.golden.decimals.model.Position;
import io.github.kalshiperps.golden.references.model.Market;
import io.github.kalshiperps.golden.references.model.ReferencesModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedMembersTest {
    private final Wire containers = new Wire(ContainersModels.factory());
    private final Wire decimals = new Wire(DecimalsModels.factory());

    @Test
    void anEmptyTextInAnOptionalDecimalIsAbsentAndWrittenBack() {
        Item item = containers.readAndWriteBack(Item.class, "{\"ticker\":\"BTC\",\"price\":\"1\",\"fees\":\"\"}");

        assertThat(item.fees()).isNull();
        assertThat(containers.heard()).containsExactly("MALFORMED_MEMBER at $.fees");
    }

    @Test
    void anEmptyTextIsAbsentTooWhereAnOverlayMadeARequiredDecimalOptional() {
        Market market = new Wire(ReferencesModels.factory())
                .readAndWriteBack(
                        Market.class,
                        "{\"ticker\":\"BTC\",\"tick_size\":\"\",\"last_price\":null,\"schedule\":null,\"settings\":{}}");

        assertThat(market.tickSize()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.00", "true", "{\"amount\":1}", "[ \"1.00\" ]", "\"1,00\"", "\"1e3\"", "\"+1\"", "\" 1\""})
    void aRequiredMemberOfTheWrongKindIsKeptRawAndFailsItsAccessor(String value) {
        Item item = containers.readAndWriteBack(Item.class, "{\"ticker\":\"BTC\",\"price\":" + value + "}");

        assertThatThrownBy(item::price)
                .isInstanceOf(MissingMemberException.class)
                .hasMessageStartingWith("Expected US dollars as a decimal in a string but was ")
                .hasMessageEndingWith(" at $.price");
        assertThat(containers.heard()).containsExactly("MALFORMED_MEMBER at $.price");
    }

    @ParameterizedTest
    @CsvSource({
        "fee_centicents, 1.5",
        "fee_centicents, 9223372036854775808",
        "roe, '\"1.5\"'",
        "version, 2147483648",
        "version, '\"1\"'",
        "contract_size, 1",
        "contract_size, '\"NaN\"'"
    })
    void aMalformedNumberIsKeptRaw(String member, String value) {
        String json = "{\"entry_price\":\"1\",\"quantity\":\"1\",\"fee_centicents\":1,\"contract_size\":\"1\","
                + "\"roe\":1,\"version\":1}";

        decimals.readAndWriteBack(
                Position.class, json.replaceFirst("\"" + member + "\":[^,}]+", "\"" + member + "\":" + value));

        assertThat(decimals.heard()).containsExactly("MALFORMED_MEMBER at $." + member);
    }

    @Test
    void anObjectListOrMapOfTheWrongKindIsKeptRaw() {
        Portfolio portfolio = containers.readAndWriteBack(
                Portfolio.class,
                "{\"items\":{},\"main\":[1],\"spare\":\"x\",\"by_ticker\":[],\"limits\":7,\"sides\":\"long\"}");

        assertThatThrownBy(portfolio::items).hasMessage("Expected an array but was BEGIN_OBJECT at $.items");
        assertThatThrownBy(portfolio::main).hasMessage("Expected an object but was BEGIN_ARRAY at $.main");
        assertThatThrownBy(portfolio::byTicker).hasMessage("Expected an object but was BEGIN_ARRAY at $.by_ticker");
        assertThatThrownBy(portfolio::spare).hasMessage("Expected an object but was STRING at $.spare");
        assertThatThrownBy(portfolio::limits).hasMessage("Expected an object but was NUMBER at $.limits");
        assertThatThrownBy(portfolio::sides).hasMessage("Expected an array but was STRING at $.sides");
        assertThat(containers.heard()).hasSize(6).allMatch(drift -> drift.startsWith("MALFORMED_MEMBER at $."));
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"items\":[{\"ticker\":\"A\",\"price\":\"1\"},null]}', $.items[1]",
        "'{\"items\":[{\"ticker\":\"A\",\"price\":\"1\"},7]}', $.items[1]",
        "'{\"by_ticker\":{\"A\":\"x\"}}', $.by_ticker.A",
        "'{\"limits\":{\"A\":\"1\",\"B\":\"\"}}', $.limits.B",
        "'{\"leverage\":{\"A\":\"1\"}}', $.leverage.A",
        "'{\"subgroups\":[[\"a\"],[\"b\",3]]}', $.subgroups[1][1]",
        "'{\"sides\":[\"long\",1]}', $.sides[1]"
    })
    void aBrokenElementCostsItsListOrMapAndNotTheMessage(String json, String path) {
        containers.readAndWriteBack(Portfolio.class, json);

        assertThat(containers.heard()).contains("MALFORMED_MEMBER at " + path);
        assertThatThrownBy(() -> containers.mapper().decoding(Decoding.STRICT).read(Portfolio.class, json))
                .isInstanceOf(DecodeException.class)
                .hasMessageStartingWith("Expected ")
                .hasMessageEndingWith(" at " + path);
    }

    @Test
    void aRequiredListWithABrokenElementHasNoValueAndSaysWhichElement() {
        Portfolio portfolio = containers.read(
                Portfolio.class,
                "{\"items\":[{\"ticker\":\"A\",\"price\":\"1\"},7],\"main\":{\"ticker\":\"M\",\"price\":\"2\"}}");

        assertThatThrownBy(portfolio::items)
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("$.items[1]");
        assertThat(portfolio.main().ticker()).isEqualTo("M");
    }

    @Test
    void onlyTheInnermostMemberIsLost() {
        Portfolio portfolio = containers.read(
                Portfolio.class, "{\"items\":[{\"ticker\":\"A\",\"price\":7,\"brand_new\":[1,]}]}".replace(",]", "]"));

        assertThat(portfolio.items().get(0).ticker()).isEqualTo("A");
        assertThat(portfolio.items().get(0).unknownMembers()).containsOnlyKeys("brand_new");
        assertThat(containers.heard()).contains("MALFORMED_MEMBER at $.items[0].price");
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"0.15\"]', $.bids[1][1]",
        "'[\"0.15\",\"1\",\"2\"]', $.bids[1][2]",
        "'[\"0.15\",1]', $.bids[1][1]",
        "'{}', $.bids[1]",
        "'[\"x\",\"1\"]', $.bids[1][0]"
    })
    void aPriceLevelThatIsNoPairCostsItsSideOfTheBook(String level, String path) {
        OrderBook book = decimals.readAndWriteBack(
                OrderBook.class, "{\"bids\":[[\"0.10\",\"1.00\"]," + level + "],\"asks\":[[\"0.11\",\"2.00\"]]}");

        assertThatThrownBy(book::bids)
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining(path);
        assertThat(book.asks()).hasSize(1);
    }
}
