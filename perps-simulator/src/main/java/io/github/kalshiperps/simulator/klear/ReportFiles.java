package io.github.kalshiperps.simulator.klear;

import io.github.kalshiperps.simulator.engine.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of reports to whoever has their links, as a store of files would: no credentials, no JSON. Safe for use by
 * several threads.
 */
final class ReportFiles extends Handler.Abstract {
    private static final String TEXT = "text/plain";

    private final KlearLedger ledger;

    ReportFiles(KlearLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        byte[] body;
        try {
            if (!HttpMethod.GET.is(request.getMethod())) {
                throw new Refusal(405, "method_not_allowed", "405 method not allowed", null);
            }
            Report report = report(request);
            body = report.content().get();
            response.setStatus(200);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, report.isPdf() ? "application/pdf" : "text/csv");
            response.getHeaders().put("Content-Disposition", "attachment; filename=\"" + report.fileName() + "\"");
        } catch (Refusal e) {
            body = e.message().getBytes(StandardCharsets.UTF_8);
            response.setStatus(e.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, TEXT);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private Report report(Request request) {
        String path = request.getHttpURI().getPath();
        String[] segments = path.split("/", -1);
        String id = segments.length < 3 ? "" : segments[2]; // behind the empty one and that of the mount
        Fields query = query(request);
        String expires = value(query, "expires");
        String signature = value(query, "signature");
        Report report = ledger.call(
                (house, now) -> house.reportLinks().opens(id, expires, signature, now) ? house.report(id) : null);
        if (report == null || !path.equals(ReportLinks.PATH + id + "/" + report.fileName())) {
            // One answer for all: who has no link learns nothing about what there is.
            throw new Refusal(403, "forbidden", "the link is not valid, or no longer", null);
        }
        return report;
    }

    private static Fields query(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw new Refusal(400, "invalid_query", "the query cannot be read", null);
        }
    }

    private static String value(Fields query, String name) {
        @Nullable String value = query.getValue(name);
        return value == null ? "" : value;
    }
}
