package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.DecodeException;
import io.github.kalshiperps.core.json.Decoding;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.golden.containers.model.ContainersModels;
import io.github.kalshiperps.golden.containers.model.Portfolio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictDecodingTest {
    private final JsonMapper strict = JsonMapper.of(ContainersModels.factory()).decoding(Decoding.STRICT);

    @Test
    void whatKeepsToTheContractIsRead() {
        Portfolio portfolio = strict.read(
                Portfolio.class,
                "{\"items\":[],\"main\":{\"ticker\":\"A\",\"price\":\"-0.00\"},\"by_ticker\":{},\"sides\":null}");

        assertThat(portfolio.main().ticker()).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"items\":[{\"ticker\":\"A\",\"price\":\"1\",\"new\":1}]}', $.items[0].new",
        "'{\"items\":[{\"ticker\":\"A\",\"price\":\"1\"},{\"ticker\":\"B\"}]}', $.items[1].price",
        "'{\"main\":{\"ticker\":null}}', $.main.ticker",
        "'{\"main\":{\"ticker\":\"A\",\"price\":1}}', $.main.price",
        "'{\"by_ticker\":{\"X\":{\"ticker\":\"X\",\"price\":\"\"}}}', $.by_ticker.X.price",
        "'{\"sides\":[\"long\",\"flat\"]}', $.sides[1]",
        "'{\"items\":null}', $.items",
        "'{\"items\":[],\"by_ticker\":{}}', $.main"
    })
    void theFirstDeviationFailsTheMessageWithItsPath(String json, String path) {
        assertThatThrownBy(() -> strict.read(Portfolio.class, json))
                .isInstanceOf(DecodeException.class)
                .hasMessageEndingWith(" at " + path)
                .extracting(e -> ((DecodeException) e).path())
                .isEqualTo(path);
    }
}
