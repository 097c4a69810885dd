package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.kalshiperps.conformance.Authored.Message;
import io.github.kalshiperps.core.error.DecodeException;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.ObjectAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test changes a good message in one way and expects that one finding and no other. */
class TeethTest {
    @TempDir
    Path directory;

    @Test
    void anUndocumentedMember() throws IOException {
        assertFindings(Authored.message("exchange__status").with("{", "{\"maintenance\": [1, 2],"))
                .containsExactly(tuple(Kind.UNDOCUMENTED_MEMBER, "$.maintenance", 1));
    }

    @Test
    void anyMemberOfAnObjectWithoutMembers() throws IOException {
        assertFindings(Authored.message("order_groups__reset").withBody("{\"reset\": true}"))
                .containsExactly(tuple(Kind.UNDOCUMENTED_MEMBER, "$.reset", 1));
    }

    @Test
    void aMissingRequiredMemberOfEveryElement() throws IOException {
        assertFindings(Authored.message("markets__list").with("\"exchange_index\": 0,", ""))
                .containsExactly(tuple(Kind.MISSING_REQUIRED, "$.markets[].exchange_index", 3));
    }

    @Test
    void aMissingMemberThatOurModelsTakeAsOptional() throws IOException {
        assertFindings(Authored.message("markets__get").with("\"tick_size\": \"0.0005\",", ""))
                .containsExactly(tuple(Kind.MISSING_REQUIRED, "$.market.tick_size", 1));
    }

    @Test
    void anotherJsonType() throws IOException {
        assertFindings(Authored.message("markets__list")
                        .with("\"fractional_trading_enabled\": true", "\"fractional_trading_enabled\": \"yes\""))
                .containsExactly(tuple(Kind.WRONG_KIND, "$.markets[].fractional_trading_enabled", 1));
    }

    @Test
    void aFractionInAnInteger() throws IOException {
        assertFindings(Authored.message("transfers__create_subaccount").with("4", "4.0"))
                .containsExactly(tuple(Kind.WRONG_KIND, "$.subaccount_number", 1));
    }

    @Test
    void anExponentInAnInteger() throws IOException {
        assertFindings(Authored.message("margin__api_limits").with("1798761600", "1.7987616e9"))
                .containsExactly(tuple(Kind.WRONG_KIND, "$.grants[].expires_ts", 1));
    }

    @Test
    void aNumberWhereDollarsAreAString() throws IOException {
        assertFindings(Authored.message("margin__balance").with("\"2500.7500\"", "2500.7500"))
                .containsExactly(tuple(Kind.WRONG_KIND, "$.settled_funds", 1));
    }

    @Test
    void anUnknownValueOfAnEnum() throws IOException {
        assertFindings(Authored.message("markets__list").with("\"closed\"", "\"halted\""))
                .containsExactly(tuple(Kind.UNKNOWN_ENUM_VALUE, "$.markets[].status", 1));
    }

    @Test
    void anUnknownValueOfAnInlineEnum() throws IOException {
        assertFindings(Authored.message("margin__fee_tier_rates").with("\"fcm\"", "\"retail\""))
                .containsExactly(tuple(Kind.UNKNOWN_ENUM_VALUE, "$.fee_tier_rates[].fee_schedule", 1));
    }

    @Test
    void nullInARequiredMember() throws IOException {
        assertFindings(Authored.message("portfolio__trades").with("\"cursor\": \"\"", "\"cursor\": null"))
                .containsExactly(tuple(Kind.NULL_NOT_ALLOWED, "$.cursor", 1));
    }

    @Test
    void nullInAnOptionalMember() throws IOException {
        assertFindings(Authored.message("orders__list").with("\"order_source\": \"user\"", "\"order_source\": null"))
                .containsExactly(tuple(Kind.NULL_NOT_ALLOWED, "$.orders[].order_source", 2));
    }

    @Test
    void anUndocumentedStatusWhateverItsBody() throws IOException {
        assertFindings(Authored.message("markets__get").withMeta("200", "418").withBody("[null]"))
                .containsExactly(tuple(Kind.UNDOCUMENTED_STATUS, "$", 1));
    }

    @Test
    void anEmptyStringForADecimal() throws IOException {
        assertFindings(Authored.message("markets__list").with("\"0.0005\"", "\"\""))
                .containsExactly(tuple(Kind.FORMAT_BROKEN, "$.markets[].tick_size", 1));
    }

    @Test
    void aTimeInAnotherNotation() throws IOException {
        assertFindings(Authored.message("portfolio__fills").with("2026-09-21T14:13:21Z", "2026-09-21 14:13:21"))
                .containsExactly(tuple(Kind.FORMAT_BROKEN, "$.fills[].created_time", 2));
    }

    @Test
    void aValueOfAMap() throws IOException {
        assertFindings(Authored.message("margin__notional_risk_limit").with("\"15000.0000\"", "\"1.5e4\""))
                .containsExactly(tuple(Kind.FORMAT_BROKEN, "$.notional_value_risk_limits_by_market_ticker.*", 1));
    }

    @Test
    void aValueThatOurModelChanges() throws IOException {
        RoundTrip lossy = body -> body.replace("\"12.3450\"", "\"12.345\"");

        assertFindings(Authored.message("markets__orderbook"), lossy)
                .containsExactly(tuple(Kind.ROUND_TRIP_LOSS, "$.orderbook.bids[][]", 1));
    }

    @Test
    void aMemberThatOurModelDrops() throws IOException {
        RoundTrip lossy = body -> body.replace("\"cursor\": \"\"", "\"x\": \"\"");

        assertFindings(Authored.message("portfolio__trades"), lossy)
                .containsExactly(tuple(Kind.ROUND_TRIP_LOSS, "$.cursor", 1), tuple(Kind.ROUND_TRIP_LOSS, "$.x", 1));
    }

    @Test
    void aMemberSentTwice() throws IOException {
        assertFindings(Authored.message("exchange__enabled").with("{", "{\"enabled\": true,"))
                .containsExactly(tuple(Kind.DUPLICATE_KEY, "$.enabled", 1));
    }

    @Test
    void aPriceLevelThatIsNoPair() throws IOException {
        assertFindings(Authored.message("markets__orderbook").with("\"8.00\"]", "\"8.00\", \"x\"]"))
                .containsExactly(
                        tuple(Kind.FORMAT_BROKEN, "$.orderbook.bids[]", 1),
                        tuple(Kind.FORMAT_BROKEN, "$.orderbook.bids[][]", 1));
    }

    @Test
    void anAnswerThatOurModelCannotRead() throws IOException {
        RoundTrip failing = body -> {
            throw new DecodeException("$.orderbook.bids[1][0]", "Expected something else", null);
        };

        assertFindings(Authored.message("markets__orderbook"), failing)
                .containsExactly(tuple(Kind.ROUND_TRIP_LOSS, "$.orderbook.bids[][]", 1));
    }

    @Test
    void aModelThatFails() throws IOException {
        RoundTrip failing = body -> {
            throw new IllegalStateException("no such thing");
        };

        assertFindings(Authored.message("exchange__enabled"), failing)
                .containsExactly(tuple(Kind.ROUND_TRIP_LOSS, "$", 1));
    }

    @Test
    void aFindingSaysWhatAndWhere() throws IOException {
        Message message = Authored.message("markets__list").with("\"closed\"", "\"halted\"");

        assertThat(Authored.compare(message.in(directory)).findings())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("evidence")
                .containsExactly(new Finding(
                        Source.operation("markets__list", "GetMarginMarkets"),
                        Kind.UNKNOWN_ENUM_VALUE,
                        "$.markets[].status",
                        1,
                        "one of \"inactive\", \"active\", \"closed\" (MarginMarketStatus)",
                        "\"halted\"",
                        "$.markets[2].status"));
    }

    private AbstractListAssert<?, ?, Tuple, ObjectAssert<Tuple>> assertFindings(Message message) throws IOException {
        return assertFindings(Authored.compare(message.in(directory)));
    }

    private AbstractListAssert<?, ?, Tuple, ObjectAssert<Tuple>> assertFindings(Message message, RoundTrip model)
            throws IOException {
        return assertFindings(Authored.compare(Bindings.REST, message.in(directory), model));
    }

    private static AbstractListAssert<?, ?, Tuple, ObjectAssert<Tuple>> assertFindings(Report report) {
        assertThat(report.broken()).isEmpty();
        return assertThat(report.findings()).extracting(Finding::kind, Finding::path, Finding::count);
    }
}
