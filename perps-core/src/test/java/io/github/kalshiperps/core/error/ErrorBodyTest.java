package io.github.kalshiperps.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.core.error.ErrorBody.Shape;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBodyTest {
    @Test
    void wrappedErrorHasItsMembers() {
        assertThat(ErrorBody.parse("""
                                {"error":{"code":"invalid_order","message":"invalid order","details":"off the tick","service":"exchange"}}
                                """))
                .isEqualTo(new ErrorBody(Shape.WRAPPED, "invalid_order", "invalid order", "off the tick", "exchange"));
    }

    @Test
    void wrappedErrorMayHaveLessMembers() {
        assertThat(ErrorBody.parse("{\"error\":{\"code\":\"not_found\"}}"))
                .isEqualTo(new ErrorBody(Shape.WRAPPED, "not_found", null, null, null));
        assertThat(ErrorBody.parse("{\"error\":{}}")).isEqualTo(new ErrorBody(Shape.WRAPPED, null, null, null, null));
    }

    @Test
    void flatErrorHasItsMembers() {
        assertThat(ErrorBody.parse(
                        "{\"code\":\"invalid_content_type\",\"message\":\"wrong type\",\"details\":\"text\"}"))
                .isEqualTo(new ErrorBody(Shape.FLAT, "invalid_content_type", "wrong type", "text", null));
    }

    @Test
    void bareErrorHasOnlyAMessage() {
        assertThat(ErrorBody.parse("{\"msg\":\"Query argument end_date is required, but not found\"}"))
                .isEqualTo(new ErrorBody(
                        Shape.BARE, null, "Query argument end_date is required, but not found", null, null));
    }

    @Test
    void stringErrorHasOnlyAMessage() {
        assertThat(ErrorBody.parse("{\"error\":\"too many requests\"}"))
                .isEqualTo(new ErrorBody(Shape.STRING, null, "too many requests", null, null));
    }

    @Test
    void stringErrorKeepsItsNeighbours() {
        assertThat(ErrorBody.parse("{\"error\":\"too many requests\",\"code\":\"rate_limited\"}"))
                .isEqualTo(new ErrorBody(Shape.STRING, "rate_limited", "too many requests", null, null));
    }

    @Test
    void plainTextIsTheMessage() {
        assertThat(ErrorBody.parse("upstream connect error\r\nreset reason: overflow\n"))
                .isEqualTo(
                        new ErrorBody(Shape.TEXT, null, "upstream connect error reset reason: overflow", null, null));
    }

    @Test
    void htmlLosesItsMarkup() {
        ErrorBody body = ErrorBody.parse("""
                <!DOCTYPE html>
                <html><head><title>502 Bad Gateway</title><style>h1 { color: red }</style></head>
                <!-- padding <b> -->
                <body><script type="text/javascript">if (1 < 2) { alert("x"); }</script><h1>Try later</h1></body></html>
                """);
        assertThat(body).isEqualTo(new ErrorBody(Shape.TEXT, null, "502 Bad Gateway Try later", null, null));
    }

    @Test
    void textWithAnAngleBracketInsideIsNoMarkup() {
        assertThat(ErrorBody.parse("expected a < b but was b > a").message()).isEqualTo("expected a < b but was b > a");
    }

    @Test
    void longTextIsShortened() {
        assertThat(ErrorBody.parse("é".repeat(500)).message()).isEqualTo("é".repeat(200) + "…");
    }

    @Test
    void shorteningDoesNotSplitACharacter() {
        assertThat(ErrorBody.parse("a" + "😀".repeat(200)).message()).isEqualTo("a" + "😀".repeat(99) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t"})
    void nothingIsEmpty(String body) {
        assertThat(ErrorBody.parse(body)).isEqualTo(new ErrorBody(Shape.EMPTY, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "null", "17", "true", "{\"status\":\"down\"}", "{\"error\":null}", "{\"error\":[1]}"
            })
    void jsonOfNoKnownShapeSaysNothing(String body) {
        assertThat(ErrorBody.parse(body)).isEqualTo(new ErrorBody(Shape.OTHER_JSON, null, null, null, null));
    }

    @Test
    void jsonStringIsTheMessage() {
        assertThat(ErrorBody.parse("\"too many requests\""))
                .isEqualTo(new ErrorBody(Shape.OTHER_JSON, null, "too many requests", null, null));
    }

    @Test
    void membersOfUnexpectedTypesAreKeptAsText() {
        assertThat(
                        ErrorBody.parse(
                                "{\"error\":{\"code\":1007,\"message\":true,\"details\":{\"max\":[1.50,\"x\"]},\"service\":[]}}"))
                .isEqualTo(new ErrorBody(Shape.WRAPPED, "1007", "true", "{\"max\":[1.50,\"x\"]}", "[]"));
    }

    @Test
    void blankAndNullMembersAreAbsent() {
        assertThat(ErrorBody.parse("{\"error\":{\"code\":\"\",\"message\":null,\"details\":\" \",\"service\":\"s\"}}"))
                .isEqualTo(new ErrorBody(Shape.WRAPPED, null, null, null, "s"));
    }

    @Test
    void unknownMembersAreSkipped() {
        assertThat(ErrorBody.parse(
                        "{\"trace\":{\"a\":[{}]},\"error\":{\"error\":{\"code\":\"no\"},\"x\":[1],\"code\":\"yes\"}}"))
                .isEqualTo(new ErrorBody(Shape.WRAPPED, "yes", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\":{\"code\":\"not_f", "{\"error\":", "{\"code\":\"a\"} and more", "{code:'a'}", "{"})
    void brokenJsonIsText(String body) {
        assertThat(ErrorBody.parse(body)).isEqualTo(new ErrorBody(Shape.TEXT, null, body, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":", "[", "{\"details\":[", "<", "<script>", "<!--", "{\"msg\":"})
    void hostileRepetitionIsText(String part) {
        ErrorBody body = ErrorBody.parse(part.repeat(100_000));
        assertThat(body.shape()).isEqualTo(Shape.TEXT);
        assertThat(body.message())
                .satisfiesAnyOf(
                        message -> assertThat(message).isNull(),
                        message -> assertThat(message).hasSizeLessThanOrEqualTo(201));
    }

    @Test
    void deepDetailsOfWellFormedJsonAreKept() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        assertThat(ErrorBody.parse("{\"error\":{\"code\":\"a\",\"details\":" + deep + "}}")
                        .details())
                .isEqualTo(deep);
    }

    @Property
    void anythingCanBeRead(@ForAll String body) {
        assertThat(ErrorBody.parse(body)).isNotNull();
        assertThat(ErrorBody.excerpt(body)).hasSizeLessThanOrEqualTo(201).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    @Property
    void anyDamageToABodyCanBeRead(
            @ForAll @IntRange(max = 70) int from, @ForAll @IntRange(max = 70) int length, @ForAll char replacement) {
        StringBuilder body = new StringBuilder(
                "{\"error\":{\"code\":\"a\",\"message\":1.5,\"details\":{\"b\":[null,true]}},\"msg\":\"c\"}");
        int start = Math.min(from, body.length());
        body.replace(start, Math.min(start + length, body.length()), String.valueOf(replacement));
        assertThat(ErrorBody.parse(body.toString())).isNotNull();
    }
}
