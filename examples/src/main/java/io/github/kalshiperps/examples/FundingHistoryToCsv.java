package io.github.kalshiperps.examples;

import io.github.kalshiperps.core.FixedPointDollars;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.rest.model.FundingHistoryParams;
import io.github.kalshiperps.rest.model.MarginFundingHistoryEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Writes the funding of some days into a CSV file, every number with the digits it came with. Look at {@link PerpsClient#funding()}. */
final class FundingHistoryToCsv {
    private FundingHistoryToCsv() {}

    /**
     * Writes the file.
     *
     * @param first the first day, UTC
     * @param last the last day, UTC
     * @return what was received in all; negative if paid
     */
    static FixedPointDollars write(PerpsClient client, LocalDate first, LocalDate last, Path file) throws IOException {
        List<MarginFundingHistoryEntry> entries = client.funding()
                .history(FundingHistoryParams.builder()
                        .startDate(first)
                        .endDate(last)
                        .build())
                .execute()
                .fundingHistory();
        FixedPointDollars total = FixedPointDollars.ZERO;
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("time,market,quantity,mark_price,funding_rate,funding_amount\n");
            for (MarginFundingHistoryEntry entry : entries) {
                csv.write(String.join(
                        ",",
                        entry.fundingTime().toString(),
                        entry.marketTicker(),
                        entry.quantity().toString(),
                        entry.markPrice().toString(),
                        entry.fundingRate().toPlainString(),
                        entry.fundingAmount().toString()));
                csv.write('\n');
                total = total.plus(entry.fundingAmount());
            }
        }
        return total;
    }

    public static void main(String[] args) throws IOException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Path file = Path.of("funding.csv");
        try (PerpsClient client = PerpsClient.fromEnv()) {
            FixedPointDollars total = write(client, today.minusDays(30), today, file);
            System.out.println(total + " dollars in 30 days, written to " + file.toAbsolutePath());
        }
    }
}
