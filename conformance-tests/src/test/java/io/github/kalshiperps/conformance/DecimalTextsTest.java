package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.conformance.Authored.Message;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextsTest {
    @TempDir
    Path directory;

    @Test
    void aRunIsLookedAtAsAWholeAndAMemberIsOneFinding() throws IOException {
        titles("-0.5").withName("b").in(directory);
        title("10").withName("c").in(directory);

        assertThat(Authored.compare(directory).findings())
                .containsExactly(new Finding(
                        Source.operation("b", "GetMarginMarkets"),
                        Kind.DECIMAL_AS_TEXT,
                        "$.markets[].title",
                        4,
                        "a decimal type, since all 4 values of this run are decimals; it is string",
                        "\"-0.5\"",
                        "$.markets[0].title"));
    }

    @Test
    void oneOtherValueDisprovesIt() throws IOException {
        titles("0.5").withName("b").in(directory);
        title("").withName("c").in(directory);

        assertThat(Authored.compare(directory).findings()).isEmpty();
    }

    @Test
    void fewValuesMakeNoClaim() throws IOException {
        title("0.5").withName("b").in(directory);
        title("0.6").withName("c").in(directory);

        assertThat(Authored.compare(directory).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0x1.8", "1e-1", ".5", "1.2.3"})
    void whatIsNoDecimalOrHasNoFraction(String text) throws IOException {
        titles(text).in(directory);

        assertThat(Authored.compare(directory).findings()).isEmpty();
    }

    @Test
    void idsAreNone() throws IOException {
        Message list = Authored.message("orders__list");
        list.withBody(list.body().replaceAll("(\"client_order_id\":) \"[^\"]*\"", "$1 \"1.5\""))
                .in(directory);

        assertThat(Authored.compare(directory).findings()).isEmpty();
    }

    private static Message titles(String title) throws IOException {
        Message message = Authored.message("markets__list");
        return message.withBody(message.body().replaceAll("(\"title\":) \"[^\"]*\"", "$1 \"" + title + "\""));
    }

    private static Message title(String title) throws IOException {
        Message message = Authored.message("markets__get");
        return message.withBody(message.body().replaceAll("(\"title\":) \"[^\"]*\"", "$1 \"" + title + "\""));
    }
}
