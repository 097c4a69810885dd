package io.github.kalshiperps.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiExceptionTest {
    private static final String PATH = "/trade-api/v2/margin/orders/abc";

    private static ApiException exception(String method, int status, String body) {
        return exception(method, status, body, null);
    }

    private static ApiException exception(String method, int status, String body, @Nullable String hint) {
        return ApiException.of(new ErrorResponse(method, PATH, status, body, null, hint));
    }

    @Test
    void statusDecidesTheClass() {
        Map<Integer, Class<?>> classes = Map.ofEntries(
                Map.entry(400, InvalidRequestException.class),
                Map.entry(401, AuthenticationException.class),
                Map.entry(403, PermissionException.class),
                Map.entry(404, NotFoundException.class),
                Map.entry(409, ConflictException.class),
                Map.entry(418, InvalidRequestException.class),
                Map.entry(422, InvalidRequestException.class),
                Map.entry(429, RateLimitException.class),
                Map.entry(499, InvalidRequestException.class),
                Map.entry(500, ServerException.class),
                Map.entry(503, ServerException.class),
                Map.entry(599, ServerException.class),
                Map.entry(101, UnexpectedResponseException.class),
                Map.entry(304, UnexpectedResponseException.class),
                Map.entry(308, UnexpectedResponseException.class),
                Map.entry(600, UnexpectedResponseException.class));
        classes.forEach((status, type) ->
                assertThat(exception("GET", status, "")).as("%s", status).isExactlyInstanceOf(type));
    }

    @Test
    void accessorsTellWhatTheServerSaid() {
        String body = "{\"error\":{\"code\":\"invalid_order\",\"message\":\"m\",\"details\":\"d\",\"service\":\"s\"}}";
        ApiException e = ApiException.of(new ErrorResponse("POST", PATH, 400, body, Duration.ofSeconds(3), null));
        assertThat(e.method()).isEqualTo("POST");
        assertThat(e.path()).isEqualTo(PATH);
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.code()).isEqualTo("invalid_order");
        assertThat(e.codeFamily()).isEqualTo("invalid_order");
        assertThat(e.serverMessage()).isEqualTo("m");
        assertThat(e.details()).isEqualTo("d");
        assertThat(e.service()).isEqualTo("s");
        assertThat(e.rawBody()).isEqualTo(body);
        assertThat(e.retryAfter()).contains(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @CsvSource({
        "user_not_found:_5b0c2a7e-0000-4000-8000-00000000000a, user_not_found",
        "NOTIONAL_RISK_LIMIT_EXCEEDED, NOTIONAL_RISK_LIMIT_EXCEEDED",
        "a:b:c, a",
    })
    void codeFamilyIsTheCodeUpToItsColon(String code, String family) {
        assertThat(exception("POST", 400, "{\"error\":{\"code\":\"" + code + "\"}}")
                        .codeFamily())
                .isEqualTo(family);
    }

    @Test
    void codeFamilyOfNoCodeIsNull() {
        assertThat(exception("GET", 429, "{\"error\":\"too many requests\"}").codeFamily())
                .isNull();
    }

    @Test
    void messageIsOneLine() {
        assertThat(exception(
                        "GET",
                        404,
                        "{\"error\":{\"code\":\"not_found\",\"message\":\"not found\",\"details\":\"x y\"}}"))
                .hasMessage("GET " + PATH + " -> 404 not_found: not found (x y)");
    }

    @Test
    void messageDoesNotSayTheSameTwice() {
        assertThat(exception(
                        "GET",
                        401,
                        "{\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\"}}"))
                .hasMessage("GET " + PATH + " -> 401 authentication_error");
    }

    @Test
    void messageOfATextIsTheText() {
        assertThat(exception("GET", 502, "<html><h1>Bad Gateway</h1></html>"))
                .hasMessage("GET " + PATH + " -> 502: Bad Gateway");
    }

    @Test
    void messageOfAnUnknownShapeShowsItsBeginning() {
        assertThat(exception("GET", 400, "{\"reason\":\"" + "x".repeat(300) + "\"}")
                        .getMessage())
                .startsWith("GET " + PATH + " -> 400: {\"reason\":\"xxx")
                .endsWith("xxx…")
                .hasSizeLessThan(260);
    }

    @Test
    void messageOfNoBodySaysSo() {
        assertThat(exception("DELETE", 504, "")).hasMessage("DELETE " + PATH + " -> 504, without a body");
    }

    @Test
    void messageEndsWithTheHint() {
        assertThat(exception("GET", 401, "{\"error\":{\"code\":\"c\"}}", "Look at the clock"))
                .hasMessage("GET " + PATH + " -> 401 c. Look at the clock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\r", "\\u001b[31m", "\\u0000", "\\u0085", "\\u2028", "\\u202e", "\\u200b"})
    void messageHasNoControlCharacters(String escape) {
        ApiException e = exception(
                "GET",
                400,
                "{\"error\":{\"code\":\"c" + escape + "c\",\"message\":\"m" + escape + "m\",\"details\":\"d" + escape
                        + "d\"}}");
        assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(e.serverMessage()).as("as sent").hasSizeGreaterThan(2);
    }

    @Test
    void whatTheServerDidNotDoMayBeSentAgain() {
        assertThat(exception("POST", 429, "").isRetryable()).isTrue();
        assertThat(exception("GET", 500, "").isRetryable()).isTrue();
        assertThat(exception("POST", 409, "{\"error\":{\"code\":\"anchor_order_unavailable\"}}")
                        .isRetryable())
                .isTrue();
    }

    @Test
    void whatTheServerMayHaveDoneIsNotSentAgain() {
        assertThat(exception("POST", 503, "").isRetryable()).isFalse();
        assertThat(exception("DELETE", 500, "").isRetryable()).isFalse();
        assertThat(exception("POST", 409, "{\"error\":{\"code\":\"order_already_exists\"}}")
                        .isRetryable())
                .isFalse();
        assertThat(exception("POST", 400, "").isRetryable()).isFalse();
        assertThat(exception("GET", 401, "").isRetryable()).isFalse();
        assertThat(exception("GET", 404, "").isRetryable()).isFalse();
    }

    @Test
    void outcomeOfAWriteThatTheServerFailedOnIsUnknown() {
        assertThat(((ServerException) exception("POST", 504, "")).outcomeUnknown())
                .isTrue();
        assertThat(((ServerException) exception("GET", 504, "")).outcomeUnknown())
                .isFalse();
    }

    @Test
    void transportFailureOfAWriteSaysWhatToCheck() {
        assertThat(new TransportException("POST", PATH, true, new IOException("timeout")))
                .hasMessageStartingWith("POST " + PATH + " failed: timeout. It may have taken effect")
                .hasMessageContaining("client_order_id");
        assertThat(new TransportException("GET", PATH, false, new IOException("timeout")))
                .hasMessage("GET " + PATH + " failed: timeout");
        assertThat(new TransportException("GET", PATH, false, new IOException()))
                .hasMessage("GET " + PATH + " failed: IOException");
    }

    @Test
    void exceptionsSurviveSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception("GET", 404, "{\"error\":{\"code\":\"not_found\"}}"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject())
                    .isInstanceOfSatisfying(
                            NotFoundException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
        }
    }
}
