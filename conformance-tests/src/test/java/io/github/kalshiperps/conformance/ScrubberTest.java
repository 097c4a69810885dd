package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {
    private static final String USER = "6f1c9a52-83d4-4c1b-9e07-2a5d8f4b3c60";
    private static final String TOKEN = "s3cr3t/tok+en=with\"quotes\\and-50%&more";

    private final Scrubber scrubber = scrubber(List.of(TOKEN));

    private static Scrubber scrubber(List<String> secrets) {
        return new Scrubber(
                new Pseudonyms("0123456789abcdef".getBytes(StandardCharsets.UTF_8)), Secrets.NONE.and(secrets));
    }

    private String rest(String text) {
        return scrubber.message(Api.REST, text, Secrets.NONE);
    }

    private String klear(String text) {
        return scrubber.message(Api.KLEAR, text, Secrets.NONE);
    }

    @Test
    void whatIdentifiesKeepsItsFormAndTheRestItsLetters() {
        String sent = "{ \"user_id\" : \"" + USER + "\",\n\t\"order_id\":\"" + USER.replace('6', '7')
                + "\", \"price\":1.50, \"a\\u0062c\": 1e2 , \"user_id\":12345}\n";
        String clean = rest(sent);

        String pseudonym = clean.substring(15, 15 + USER.length());
        assertThat(pseudonym).isNotEqualTo(USER).matches(Pseudonyms.UUID);
        assertThat(pseudonym.charAt(14)).isEqualTo('4');
        assertThat(clean.replaceFirst("12345|[1-9][0-9]{4}}", "12345}").replace("}}", "}"))
                .isEqualTo(sent.replace(USER, pseudonym));
        assertThat(clean).doesNotContain("12345").hasSameSizeAs(sent);
    }

    @Test
    void relationsSurvive() {
        String first = rest("{\"user_id\":\"" + USER + "\"}");
        assertThat(rest("{\"user_id\":\"" + USER + "\"}")).isEqualTo(first);
        assertThat(rest("{\"user_id\":\"" + USER.replace('6', '7') + "\"}")).isNotEqualTo(first);
        String pseudonym = first.substring(12, 12 + USER.length());
        assertThat(scrubber.path(Api.REST, "/trade-api/v2/margin/x?user_id=" + USER + "&limit=5", Secrets.NONE))
                .isEqualTo("/trade-api/v2/margin/x?user_id=" + pseudonym + "&limit=5");
        assertThat(rest("{\"error\":{\"code\":\"user_not_found:_" + USER + "\",\"message\":\"user not found: " + USER
                        + "\"}}"))
                .isEqualTo("{\"error\":{\"code\":\"user_not_found:_" + pseudonym + "\",\"message\":\"user not found: "
                        + pseudonym + "\"}}");
    }

    @Test
    void shortNamesStayApart() {
        String clean = klear("{\"subtrader_ids\":[\"a1\",\"a2\",\"a3\",\"b1\",\"b2\",\"c9\",\"d4\",\"e5\"]}");
        assertThat(List.of(clean.split("\"", -1)).stream()
                        .filter(part -> part.matches("[a-z][0-9]"))
                        .distinct())
                .hasSize(8)
                .doesNotContain("a1");
    }

    @Test
    void listsKeysOfMapsAndUnknownMembersAreSeenAsWell() {
        assertThat(
                        klear(
                                "{\"subtrader_breakdowns\":{\"desk_one\":{\"positions\":{\"KXBTCPERP1\":1}}},"
                                        + "\"member_subtrader_ids\":[\"desk_two\"],\"holder_name\":\"Somebody\",\"iban\":[[\"DE12\"]]}"))
                .doesNotContain("desk_one", "desk_two", "Somebody", "DE12")
                .contains("\"KXBTCPERP1\":1", "\"subtrader_breakdowns\":{");
    }

    @Test
    void anAddressOfAReportIsASecretAsAWhole() {
        assertThat(klear("{\"url\":\"https:\\/\\/store.example/daily.pdf?X-Signature=abc\"}"))
                .matches("\\{\"url\":\"https://scrubbed.invalid/scrubbed[0-9a-f]{12}\"}");
    }

    @Test
    void aNameMetBeforeIsSeenInWords() {
        klear("{\"subtrader_id\":\"desk_one\",\"x\":1}");
        assertThat(klear("{\"message\":\"there is no desk_one here\"}")).doesNotContain("desk_one");
        assertThat(klear("no desk_one.")).doesNotContain("desk_one");
        assertThat(klear("{\"report_type\":\"desk_one\"}")).contains("desk_one");
    }

    @Test
    void brokenMessagesAreCleanedAsFarAsTheyGo() {
        assertThat(rest("{\"user_id\":\"" + USER + "\", \"a\": [1, "))
                .startsWith("{\"user_id\":\"")
                .endsWith("\", \"a\": [1, ")
                .doesNotContain(USER);
        assertThat(rest("{\"user_id\":\"" + USER)).doesNotContain(USER);
        assertThat(rest("<html>user " + USER + " at me@example.com</html>")).doesNotContain(USER, "me@example.com");
        assertThat(rest("{\"details\":\"{\\\"user_id\\\":\\\"someone\\\"}\"}")).doesNotContain("someone");
    }

    static List<String> encodings() {
        return Encodings.of(TOKEN);
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aSecretIsFoundHoweverItIsEncoded(String encoded) {
        for (String sent : List.of(
                encoded,
                "{\"order_id\":\"x" + encoded + "y\"}",
                "{\"x\":\"" + encoded.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}",
                "a=" + encoded.replace("%", "%25") + "&b")) {
            String clean = rest(sent);
            assertThat(clean).as(sent).doesNotContainIgnoringCase(encoded);
            assertThat(Encodings.in(clean, TOKEN)).as(sent).isEmpty();
        }
        String path = "/trade-api/v2/margin/orders/" + encoded;
        assertThat(scrubber.path(Api.REST, path, Secrets.NONE)).doesNotContain(encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "%41", "\\u0041", "100%", "&amp;", "\\", "%zz", "&#x41;"})
    void withoutSecretsNothingChanges(String text) {
        String sent = "{\"ticker\":\"" + text + "\"}";
        assertThat(rest(sent)).isEqualTo(sent);
    }

    @Test
    void whatIsWrittenIsStillJsonOfTheSameShape() throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (Bindings bindings : List.of(Bindings.REST, Bindings.KLEAR)) {
            for (String name : Corpus.of(Authored.corpus(bindings)).names()) {
                String sent = Authored.message(bindings, name).body();
                String clean = scrubber.message(bindings.api(), sent, Secrets.NONE);
                if (!sent.isEmpty()) {
                    assertThat(shape(json.readTree(clean))).as(name).isEqualTo(shape(json.readTree(sent)));
                }
            }
        }
    }

    private static String shape(JsonNode node) {
        if (node.isContainerNode()) {
            StringBuilder shape = new StringBuilder(node.getNodeType().name());
            node.forEach(child -> shape.append('(').append(shape(child)).append(')'));
            return shape.toString();
        }
        return node.getNodeType().name();
    }
}
