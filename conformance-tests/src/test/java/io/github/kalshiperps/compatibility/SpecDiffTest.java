package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.spectools.diff.Change;
import io.github.kalshiperps.spectools.diff.ContractDiff;
import io.github.kalshiperps.spectools.diff.Edition;
import io.github.kalshiperps.spectools.diff.Judgement;
import io.github.kalshiperps.spectools.diff.Side;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verdicts of {@code perps spec diff} on edits of the pinned contracts, one of each kind. */
class SpecDiffTest {
    @ParameterizedTest
    @MethodSource("edits")
    void judgesEachSide(ContractEdit edit) {
        ContractDiff diff = diff(edit);

        assertThat(verdicts(diff)).as("%s", diff.changes()).isEqualTo(edit.verdicts());
        assertThat(diff.changes()).allSatisfy(change -> {
            assertThat(change.judgements()).isNotEmpty();
            assertThat(change.reasons()).isNotEmpty().doesNotContain("");
        });
    }

    static Stream<ContractEdit> edits() {
        return ContractEdits.all();
    }

    static ContractDiff diff(ContractEdit edit) {
        Path recipe = ClientModule.of(edit.api()).recipe();
        ObjectNode pinned = Jars.contract(edit.api());
        ObjectNode edited = pinned.deepCopy();
        edit.edit().accept(edited);
        Optional<Path> overlay = Optional.of(recipe.resolveSibling("types.overlay.yaml"));
        return ContractDiff.between(
                Edition.of(edit.api(), "pinned", pinned, overlay), Edition.of(edit.api(), "edited", edited, overlay));
    }

    /** The worst verdict of each side, in the order of the sides. */
    static String verdicts(ContractDiff diff) {
        return Arrays.stream(Side.values())
                .map(side -> diff.changes().stream()
                        .map(Change::judgements)
                        .map(judgements -> judgements.get(side))
                        .filter(Objects::nonNull)
                        .map(Judgement::verdict)
                        .min(Enum::compareTo)
                        .map(verdict -> verdict.word().substring(0, 1))
                        .orElse("-"))
                .collect(Collectors.joining(" "));
    }
}
