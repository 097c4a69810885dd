package io.github.kalshiperps.codegen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.golden.composition.model.ArchivedObligation;
import io.github.kalshiperps.golden.composition.model.CompositionModels;
import io.github.kalshiperps.golden.composition.model.Direction;
import io.github.kalshiperps.golden.composition.model.ObligationStatus;
import io.github.kalshiperps.golden.composition.model.Report;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An allOf is one object with the members of its parts. */
class CompositionTest {
    private final Wire wire = new Wire(CompositionModels.factory());

    @Test
    void theMembersOfAllPartsAreMembers() {
        ArchivedObligation archived = wire.readAndWriteBack(
                ArchivedObligation.class,
                "{\"id\":\"o1\",\"status\":\"open\",\"receipts\":[\"r\"],\"direction\":\"pay\","
                        + "\"archived_time\":\"2026-06-12T04:02:39Z\"}");

        assertThat(archived.id()).isEqualTo("o1");
        assertThat(archived.status()).isSameAs(ObligationStatus.OPEN);
        assertThat(archived.receipts()).containsExactly("r");
        assertThat(archived.direction()).isSameAs(Direction.PAY);
        assertThat(archived.archivedTime()).isEqualTo(Instant.parse("2026-06-12T04:02:39Z"));
        assertThat(wire.heard()).isEmpty();
    }

    @Test
    void whatAnyPartRequiresIsRequired() {
        ArchivedObligation archived = wire.read(ArchivedObligation.class, "{}");

        assertThatThrownBy(archived::id).hasMessageEndingWith(" at $.id");
        assertThat(wire.heard())
                .containsExactly(
                        "MISSING_MEMBER at $.id", "MISSING_MEMBER at $.receipts", "MISSING_MEMBER at $.archived_time");
    }

    @Test
    void aCompositionMayStandInAProperty() {
        Report report = wire.readAndWriteBack(Report.class, "{\"latest\":{\"id\":\"o1\",\"note\":\"n\"}}");

        assertThat(report.latest().id()).isEqualTo("o1");
        assertThat(report.latest().note()).isEqualTo("n");
    }
}
