package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.klear.model.MarginReportType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A report. Immutable.
 *
 * @param id names it in links
 * @param type what it is about
 * @param date the report date
 * @param isEndOfDay whether it is about the whole day; otherwise it is a snapshot
 * @param createdAt when it was made
 * @param snapshotAt what moment a snapshot shows, null for the end of the day
 * @param content the file; written when somebody asks, from what was kept of that moment
 */
record Report(
        String id,
        MarginReportType type,
        LocalDate date,
        boolean isEndOfDay,
        Instant createdAt,
        @Nullable Instant snapshotAt,
        Supplier<byte[]> content) {

    boolean isPdf() {
        return type.equals(MarginReportType.DAILY_STATEMENT);
    }

    String fileName() {
        return type.value() + "_" + date + (isPdf() ? ".pdf" : ".csv");
    }
}
