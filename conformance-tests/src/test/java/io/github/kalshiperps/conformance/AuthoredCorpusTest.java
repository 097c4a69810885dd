package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.rest.api.PerpsOperations;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code ./perps conformance} says of the corpus that comes with it. */
class AuthoredCorpusTest {
    private static final Report REPORT = Authored.compare(Authored.CORPUS);

    @Test
    void everyCaptureIsCompared() {
        assertThat(REPORT.broken()).isEmpty();
        assertThat(REPORT.skipped()).isEmpty();
        assertThat(REPORT.environments()).containsOnlyKeys("authored");
    }

    @Test
    void everyOperationOfTheContractHasACaptureOfSuccess() {
        assertThat(REPORT.coverage().notCovered()).isEmpty();
        assertThat(PerpsOperations.ALL)
                .allSatisfy(
                        operation -> assertThat(REPORT.coverage().operations().get(operation.id()))
                                .containsKey(operation.successStatus()));
    }

    @Test
    void everySchemaOfAnAnswerIsSeen() {
        assertThat(REPORT.coverage().notSeen()).isEmpty();
    }

    @Test
    void onlyWhatIsAuthoredAsADeviationIsFound() {
        assertThat(REPORT.findings().stream()
                        .map(finding -> finding.capture() + " " + finding.kind() + " " + finding.path() + " "
                                + finding.count()))
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
    void findingsAreCountedByKind() {
        assertThat(REPORT.byKind())
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

    @Test
    void ourModelsReadAndWriteEveryAnswerOfSuccessWithABody() {
        int expected = PerpsOperations.ALL.stream()
                .filter(operation -> operation.response() != NoContent.class)
                .mapToInt(AuthoredCorpusTest::successes)
                .sum();

        assertThat(REPORT.roundTrips()).isEqualTo(expected).isGreaterThan(50);
    }

    private static int successes(ApiOperation operation) {
        return REPORT.coverage()
                .operations()
                .getOrDefault(operation.id(), new TreeMap<>())
                .getOrDefault(operation.successStatus(), 0);
    }
}
