package io.github.kalshiperps.simulator.http;

import io.github.kalshiperps.core.http.ApiOperation;
import io.github.kalshiperps.core.http.NoContent;
import io.github.kalshiperps.core.json.JsonMapper;
import io.github.kalshiperps.simulator.engine.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the operations of one contract: finds the operation, checks who calls and with what, calls the operation's handler,
 * writes its answer; misbehaves when asked to. Safe for use by several threads.
 */
public final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Far more than any request of the contract needs. */
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final String basePath;
    private final Router router;
    private final Map<String, Operation> operations = new HashMap<>();
    private final JsonMapper mapper;
    private final Authenticator authenticator;
    private final RateLimits rateLimits;
    private final Faults faults;
    private final Clock clock;
    private final TrafficListener listener;

    /**
     * Serves a contract. Its operations are the client's, which can be of a later release than the simulator: an operation
     * without a handler is answered with status 501, and a handler without an operation is not called.
     *
     * @param basePath where its paths begin, such as {@code /trade-api/v2}
     * @param table its operations
     * @param handlers what carries them out, by operation id
     * @param mapper reads and writes its models
     * @param authenticator finds out who calls
     * @param rateLimits the callers' budgets
     * @param faults the faults that are asked for
     * @param clock what answers are dated by
     * @param listener hears of everything
     */
    public ApiHandler(
            String basePath,
            List<ApiOperation> table,
            Map<String, OperationHandler> handlers,
            JsonMapper mapper,
            Authenticator authenticator,
            RateLimits rateLimits,
            Faults faults,
            Clock clock,
            TrafficListener listener) {
        this.basePath = basePath;
        this.router = new Router(table);
        this.mapper = mapper;
        this.authenticator = authenticator;
        this.rateLimits = rateLimits;
        this.faults = faults;
        this.clock = clock;
        this.listener = listener;
        Set<String> unknown = new TreeSet<>(handlers.keySet());
        for (ApiOperation operation : table) {
            OperationHandler handler = handlers.get(operation.id());
            unknown.remove(operation.id());
            if (handler != null) {
                operations.put(operation.id(), Operation.of(operation, handler, mapper));
            }
        }
        if (!unknown.isEmpty()) {
            LOG.warn("The client has no such operations, its release is another one than the simulator's: {}", unknown);
        }
    }

    /** Finds out who sent a request. */
    @FunctionalInterface
    public interface Authenticator {
        /**
         * Finds out.
         *
         * @param method the HTTP method
         * @param path the path as it was sent, without query
         * @param headers the headers
         * @return the caller
         * @throws HttpRefusal if nobody can be made responsible
         */
        Caller authenticate(String method, String path, ApiKeys.Headers headers);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        // Mounted by the canonical path; one that is written otherwise has no operation.
        String below = path.startsWith(basePath) ? path.substring(basePath.length()) : "";
        Router.Route route = router.route(request.getMethod(), below);
        ApiOperation operation = route instanceof Router.Found found ? found.operation() : null;
        Faults.Plan plan = faults.next(new Faults.Target(operation == null ? null : operation.id(), below));
        Runnable work = () -> {
            try {
                serve(request, response, callback, route, plan);
            } catch (IOException | RuntimeException e) {
                callback.failed(e);
            }
        };
        if (plan.delay().equals(Duration.ZERO)) {
            work.run();
        } else {
            getServer()
                    .getScheduler()
                    .schedule(
                            () -> getServer().getThreadPool().execute(work),
                            plan.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private void serve(Request request, Response response, Callback callback, Router.Route route, Faults.Plan plan)
            throws IOException {
        String body = body(request);
        Answer answer;
        if (body == null) {
            // What is left of it is not read: the connection cannot be used again.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            write(request, response, callback, Answer.text(413, "413 request body too large"), false);
            return;
        } else if (plan.end() instanceof Fault.DropBefore) {
            drop(request, callback);
            return;
        } else if (plan.end() instanceof Fault.Instead instead) {
            answer = instead.answer();
        } else {
            answer = answered(request, route, body);
        }
        answer = plan.edited(answer);
        listener.onTraffic(new TrafficListener.Traffic(
                route instanceof Router.Found found ? found.operation() : null,
                request.getMethod(),
                request.getHttpURI().getPath(),
                request.getHttpURI().getQuery(),
                body,
                answer,
                plan.spoilsAnswer()));
        if (plan.end() instanceof Fault.DropAfter) {
            drop(request, callback);
        } else {
            write(request, response, callback, answer, plan.end() instanceof Fault.Cut);
        }
    }

    private Answer answered(Request request, Router.Route route, String body) {
        if (route instanceof Router.TrailingSlash slash) {
            String query = request.getHttpURI().getQuery();
            return Answer.movedTo(basePath + slash.path() + (query == null ? "" : "?" + query));
        } else if (route instanceof Router.OtherMethods) {
            return Answer.text(405, "405 method not allowed");
        } else if (route instanceof Router.Found found) {
            return answered(request, found, body);
        }
        return Answer.text(404, "404 page not found");
    }

    private Answer answered(Request request, Router.Found found, String body) {
        ApiOperation facts = found.operation();
        Operation operation = operations.get(facts.id());
        if (operation == null) {
            return Answer.text(501, "501 not simulated: " + facts.id());
        }
        try {
            Caller caller = facts.requiresAuth() ? authenticated(request, facts) : null;
            checkContentType(request);
            Query query = operation.query.read(query(request));
            if (caller != null) {
                rateLimits.take(caller, facts, query);
            }
            Object model = operation.body == null ? null : operation.body.read(body);
            Object result = operation.handler.handle(new Call(facts, caller, found.arguments(), query, model));
            return result == NoContent.INSTANCE
                    ? Answer.empty(facts.successStatus())
                    : Answer.json(facts.successStatus(), written(facts.response(), result));
        } catch (HttpRefusal e) {
            return e.answer();
        } catch (Refusal e) {
            return Answer.wrapped(e.status(), e.code(), e.message(), e.details());
        } catch (RuntimeException e) {
            LOG.error("{} failed: a mistake of the simulator", facts.id(), e);
            return Answer.wrapped(500, "internal_server_error", "internal server error", null);
        }
    }

    private Caller authenticated(Request request, ApiOperation operation) {
        Caller caller = authenticator.authenticate(
                request.getMethod(),
                request.getHttpURI().getPath(),
                name -> request.getHeaders().get(name));
        Scope scope = Scope.of(operation);
        if (!caller.may(scope)) {
            throw new HttpRefusal(
                    Answer.wrapped(403, "forbidden", "forbidden", "the API key lacks the scope " + scope));
        }
        return caller;
    }

    private static void checkContentType(Request request) {
        if (!METHODS_WITH_BODY.contains(request.getMethod())) {
            return;
        }
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(Answer.JSON)) {
            throw new HttpRefusal(Answer.flat(400, "invalid_content_type", "invalid_content_type"));
        }
    }

    private static Fields query(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) {
            throw new HttpRefusal(Answer.bare(400, "The query is not percent-encoded UTF-8"));
        }
    }

    /** Null when it is too long. */
    private static @Nullable String body(Request request) throws IOException {
        // Not closed: closing it would fail the request.
        InputStream in = Content.Source.asInputStream(request);
        byte[] bytes = in.readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            return null;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private <T> String written(Class<T> model, Object value) {
        return mapper.write(model, model.cast(value));
    }

    private void write(Request request, Response response, Callback callback, Answer answer, boolean cut) {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        // By the simulated clock: clients learn from it how far theirs is off.
        response.getHeaders().put(HttpHeader.DATE, DateGenerator.formatDate(clock.millis()));
        if (answer.contentType() != null) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        }
        if (answer.location() != null) {
            response.getHeaders().put(HttpHeader.LOCATION, answer.location());
        }
        if (answer.status() != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        }
        if (cut && bytes.length > 0) {
            ByteBuffer half = ByteBuffer.wrap(bytes, 0, bytes.length / 2);
            response.write(false, half, Callback.from(() -> drop(request, callback), callback::failed));
        } else {
            response.write(true, ByteBuffer.wrap(bytes), callback);
        }
    }

    private static void drop(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("The connection was dropped on request"));
    }

    private record Operation(
            OperationHandler handler,
            QueryReader query,
            @Nullable BodyReader body) {
        static Operation of(ApiOperation facts, OperationHandler handler, JsonMapper mapper) {
            Class<?> model = facts.request();
            return new Operation(handler, QueryReader.of(facts), model == null ? null : new BodyReader(model, mapper));
        }
    }
}
