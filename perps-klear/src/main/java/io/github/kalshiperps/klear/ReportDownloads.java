package io.github.kalshiperps.klear;

import io.github.kalshiperps.klear.model.MarginReport;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Downloads the files of reports. Their URLs are presigned: whoever has one can read the report, so neither the URL's query
 * nor the Bearer token ever appears beside the other, in a message or in a log. Safe for use by several threads.
 */
public final class ReportDownloads {
    private static final long CHUNK = 64 << 10;

    private final OkHttpClient http;
    private final boolean ownsClient;

    private ReportDownloads(OkHttpClient base, boolean ownsClient) {
        this.ownsClient = ownsClient;
        OkHttpClient.Builder plain = base.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null);
        // Interceptors of the program may log whole URLs or add credentials; a presigned URL takes neither.
        plain.interceptors().clear();
        plain.networkInterceptors().clear();
        http = plain.build();
    }

    /** Downloads over the connections of a client of the program, or over its own. */
    static ReportDownloads of(@Nullable OkHttpClient programs) {
        return programs == null ? new ReportDownloads(new OkHttpClient(), true) : new ReportDownloads(programs, false);
    }

    /** Hears how far a download has got; called on the downloading thread. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more has arrived.
         *
         * @param bytes how many bytes have arrived so far
         * @param total how many there will be, or -1 when the server does not say
         */
        void onProgress(long bytes, long total);
    }

    /**
     * Downloads a report into a file. The file appears under its name only when it is complete; an existing one is replaced
     * then and not before.
     *
     * @param report the report, from the list of reports; its URL is good for a limited time
     * @param file where to
     * @return the number of bytes
     * @throws ReportDownloadException if the store answers with anything but the file, or the download breaks off or is
     *     not as long as announced; it can be tried again
     * @throws IOException if the file cannot be written
     */
    public long download(MarginReport report, Path file) throws IOException {
        return download(report, file, (bytes, total) -> {});
    }

    /**
     * Downloads a report into a file, telling how far it has got.
     *
     * @param report the report, from the list of reports; its URL is good for a limited time
     * @param file where to
     * @param progress hears how far the download has got
     * @return the number of bytes
     * @throws ReportDownloadException if the store answers with anything but the file, or the download breaks off or is
     *     not as long as announced; it can be tried again
     * @throws IOException if the file cannot be written
     */
    public long download(MarginReport report, Path file, Progress progress) throws IOException {
        HttpUrl url = HttpUrl.parse(report.url());
        if (url == null) {
            throw new IllegalArgumentException("The report's url is not an absolute http or https URL");
        }
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("Not a file: " + file);
        }
        Path part = Files.createTempFile(folder, target.getFileName() + ".", ".part");
        try {
            long bytes = fetch(url, part, progress);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private long fetch(HttpUrl url, Path part, Progress progress) throws IOException {
        String where = url.host() + url.encodedPath();
        Request request = new Request.Builder().url(url).build();
        try (Response response = open(request, where)) {
            if (response.code() != 200) {
                throw new ReportDownloadException(where, response.code());
            }
            ResponseBody body = response.body();
            long total = body.contentLength();
            long bytes = 0;
            try (FileChannel channel =
                            FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                    Sink sink = Okio.sink(Channels.newOutputStream(channel))) {
                BufferedSource source = body.source();
                Buffer chunk = new Buffer();
                for (long read = read(source, chunk, where); read != -1; read = read(source, chunk, where)) {
                    sink.write(chunk, read);
                    bytes += read;
                    progress.onProgress(bytes, total);
                }
                channel.force(true);
            }
            if (total >= 0 && bytes != total) {
                throw new ReportDownloadException(where, new IOException(bytes + " of " + total + " bytes arrived"));
            }
            return bytes;
        }
    }

    private Response open(Request request, String where) {
        try {
            return http.newCall(request).execute();
        } catch (IOException e) {
            throw new ReportDownloadException(where, e);
        }
    }

    private static long read(BufferedSource source, Buffer chunk, String where) {
        try {
            return source.read(chunk, CHUNK);
        } catch (IOException e) {
            throw new ReportDownloadException(where, e);
        }
    }

    void close() {
        if (ownsClient) {
            http.connectionPool().evictAll(); // downloads are not asynchronous, so there are no threads
        }
    }
}
