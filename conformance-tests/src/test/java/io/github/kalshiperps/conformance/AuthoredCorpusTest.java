package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code ./perps conformance} says of the corpora that come with it. */
class AuthoredCorpusTest {
    private static final Map<Bindings, Report> REPORTS =
            Stream.of(Bindings.values()).collect(Collectors.toMap(Function.identity(), Authored::compare));

    @ParameterizedTest
    @EnumSource
    void everyCaptureIsCompared(Bindings bindings) {
        Report report = report(bindings);

        assertThat(report.broken()).isEmpty();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.environments()).containsOnlyKeys("authored");
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationOfTheContractHasACaptureOfSuccess(Bindings bindings) {
        Coverage coverage = report(bindings).coverage();

        assertThat(coverage.notCovered()).isEmpty();
        assertThat(bindings.operations())
                .allSatisfy(operation ->
                        assertThat(coverage.operations().get(operation.id())).containsKey(operation.successStatus()));
    }

    @ParameterizedTest
    @EnumSource
    void everySchemaOfAnAnswerIsSeen(Bindings bindings) {
        assertThat(report(bindings).coverage().notSeen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void ourModelsReadAndWriteEveryAnswerOfSuccessWithABody(Bindings bindings) {
        Report report = report(bindings);
        int expected = bindings.operations().stream()
                .filter(operation -> operation.response() != NoContent.class)
                .mapToInt(operation -> successes(operation, report.coverage()))
                .sum();

        assertThat(report.roundTrips()).isEqualTo(expected);
        assertThat(report.byKind()).containsEntry(Kind.ROUND_TRIP_LOSS, 0);
    }

    @Test
    void onlyWhatIsAuthoredAsADeviationIsFound() {
        assertThat(findings(Bindings.REST))
                .containsExactly(
                        "drift__tick_size_empty FORMAT_BROKEN $.markets[].tick_size 1",
                        "drift__multiplier_missing MISSING_REQUIRED $.market.underlying_multiplier 1",
                        "drift__orders_null NULL_NOT_ALLOWED $.orders 1",
                        "drift__update_reason_unknown UNKNOWN_ENUM_VALUE $.orders[].last_update_reason 1",
                        "error__dynamic_code UNDOCUMENTED_MEMBER $.error 1",
                        "error__string UNDOCUMENTED_MEMBER $.error 1",
                        "error__wrapped UNDOCUMENTED_MEMBER $.error 1",
                        "error__wrapped_with_details UNDOCUMENTED_MEMBER $.error 1",
                        "drift__fill_subaccount UNDOCUMENTED_MEMBER $.fills[].subaccount 2",
                        "drift__market_member_unknown UNDOCUMENTED_MEMBER $.markets[].halt_reason 1",
                        "error__bare_message UNDOCUMENTED_MEMBER $.msg 1",
                        "error__undocumented_status UNDOCUMENTED_STATUS $ 1");
    }

    @Test
    void onlyWhatIsAuthoredAsADeviationIsFoundInKlear() {
        assertThat(findings(Bindings.KLEAR))
                .containsExactly(
                        // Klear requires the members of an error, which the perps REST API leaves optional.
                        "error__wrapped MISSING_REQUIRED $.code 1",
                        "error__wrapped MISSING_REQUIRED $.message 1",
                        "drift__updated_ts_missing MISSING_REQUIRED $.updated_ts 1",
                        "drift__funding_user_breakdown_null NULL_NOT_ALLOWED $.estimates.*.user_breakdown 1",
                        "drift__report_type_unknown UNKNOWN_ENUM_VALUE $.reports[].report_type 1",
                        "error__wrapped UNDOCUMENTED_MEMBER $.error 1",
                        "drift__balance_member_unknown UNDOCUMENTED_MEMBER $.pending_balance_centicents 1",
                        "error__undocumented_status UNDOCUMENTED_STATUS $ 1");
    }

    @Test
    void findingsAreCountedByKind() {
        assertThat(report(Bindings.REST).byKind())
                .containsEntry(Kind.ROUND_TRIP_LOSS, 0)
                .containsEntry(Kind.WRONG_KIND, 0)
                .containsEntry(Kind.FORMAT_BROKEN, 1)
                .containsEntry(Kind.MISSING_REQUIRED, 1)
                .containsEntry(Kind.NULL_NOT_ALLOWED, 1)
                .containsEntry(Kind.UNKNOWN_ENUM_VALUE, 1)
                .containsEntry(Kind.UNDOCUMENTED_MEMBER, 7)
                .containsEntry(Kind.UNDOCUMENTED_STATUS, 1)
                .hasSize(Kind.values().length);
    }

    private static Report report(Bindings bindings) {
        return Objects.requireNonNull(REPORTS.get(bindings));
    }

    private static int successes(ApiOperation operation, Coverage coverage) {
        return coverage.operations()
                .getOrDefault(operation.id(), new TreeMap<>())
                .getOrDefault(operation.successStatus(), 0);
    }

    private static List<String> findings(Bindings bindings) {
        return report(bindings).findings().stream()
                .map(finding -> finding.capture() + " " + finding.kind() + " " + finding.path() + " " + finding.count())
                .toList();
    }
}
