package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.conformance.Authored.Message;
import io.github.kalshiperps.core.error.ErrorBody;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of errors are compared with the one shape that a contract documents; callers are told what all of them say. */
class ErrorShapesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "REST, error__flat, FLAT, ''",
        "REST, error__wrapped, WRAPPED, UNDOCUMENTED_MEMBER $.error",
        "REST, error__wrapped_with_details, WRAPPED, UNDOCUMENTED_MEMBER $.error",
        "REST, error__dynamic_code, WRAPPED, UNDOCUMENTED_MEMBER $.error",
        "REST, error__bare_message, BARE, UNDOCUMENTED_MEMBER $.msg",
        "REST, error__string, STRING, UNDOCUMENTED_MEMBER $.error",
        "REST, error__undocumented_status, WRAPPED, UNDOCUMENTED_STATUS $",
        "KLEAR, error__invalid_request, FLAT, ''",
        "KLEAR, error__unauthorized, FLAT, ''",
        "KLEAR, error__forbidden, FLAT, ''",
        "KLEAR, error__not_found, FLAT, ''",
        "KLEAR, error__conflict, FLAT, ''",
        "KLEAR, error__wrapped, WRAPPED,"
                + " 'MISSING_REQUIRED $.code, MISSING_REQUIRED $.message, UNDOCUMENTED_MEMBER $.error'",
        "KLEAR, error__undocumented_status, STRING, UNDOCUMENTED_STATUS $",
    })
    void eachShape(Bindings bindings, String name, ErrorBody.Shape shape, String findings) throws IOException {
        Message error = Authored.message(bindings, name);
        ErrorBody told = ErrorBody.parse(error.body());
        Report report = Authored.compare(bindings, error.in(directory));

        assertThat(told.shape()).isEqualTo(shape);
        assertThat(told.message()).isNotNull();
        assertThat(report.findings().stream()
                        .map(finding -> finding.kind() + " " + finding.path())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(findings);
        assertThat(report.coverage().get(0).roundTrips()).isZero();
    }
}
