package io.github.kalshiperps.klear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kalshiperps.klear.model.MarginReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDownloadsTest {
    private static final String SIGNATURE = "X-Amz-Signature=5ec7e7";

    private final MockWebServer store = new MockWebServer();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        store.start();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void theFileIsWrittenWholeAndTheTokenIsNotSent() throws Exception {
        byte[] content =
                "market,quantity\nKXDEMOPERP1,12\n".repeat(20_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        store.enqueue(file(content).build());
        List<Long> progress = new ArrayList<>();

        try (KlearClient client = client()) {
            long bytes = client.reportDownloads().download(report(), target(), (arrived, total) -> {
                assertThat(total).isEqualTo(content.length);
                progress.add(arrived);
            });
            assertThat(bytes).isEqualTo(content.length);
        }

        assertThat(Files.readAllBytes(target())).isEqualTo(content);
        assertThat(progress).isSorted().hasSizeGreaterThan(1).endsWith((long) content.length);
        RecordedRequest request = store.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(request.getTarget()).contains(SIGNATURE);
        assertThat(files()).containsExactly("report.csv");
    }

    @Test
    void aDownloadThatBreaksOffLeavesNoPartialFileAndCanBeTriedAgain() throws IOException {
        Files.writeString(target(), "the old report");
        store.enqueue(file(new byte[400_000])
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        store.enqueue(file("the new report".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .build());

        try (KlearClient client = client()) {
            ReportDownloadException failure = catchThrowableOfType(
                    ReportDownloadException.class,
                    () -> client.reportDownloads().download(report(), target()));
            assertThat(failure).hasMessageContaining("did not arrive completely");
            assertThat(failure.status()).isZero();
            assertThat(Files.readString(target())).isEqualTo("the old report");
            assertThat(files()).containsExactly("report.csv");

            client.reportDownloads().download(report(), target());
        }

        assertThat(Files.readString(target())).isEqualTo("the new report");
    }

    @Test
    void anExpiredLinkSaysSoAndItsQueryIsInNoMessage() {
        store.enqueue(new MockResponse.Builder()
                .code(403)
                .body("<Error>" + SIGNATURE + "</Error>")
                .build());

        try (KlearClient client = client()) {
            ReportDownloadException failure = catchThrowableOfType(
                    ReportDownloadException.class,
                    () -> client.reportDownloads().download(report(), target()));
            assertThat(failure.status()).isEqualTo(403);
            assertThat(failure).hasMessageContaining("list the reports again");
            for (Throwable t = failure; t != null; t = t.getCause()) {
                assertThat(t.toString()).doesNotContain(SIGNATURE);
            }
            assertThat(report().toString()).doesNotContain(SIGNATURE);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aRedirectOfTheStoreIsNotFollowed() throws IOException {
        try (MockWebServer other = new MockWebServer();
                KlearClient client = client()) {
            other.start();
            store.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", other.url("/"))
                    .build());

            assertThatThrownBy(() -> client.reportDownloads().download(report(), target()))
                    .isInstanceOf(ReportDownloadException.class)
                    .hasMessageContaining("302");

            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void anExceptionOfTheProgressListenerLeavesNoFile() {
        store.enqueue(file(new byte[10]).build());

        try (KlearClient client = client()) {
            assertThatThrownBy(() -> client.reportDownloads().download(report(), target(), (bytes, total) -> {
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aReportWithoutAUsableUrlIsRefused() {
        try (KlearClient client = client()) {
            assertThatThrownBy(() -> client.reportDownloads()
                            .download(
                                    MarginReport.builder()
                                            .url("file:///etc/passwd")
                                            .build(),
                                    target()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("passwd");
        }
    }

    private static MockResponse.Builder file(byte[] content) {
        return new MockResponse.Builder().body(new Buffer().write(content));
    }

    private MarginReport report() {
        return MarginReport.builder()
                .url(store.url("/bucket/report.csv?" + SIGNATURE).toString())
                .build();
    }

    private Path target() {
        return folder.resolve("report.csv");
    }

    private List<String> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KlearClient client() {
        return KlearClient.builder().adminUserId("admin-7").accessToken("token").build();
    }
}
