package io.github.kalshiperps.examples;

import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.klear.ReportDownloadException;
import io.github.kalshiperps.klear.ReportDownloads;
import io.github.kalshiperps.klear.model.MarginReport;
import io.github.kalshiperps.klear.model.ReportsListParams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** Downloads a clearing member's reports of some days into a folder, those that are not there yet. Look at {@link ReportDownloads}. */
final class KlearReports {
    private KlearReports() {}

    /** Returns the new files. A file is there completely or not at all, so a run that failed is simply repeated. */
    static List<Path> download(KlearClient klear, LocalDate first, LocalDate last, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        for (MarginReport report : list(klear, first, last)) {
            Path file = folder.resolve(name(report));
            if (Files.notExists(file)) {
                try {
                    klear.reportDownloads().download(report, file);
                    files.add(file);
                } catch (ReportDownloadException e) {
                    System.err.println(
                            e.getMessage()); // the others may be there; links expire, list again for this one
                }
            }
        }
        return files;
    }

    private static List<MarginReport> list(KlearClient klear, LocalDate first, LocalDate last) {
        return klear.reports()
                .list(ReportsListParams.builder().startDate(first).endDate(last).build())
                .execute()
                .reports();
    }

    /** A day has several reports of a type if it is also taken within the day. */
    private static String name(MarginReport report) {
        String moment =
                report.snapshotTs() == null ? "" : "-" + report.snapshotTs().getEpochSecond();
        return report.date() + "-" + report.reportType() + moment + extension(report);
    }

    private static String extension(MarginReport report) {
        HttpUrl url = HttpUrl.get(report.url());
        String last = url.pathSegments().get(url.pathSize() - 1);
        return last.contains(".") ? last.substring(last.lastIndexOf('.')) : "";
    }

    public static void main(String[] args) throws IOException {
        LocalDate today = LocalDate.now(ZoneId.of("America/New_York")); // settlement days are New York's
        try (KlearClient klear = KlearClient.fromEnv()) {
            download(klear, today.minusDays(7), today, Path.of("reports")).forEach(System.out::println);
        }
    }
}
