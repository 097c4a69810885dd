package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.golden.names.model.NamesModels;
import io.github.kalshiperps.golden.names.model.OddNames;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddNamesTest {
    private static final String JSON = "{\"default\":\"a\",\"class\":\"b\",\"volume_24h\":1,\"24h_change\":2,"
            + "\"toString\":\"c\",\"hashCode\":3,\"builder\":\"d\",\"extras\":\"e\",\"other\":\"f\",\"value\":\"g\","
            + "\"names\":[\"h\"],\"instance\":[\"i\"],\"in\":\"j\",\"reader\":\"k\",\"p&l\":\"l\","
            + "\"time-in-force\":\"m\",\"isOpen\":true}";

    @Test
    void wireNamesStayWhateverJavaMakesOfThem() {
        Wire wire = new Wire(NamesModels.factory());

        OddNames odd = wire.readAndWriteBack(OddNames.class, JSON);

        assertThat(wire.heard()).isEmpty();
        assertThat(odd.default_()).isEqualTo("a");
        assertThat(odd.class_()).isEqualTo("b");
        assertThat(odd.volume24h()).isEqualTo(1);
        assertThat(odd.n24hChange()).isEqualTo(new BigDecimal("2"));
        assertThat(odd.toString_()).isEqualTo("c");
        assertThat(odd.hashCode_()).isEqualTo(3);
        assertThat(odd.builder_()).isEqualTo("d");
        assertThat(odd.extras_()).isEqualTo("e");
        assertThat(odd.other_()).isEqualTo("f");
        assertThat(odd.value()).isEqualTo("g");
        assertThat(odd.names()).containsExactly("h");
        assertThat(odd.instance()).containsExactly("i");
        assertThat(odd.profitAndLoss()).isEqualTo("l");
        assertThat(odd.timeInForce()).isEqualTo("m");
        assertThat(odd.isOpen()).isTrue();
    }

    @Test
    void everyOddMemberCountsInEqualityAndCanBeSet() {
        OddNames odd = new Wire(NamesModels.factory()).read(OddNames.class, JSON);

        assertThat(odd)
                .isEqualTo(odd.toBuilder().build())
                .hasSameHashCodeAs(odd.toBuilder().build());
        assertThat(odd).isNotEqualTo(odd.toBuilder().other_("x").build());
        assertThat(odd).isNotEqualTo(odd.toBuilder().value("x").build());
        assertThat(odd).isNotEqualTo(odd.toBuilder().extras_("x").build());
        assertThat(odd).isNotEqualTo(odd.toBuilder().names(List.of()).build());
    }
}
