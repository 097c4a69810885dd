package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether japicmp agrees that an edit of the pins is additive, by the jars of the previous pins and of these. {@code perps spec
 * bump} leaves the previous ones in {@value #BEFORE} of the copy that it builds; what is found there goes to {@value #ANSWER}.
 * Elsewhere there is no previous pin at hand, and an edit that is made up takes its place.
 */
class PreviousPinTest {
    private static final String BEFORE = "target/bump/before";
    private static final String ANSWER = "target/bump/japicmp.txt";
    private static final Api MADE_UP = Api.KLEAR;

    private static final StringBuilder TOLD = new StringBuilder();

    @TempDir
    static Path folder;

    /**
     * The specs of an API before and after an edit.
     *
     * @param before the folder of all specs, as they were
     * @param now the folder of all specs, as they are
     */
    record Pins(Api api, Path before, Path now) {
        boolean isMadeUp() {
            return !now.equals(specs());
        }

        Path jarBefore() {
            return isMadeUp() ? built() : generated(before);
        }

        Path jarNow() {
            return isMadeUp() ? generated(now) : built();
        }

        private Path built() {
            return ClientModule.of(api).jar(place());
        }

        private Path generated(Path specs) {
            return GeneratedJar.of(api, ClientModule.of(api).specs(specs).resolve("api.yaml"), place());
        }

        @Override
        public String toString() {
            return api.id() + (isMadeUp() ? " and an edit" : " and what it was");
        }
    }

    static List<Pins> pins() {
        Path before = Jars.projectRoot().resolve(BEFORE);
        return Files.exists(before)
                ? Arrays.stream(Api.values())
                        .map(api -> new Pins(api, before, specs()))
                        .toList()
                : List.of(madeUp());
    }

    @ParameterizedTest
    @MethodSource("pins")
    void japicmpFindsNothingAgainstAnEditThatIsSaidToBreakNoCaller(Pins pins) throws IOException {
        PinComparison comparison = new PinComparison(
                PinComparison.diff(pins.api(), pins.before(), pins.now()),
                Jars.incompatibilities(pins.api(), pins.jarBefore(), pins.jarNow()));

        if (pins.isMadeUp()) {
            assertThat(comparison.diff().changes()).isNotEmpty();
        } else {
            tell(comparison.text());
        }
        assertThat(comparison.isContradiction()).as(comparison.text()).isFalse();
    }

    /** The jars in the wrong order: the later one lacks what the verdict is not about. */
    @Test
    void aVerdictThatTheJarsContradictIsNoticed() {
        Pins pins = madeUp();

        PinComparison comparison = new PinComparison(
                PinComparison.diff(pins.api(), pins.before(), pins.now()),
                Jars.incompatibilities(pins.api(), pins.jarNow(), pins.jarBefore()));

        assertThat(comparison.isContradiction()).isTrue();
        assertThat(comparison.text())
                .startsWith("klear: perps spec diff has ")
                .contains(" 0 that break callers; ")
                .contains("  japicmp: io.github.kalshiperps.klear.model.MarginReport#bytes: METHOD_REMOVED");
    }

    /** A made-up bump: all edits of an API that break no caller. */
    private static Pins madeUp() {
        Path specs = place();
        List<ContractEdit> edits = ContractEdits.all()
                .filter(edit -> edit.api() == MADE_UP && !edit.breaksCallers())
                .toList();
        Jars.recipe(MADE_UP, ClientModule.of(MADE_UP).specs(specs), edits);
        return new Pins(MADE_UP, specs(), specs);
    }

    /** One file for all APIs. */
    private static void tell(String text) throws IOException {
        Files.writeString(Jars.projectRoot().resolve(ANSWER), TOLD.append(text));
    }

    private static Path specs() {
        return Jars.projectRoot().resolve("specs");
    }

    private static Path place() {
        try {
            return Files.createTempDirectory(folder, "pins");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
