package io.github.kalshiperps.simulator;

import io.github.kalshiperps.core.auth.AccessHeaders;
import io.github.kalshiperps.core.auth.RequestSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Requests that no client of ours would send. */
final class RawRequests {
    private final PerpsSimulator simulator;
    private final RequestSigner signer;
    private final HttpClient http = HttpClient.newHttpClient();

    RawRequests(PerpsSimulator simulator, RequestSigner signer) {
        this.simulator = simulator;
        this.signer = signer;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, null);
    }

    /** A signed request; a body comes with its content type. */
    HttpResponse<String> send(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        URI uri = URI.create(simulator.restUrl() + path);
        HttpRequest.Builder request = request(method, uri, json);
        String timestamp = Long.toString(simulator.clock().millis());
        byte[] text = (timestamp + method + uri.getRawPath()).getBytes(StandardCharsets.UTF_8);
        request.header(AccessHeaders.KEY, signer.keyId())
                .header(AccessHeaders.TIMESTAMP, timestamp)
                .header(AccessHeaders.SIGNATURE, Base64.getEncoder().encodeToString(signer.sign(text)));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> sendUnsigned(String method, String path) throws IOException, InterruptedException {
        return http.send(
                request(method, URI.create(simulator.restUrl() + path), null).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, URI uri, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method,
                        json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return request;
    }
}
