package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of errors are compared with the one shape that the contract documents. */
class ErrorShapesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "error__flat, none, none",
                "error__wrapped, UNDOCUMENTED_MEMBER, $.error",
                "error__wrapped_with_details, UNDOCUMENTED_MEMBER, $.error",
                "error__dynamic_code, UNDOCUMENTED_MEMBER, $.error",
                "error__bare_message, UNDOCUMENTED_MEMBER, $.msg",
                "error__string, UNDOCUMENTED_MEMBER, $.error",
                "error__undocumented_status, UNDOCUMENTED_STATUS, $",
            })
    void eachShape(String name, @Nullable Kind kind, String path) throws IOException {
        Report report = Authored.compare(Authored.message(name).in(directory));

        assertThat(report.findings().stream().map(finding -> finding.kind() + " " + finding.path()))
                .isEqualTo(kind == null ? List.of() : List.of(kind + " " + path));
        assertThat(report.roundTrips()).isZero();
    }
}
