package io.github.kalshiperps.core.error;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchange answered with something else than success. One subclass per kind of remedy; {@link #code()} tells the
 * cases of one kind apart.
 */
public abstract class ApiException extends KalshiException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String method;
    private final String path;
    private final int status;
    private final @Nullable String code;
    private final @Nullable String serverMessage;
    private final @Nullable String details;
    private final @Nullable String service;
    private final String rawBody;
    private final @Nullable Duration retryAfter;

    ApiException(ErrorResponse response, ErrorBody body) {
        super(describe(response, body), null);
        this.method = response.method();
        this.path = response.path();
        this.status = response.status();
        this.code = body.code();
        this.serverMessage = body.message();
        this.details = body.details();
        this.service = body.service();
        this.rawBody = response.body();
        this.retryAfter = response.retryAfter();
    }

    /**
     * The exception for an answer, of the class that its status asks for.
     *
     * @param response the answer
     * @return the exception, to be thrown by the caller
     */
    public static ApiException of(ErrorResponse response) {
        ErrorBody body = ErrorBody.parse(response.body());
        int status = response.status();
        return switch (status) {
            case 401 -> new AuthenticationException(response, body);
            case 403 -> new PermissionException(response, body);
            case 404 -> new NotFoundException(response, body);
            case 409 -> new ConflictException(response, body);
            case 429 -> new RateLimitException(response, body);
            default -> {
                if (status >= 400 && status < 500) {
                    yield new InvalidRequestException(response, body);
                }
                if (status >= 500 && status < 600) {
                    yield new ServerException(response, body);
                }
                yield new UnexpectedResponseException(response, body);
            }
        };
    }

    private static String describe(ErrorResponse response, ErrorBody body) {
        StringBuilder line = new StringBuilder()
                .append(response.method())
                .append(' ')
                .append(response.path())
                .append(" -> ")
                .append(response.status());
        String code = body.code();
        String message = body.message();
        String details = body.details();
        if (code != null) {
            line.append(' ').append(ErrorBody.excerpt(code));
        }
        if (message != null && !message.equals(code)) {
            line.append(": ").append(ErrorBody.excerpt(message));
        }
        if (details != null) {
            line.append(" (").append(ErrorBody.excerpt(details)).append(')');
        }
        if (code == null && message == null && details == null) {
            String excerpt = ErrorBody.excerpt(response.body());
            line.append(excerpt.isEmpty() ? ", without a body" : ": " + excerpt);
        }
        if (response.hint() != null) {
            line.append(". ").append(response.hint());
        }
        return line.toString();
    }

    /**
     * The request's HTTP method.
     *
     * @return such as {@code GET}
     */
    public final String method() {
        return method;
    }

    /**
     * The request's path, without query.
     *
     * @return such as {@code /trade-api/v2/margin/orders}
     */
    public final String path() {
        return path;
    }

    /**
     * The HTTP status.
     *
     * @return such as 404
     */
    public final int status() {
        return status;
    }

    /**
     * The exchange's error code as sent. Compare {@link #codeFamily()} instead where the code may carry a dynamic part.
     *
     * @return such as {@code not_found} or {@code user_not_found:_<uuid>}, or null if the body has none
     */
    public final @Nullable String code() {
        return code;
    }

    /**
     * The error code up to its first colon: the part that does not change from case to case.
     *
     * @return such as {@code user_not_found}, or null if the body has no code
     */
    public final @Nullable String codeFamily() {
        if (code == null) {
            return null;
        }
        int colon = code.indexOf(':');
        return colon < 0 ? code : code.substring(0, colon);
    }

    /**
     * The exchange's own words.
     *
     * @return such as {@code order already exists}, or null if the body has none
     */
    public final @Nullable String serverMessage() {
        return serverMessage;
    }

    /**
     * The exchange's further words, such as the rule that an order breaks.
     *
     * @return the details, or null if the body has none
     */
    public final @Nullable String details() {
        return details;
    }

    /**
     * The part of the exchange that refused. Newer servers do not say.
     *
     * @return such as {@code query-exchange}, or null if the body does not say
     */
    public final @Nullable String service() {
        return service;
    }

    /**
     * The whole body as text, whatever its shape.
     *
     * @return the body, empty if there was none
     */
    public final String rawBody() {
        return rawBody;
    }

    /**
     * Whether the same request, sent again later, may succeed without doing harm: the exchange refused it for a passing
     * reason and has not acted on it.
     *
     * @return true if sending it again is safe and makes sense
     */
    public boolean isRetryable() {
        return false;
    }

    /**
     * How long the server asks to wait before the next request.
     *
     * @return the wait, or empty if the server does not say
     */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
