package io.github.kalshiperps.spectools.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.spectools.Library;
import io.github.kalshiperps.spectools.Pin;
import io.github.kalshiperps.spectools.SpecLock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalContractTest {
    @Nested
    class OfOpenApi {
        @Test
        void keepsEveryFactAndNoProse() {
            assertThat(pin(Api.REST, Library.openApi())).isEqualTo(Library.openApiPinned());
        }

        @Test
        void isTheSameForTheSameFactsInOtherWordsAndAnotherOrder() {
            assertThat(pin(Api.REST, Library.openApiReworded())).isEqualTo(Library.openApiPinned());
        }

        @Test
        void isItsOwnCanonicalForm() {
            assertThat(pin(Api.REST, Library.openApiPinned())).isEqualTo(Library.openApiPinned());
        }

        @Test
        void changesALittleWhenAFactChangesALittle() {
            List<String> before = Library.openApiPinned().lines().toList();
            List<String> after = pin(
                            Api.REST,
                            Library.openApi()
                                    .replace("maxLength: 12", "maxLength: 14")
                                    .replace("enum: [book]", "enum: [book, map]"))
                    .lines()
                    .toList();

            assertThat(without(after, before)).containsExactly("          maxLength: 14", "            - map");
            assertThat(without(before, after)).containsExactly("          maxLength: 12");
        }

        @Test
        void takesOurTitleAndTheirVersion() {
            CanonicalContract contract = contract(Api.KLEAR, Library.openApi());

            assertThat(contract.document().at("/info")).hasToString("{\"title\":\"Klear API\",\"version\":\"1.10.0\"}");
            assertThat(contract.version()).isEqualTo("1.10.0");
        }

        @Test
        void counts() {
            assertThat(contract(Api.REST, Library.openApi()).counts())
                    .hasToString("{paths=2, operations=5, schemas=5}");
        }

        @Test
        void tellsOfSiblingsOfReferencesAndOfKeysThatBelongTogether() {
            assertThat(contract(Api.REST, Library.openApi()).defects())
                    .containsExactly(
                            "#/paths/~1books/put/security: header keys listed as alternatives: card, stamp",
                            "siblings beside $ref: 1, with facts: 1 (default 1, nullable 1)");
        }

        @Test
        void dropsAndTellsOfStrayKeysThatACommaLeft() {
            CanonicalContract contract = contract(
                    Api.REST,
                    Library.openApi()
                            .replace(
                                    "Shelf: { type: integer, format: int32 }",
                                    "Shelf: { type: integer, description: Counted from below, from the door on, format:"
                                            + " int32, single }"));

            assertThat(contract.document().at("/components/schemas/Shelf"))
                    .hasToString("{\"type\":\"integer\",\"format\":\"int32\"}");
            assertThat(contract.defects())
                    .contains(
                            "#/components/schemas/Shelf: stray key \"from ...\" without a value",
                            "#/components/schemas/Shelf: stray key \"single\" without a value");
        }

        @Test
        void refusesEveryUnknownKeyword() {
            String document = Library.openApi()
                    .replace("operationId: GetLoan", "operationId: GetLoan\n      callbacks: {}")
                    .replace("        title:\n", "        title:\n          readOnly: true\n")
                    .replace("x-generator", "webhooks");

            assertThatExceptionOfType(RefusedContractException.class)
                    .isThrownBy(() -> contract(Api.REST, document))
                    .satisfies(e -> assertThat(e.problems())
                            .containsExactly(
                                    "#/webhooks: unknown keyword in OpenApi",
                                    "#/paths/~1loans~1{loan_id}/get/callbacks: unknown keyword in Operation",
                                    "#/components/schemas/Book/properties/title/readOnly: unknown keyword in Schema"))
                    .withMessageContaining("readOnly");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{ $ref: '#/components/schemas/Loan' } | { $ref: '#/components/schemas/Loam' }"
                            + " | #/paths/~1loans~1{loan_id}/get/responses/200/content/application~1json/schema/$ref:"
                            + " refers to #/components/schemas/Loam, where no Schema of this document stands",
                    "'#/components/responses/Problem' | '#/components/responses/Trouble' | where no Response of",
                    "'#/components/parameters/Verbose' | '#/components/parameters/Terse' | where no Parameter of",
                    "'#/components/requestBodies/Book' | '#/components/schemas/Book' | where no RequestBody of",
                    "loan: '#/components/schemas/Loan' | loan: 'other.yaml#/Loan' | where no Schema of",
                    "'#/components/schemas/Shelf' | '#/components/schemas/Medium/oneOf/0' | where no Schema of",
                    "- stamp: []\\n          card: [] | - stamp: []\\n          card: []\\n        - key: []"
                            + " | #/paths/~1loans~1{loan_id}/delete/security/1: refers to"
                            + " #/components/securitySchemes/key, where no SecurityScheme of",
                })
        void refusesDanglingReferences(String before, String after, String problem) {
            assertRefused(
                    Api.REST,
                    Library.openApi().replace(before.replace("\\n", "\n"), after.replace("\\n", "\n")),
                    problem);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "openapi: 3.0.3 | openapi: 3.1.0 | #/openapi: expected an OpenAPI version 3.0, found the text",
                    "version: 1.10.0 | version: 1.1 | #/info/version: expected a text, found 1.1",
                    "maxLength: 12 | maxLength: -1 | schema/maxLength: expected a whole number from 0, found -1",
                    "deprecated: true | deprecated: 'true' | deprecated: expected true or false, found the text",
                    "maximum: 99.90 | maximum: high | price/maximum: expected a number, found the text \"high\"",
                    "enum: [book] | enum: book | kind/enum: expected a list, found the text \"book\"",
                    "extra: {} | extra: | properties/extra: expected a mapping (Schema), found null",
                    "responses: {} | responses: [] | responses: expected a mapping of names, found a list",
                    "operationId: GetLoan | x-id: GetLoan | get: lacks \"operationId\", which Operation requires",
                    "name: shelf, in: query | in: query | parameters/1: lacks \"name\", which Parameter requires",
                    "additionalProperties: false | additionalProperties: 0 | expected a mapping (Schema), found 0",
                })
        void refusesValuesOfAnotherKind(String before, String after, String problem) {
            assertRefused(Api.REST, Library.openApi().replace(before, after), problem);
        }

        @Test
        void refusesADocumentOfAnotherKind() {
            assertRefused(Api.REST, Library.asyncApi(), "#/asyncapi: unknown keyword in OpenApi");
            assertRefused(Api.REST, "just a text", "#: expected a mapping (OpenApi), found the text \"just a text\"");
        }
    }

    @Nested
    class OfAsyncApi {
        @Test
        void keepsEveryFactAndNoProse() {
            assertThat(pin(Api.WS, Library.asyncApi())).isEqualTo(Library.asyncApiPinned());
        }

        @Test
        void isItsOwnCanonicalForm() {
            assertThat(pin(Api.WS, Library.asyncApiPinned())).isEqualTo(Library.asyncApiPinned());
        }

        @Test
        void counts() {
            assertThat(contract(Api.WS, Library.asyncApi()).counts())
                    .hasToString("{channels=2, operations=2, messages=5, schemas=3}");
        }

        @Test
        void tellsOfPayloadsThatShareAType() {
            assertThat(contract(Api.WS, Library.asyncApi()).defects())
                    .containsExactly(
                            "payloads share the type \"ok\": donePayload, listed",
                            "siblings beside $ref: 1, with facts: 0");
        }

        @Test
        void messagesMayShareAPayload() {
            String document = Library.asyncApi()
                    .replace(
                            "done: { payload",
                            "again: { payload: { $ref: '#/components/schemas/loanPayload' } }\n"
                                    + "    done: { payload");

            assertThat(contract(Api.WS, document).defects())
                    .noneSatisfy(defect -> assertThat(defect).contains("\"loan\""));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "channel: { $ref: '#/channels/root' } | channel: { $ref: '#/channels/roof' } | no Channel of",
                    "'#/channels/loans/messages/loan' | '#/components/schemas/loanPayload' | no Message of",
                    "'#/components/messages/ping' | '#/components/messages/pong' | no Message of",
                    "'#/components/securitySchemes/card' | '#/components/securitySchemes/key' | no SecurityScheme of",
                    "channel: { $ref: '#/channels/root' } | channel: { address: / } | channel/address: unknown keyword",
                    "bindings:\\n      ws: | bindings:\\n      kafka: | bindings/kafka: unknown keyword",
                    "action: receive | reply: {} | #/operations/sendSubscribe/reply: unknown keyword in Operation",
                    "asyncapi: 3.0.0 | asyncapi: 2.6.0 | expected an AsyncAPI version 3.0",
                })
        void refuses(String before, String after, String problem) {
            assertRefused(
                    Api.WS,
                    Library.asyncApi().replace(before.replace("\\n", "\n"), after.replace("\\n", "\n")),
                    problem);
        }
    }

    private static void assertRefused(Api api, String document, String problem) {
        assertThatExceptionOfType(RefusedContractException.class)
                .isThrownBy(() -> contract(api, document))
                .withMessageStartingWith("the contract is refused:\n  #")
                .withMessageContaining(problem);
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        others.forEach(rest::remove);
        return rest;
    }

    private static CanonicalContract contract(Api api, String document) {
        return CanonicalContract.of(api, YamlDocuments.read(document.getBytes(StandardCharsets.UTF_8), "doc.yaml"));
    }

    private static String pin(Api api, String document) {
        return Pin.of(
                        api,
                        YamlDocuments.read(document.getBytes(StandardCharsets.UTF_8), "doc.yaml"),
                        new SpecLock.Upstream("https://library.example", "", document.length(), "2026-01-02"))
                .text();
    }
}
