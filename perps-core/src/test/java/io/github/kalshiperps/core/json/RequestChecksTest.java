package io.github.kalshiperps.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.FixedPointCount;
import io.github.kalshiperps.core.FixedPointDollars;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RequestChecksTest {
    @Test
    void dollarsGetTheDecimalsThatARequestMayHave() {
        assertThat(RequestChecks.dollars("R.price", FixedPointDollars.of("5"))).hasToString("5.00");
        assertThat(RequestChecks.dollars("R.price", FixedPointDollars.of("5.3829")))
                .hasToString("5.3829");
        assertThat(RequestChecks.dollars("R.price", FixedPointDollars.of("5.382900")))
                .hasToString("5.3829");
        assertThatThrownBy(() -> RequestChecks.dollars("R.price", FixedPointDollars.of("5.38291")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("R.price: 5.38291 has more than 4 decimals, the most a request may have");
    }

    @Test
    void countsGetTheDecimalsThatARequestMayHave() {
        assertThat(RequestChecks.count("R.count", FixedPointCount.of("1.500"))).hasToString("1.50");
        assertThat(RequestChecks.count("R.count", FixedPointCount.of("1"))).hasToString("1");
        assertThatThrownBy(() -> RequestChecks.count("R.count", FixedPointCount.of("1.005")))
                .hasMessageStartingWith("R.count: 1.005 has more than 2 decimals");
    }

    @Test
    void boundsAreInclusiveAndNamed() {
        RequestChecks.range("R.limit", 1, 1, 1000);
        RequestChecks.range("R.limit", 1000, 1, 1000);
        assertThatThrownBy(() -> RequestChecks.range("R.limit", 0, 1, 1000))
                .hasMessage("R.limit: expected from 1 to 1000 but was 0");
        assertThatThrownBy(() -> RequestChecks.range("R.limit", 0, 1, Long.MAX_VALUE))
                .hasMessage("R.limit: expected at least 1 but was 0");
        assertThatThrownBy(() -> RequestChecks.length("R.id", "", 1, Integer.MAX_VALUE))
                .hasMessage("R.id: expected at least 1 characters but was 0");
        RequestChecks.size("R.legs", 500, 1, 500);
        assertThatThrownBy(() -> RequestChecks.size("R.legs", 501, 1, 500))
                .hasMessage("R.legs: expected 1 to 500 elements but was 501");
        assertThatThrownBy(() -> RequestChecks.size("R.legs", 0, 1, Integer.MAX_VALUE))
                .hasMessage("R.legs: expected at least 1 elements but was 0");
        assertThatThrownBy(() -> RequestChecks.pattern("R.suffix", "a b", Pattern.compile("^[a-z]+$")))
                .hasMessage("R.suffix: 'a b' does not match ^[a-z]+$");
    }

    @Test
    void groupsOfMembersAreCounted() {
        assertThatCode(() -> RequestChecks.exactlyOne("R", "a, b", "x", null)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RequestChecks.exactlyOne("R", "a, b", null, null))
                .hasMessage("R: exactly one of a, b must be set, but 0 are");
        assertThatThrownBy(() -> RequestChecks.exactlyOne("R", "a, b", 1, 2))
                .hasMessage("R: exactly one of a, b must be set, but 2 are");
        assertThatThrownBy(() -> RequestChecks.atMostOne("R", "a, b", 1, 2))
                .hasMessage("R: at most one of a, b may be set, but 2 are");
        assertThatThrownBy(() -> RequestChecks.atLeastOne("R", "a, b", null, null))
                .hasMessage("R: at least one of a, b must be set");
        assertThatThrownBy(() -> RequestChecks.required("R.ticker", null))
                .hasMessage("R.ticker is required but was not set");
    }
}
