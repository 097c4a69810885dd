package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Recording.Answered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** Safe for use by several threads: records the answers that come by, and changes nothing about them. */
final class RecordingInterceptor implements Interceptor {
    private final Recording recording;
    private final long longestBody;

    /** @param longestBody the most bytes of a body that is recorded */
    RecordingInterceptor(Recording recording, long longestBody) {
        this.recording = recording;
        this.longestBody = longestBody;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Credentials credentials = Credentials.of(request.headers().toMultimap());
        recording.learn(credentials.lasting());
        Response response = chain.proceed(request);
        // The rest stays to be read by the program.
        byte[] body = response.peekBody(longestBody + 1).bytes();
        if (body.length > longestBody) {
            recording.leaveOut("a body of more than " + longestBody + " bytes");
            return response;
        }
        byte[] unpacked = unpacked(body, response.header("Content-Encoding"));
        if (unpacked == null) {
            recording.leaveOut("a body of an unknown Content-Encoding, or of more than " + longestBody + " bytes");
            return response;
        }
        HttpUrl url = request.url();
        recording.answer(new Answered(
                recording.here(host(url)),
                request.method(),
                url.encodedQuery() == null ? url.encodedPath() : url.encodedPath() + "?" + url.encodedQuery(),
                requestBody(request),
                response.code(),
                headers(response),
                unpacked,
                credentials.and(response.headers().toMultimap())));
        return response;
    }

    static String host(HttpUrl url) {
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        String name = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
        return url.scheme() + "://" + name + (usual ? "" : ":" + url.port());
    }

    private byte @Nullable [] unpacked(byte[] body, @Nullable String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity") || body.length == 0) {
            return body;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            return null;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            byte[] unpacked = in.readNBytes((int) Math.min(longestBody + 1, Integer.MAX_VALUE));
            return unpacked.length > longestBody ? null : unpacked;
        } catch (IOException e) {
            return null; // the program fails to read it as well, and says so
        }
    }

    private @Nullable String requestBody(Request request) throws IOException {
        RequestBody body = request.body();
        if (body == null || body.contentLength() == 0) {
            return null;
        }
        if (body.isOneShot() || body.isDuplex() || body.contentLength() > longestBody) {
            recording.leaveOut("the body of a request that cannot be read twice or is too long");
            return null;
        }
        Buffer text = new Buffer();
        body.writeTo(text);
        return text.readUtf8();
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().names().forEach(name -> headers.put(name, String.join(", ", response.headers(name))));
        return headers;
    }
}
