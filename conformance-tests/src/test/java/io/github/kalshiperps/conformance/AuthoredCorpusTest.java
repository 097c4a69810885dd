package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.completeness.AsksForAll;
import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.klear.api.KlearOperations;
import io.github.kalshiperps.rest.api.PerpsOperations;
import io.github.kalshiperps.ws.model.Channel;
import io.github.kalshiperps.ws.model.ServerMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code ./perps conformance} says of the corpora that come with it. */
class AuthoredCorpusTest {
    private static final Map<Bindings, Report> REPORTS =
            Stream.of(Bindings.values()).collect(Collectors.toMap(Function.identity(), Pinned::compare));

    private static final Map<Bindings, List<ApiOperation>> OPERATIONS =
            Map.of(Bindings.REST, PerpsOperations.ALL, Bindings.KLEAR, KlearOperations.ALL);

    static Set<Bindings> overHttp() {
        return OPERATIONS.keySet();
    }

    @ParameterizedTest
    @EnumSource
    void everyCaptureIsCompared(Bindings bindings) {
        Report report = report(bindings);

        assertThat(report.broken()).isEmpty();
        assertThat(report.brokenFrames()).isEmpty();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.environments()).containsOnlyKeys("authored");
    }

    @AsksForAll
    @ParameterizedTest
    @EnumSource
    void whateverTheContractDocumentsIsShown(Bindings bindings) {
        assertThat(coverage(bindings).tallies())
                .allSatisfy(tally -> assertThat(tally.notCovered())
                        .as("%s", tally.documented())
                        .isEmpty());
    }

    @AsksForAll
    @ParameterizedTest
    @MethodSource("overHttp")
    void everyOperationOfTheContractHasACaptureOfSuccess(Bindings bindings) {
        assertThat(OPERATIONS.get(bindings))
                .isNotEmpty()
                .allSatisfy(
                        operation -> assertThat(successes(operation, bindings)).isPositive());
    }

    @AsksForAll
    @Test
    void everyMessageOfOursIsCounted() {
        Set<String> classes = ServerMessage.TYPES.values().stream()
                .flatMap(List::stream)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(coverage(Bindings.WS).tally(Documented.MESSAGE).covered()).containsOnlyKeys(classes);
        assertThat(coverage(Bindings.WS).tally(Documented.CHANNEL).covered().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Channel.values().stream().map(Channel::value).toList());
    }

    @AsksForAll
    @ParameterizedTest
    @EnumSource
    void everySchemaOfWhatTheExchangeSendsIsSeen(Bindings bindings) {
        assertThat(coverage(bindings).notSeen()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overHttp")
    void ourModelsReadAndWriteEveryAnswerOfSuccessWithABody(Bindings bindings) {
        int expected = OPERATIONS.getOrDefault(bindings, List.of()).stream()
                .filter(operation -> operation.response() != NoContent.class)
                .mapToInt(operation -> successes(operation, bindings))
                .sum();

        assertThat(coverage(bindings).roundTrips()).isEqualTo(expected);
        assertThat(report(bindings).byKind()).containsEntry(Kind.ROUND_TRIP_LOSS, 0);
    }

    @Test
    void ourModelsReadAndWriteEveryFrame() throws IOException {
        int lines = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Pinned.corpus(Bindings.WS), "*.jsonl")) {
            for (Path file : files) {
                lines += Files.readAllLines(file).size();
            }
        }

        assertThat(report(Bindings.WS).frames()).isEqualTo(lines).isPositive();
        assertThat(coverage(Bindings.WS).roundTrips()).isEqualTo(lines);
        assertThat(report(Bindings.WS).byKind()).containsEntry(Kind.ROUND_TRIP_LOSS, 0);
    }

    /** Captures are older than a member that a contract newly requires, until somebody adds it. */
    @AsksForAll
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

    @AsksForAll
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

    @AsksForAll
    @Test
    void onlyWhatIsAuthoredAsADeviationIsFoundInFrames() {
        assertThat(findings(Bindings.WS))
                .containsExactly(
                        "drift__snapshot_side_null NULL_NOT_ALLOWED $.msg.ask 1",
                        "drift__update_reason_unknown UNKNOWN_ENUM_VALUE $.msg.last_update_reason 1",
                        "drift__command_channel_unknown UNKNOWN_ENUM_VALUE $.subscribe_cmds[].params.channels[] 1",
                        "drift__type_unknown UNDOCUMENTED_MESSAGE $.type 1",
                        "drift__sending_ts_ms UNDOCUMENTED_MEMBER $.sending_ts_ms 2");
    }

    @Test
    void findingsAreCountedByKind() {
        assertThat(Authored.compare(Bindings.REST).byKind())
                .containsEntry(Kind.ROUND_TRIP_LOSS, 0)
                .containsEntry(Kind.WRONG_KIND, 0)
                .containsEntry(Kind.FORMAT_BROKEN, 1)
                .containsEntry(Kind.MISSING_REQUIRED, 1)
                .containsEntry(Kind.NULL_NOT_ALLOWED, 1)
                .containsEntry(Kind.UNKNOWN_ENUM_VALUE, 1)
                .containsEntry(Kind.UNDOCUMENTED_MESSAGE, 0)
                .containsEntry(Kind.UNDOCUMENTED_MEMBER, 7)
                .containsEntry(Kind.UNDOCUMENTED_STATUS, 1)
                .hasSize(Kind.values().length);
    }

    private static Report report(Bindings bindings) {
        return Objects.requireNonNull(REPORTS.get(bindings));
    }

    private static Coverage coverage(Bindings bindings) {
        return report(bindings).coverage().get(0);
    }

    private static int successes(ApiOperation operation, Bindings bindings) {
        return coverage(bindings)
                .tally(Documented.OPERATION)
                .count(operation.id(), String.valueOf(operation.successStatus()));
    }

    private static List<String> findings(Bindings bindings) {
        return report(bindings).findings().stream()
                .map(finding -> finding.capture() + " " + finding.kind() + " " + finding.path() + " " + finding.count())
                .toList();
    }
}
