package io.github.kalshiperps.spectools.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kalshiperps.spectools.Library;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.CanonicalContract;
import io.github.kalshiperps.spectools.contract.SpecException;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractDiffTest {
    /** Names alone, of what nothing refers to or what is looked at through references. */
    private static final Set<String> INDIRECT = Set.of("/components/parameters", "/components/responses");

    /** Every so many things of a contract are taken out; 1 takes minutes. */
    private static final int STRIDE = Integer.getInteger("diff.stride", 11);

    @ParameterizedTest
    @EnumSource(Api.class)
    void anEditionIsEqualToItself(Api api) {
        Edition pinned = edition(api, pinned(api));

        assertThat(ContractDiff.between(pinned, pinned).changes()).isEmpty();
    }

    /** Whatever is taken out of a contract is told. */
    @ParameterizedTest
    @EnumSource(Api.class)
    void nothingThatIsGoneGoesUnnoticed(Api api) {
        JsonNode contract = pinned(api);
        Edition pinned = edition(api, contract);
        List<String> pointers = new ArrayList<>();
        pointers("", contract, pointers);
        List<String> unnoticed = new ArrayList<>();
        int compared = 0;
        for (int i = 0; i < pointers.size(); i += STRIDE) {
            Optional<JsonNode> without = without(api, contract, pointers.get(i));
            if (without.isEmpty()) {
                continue;
            }
            compared++;
            ContractDiff diff = ContractDiff.between(pinned, edition(api, without.get()));
            ContractDiff back = ContractDiff.between(edition(api, without.get()), pinned);
            if (diff.changes().isEmpty() || back.changes().isEmpty()) {
                unnoticed.add(pointers.get(i));
            }
        }
        assertThat(compared).isGreaterThan(30);
        assertThat(unnoticed).isEmpty();
    }

    /** The contract without one thing; nothing when it is no contract then, or means the same. */
    private static Optional<JsonNode> without(Api api, JsonNode contract, String pointer) {
        ObjectNode edited = contract.deepCopy();
        JsonNode removed = edited.at(pointer);
        String parent = pointer.substring(0, pointer.lastIndexOf('/'));
        String key = pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
        boolean same = removed.isBoolean() && !removed.asBoolean() && !key.equals("additionalProperties");
        if (same
                || INDIRECT.contains(parent)
                || isUnused(contract, pointer)
                || !(edited.at(parent) instanceof ObjectNode holder)) {
            return Optional.empty();
        }
        holder.remove(key);
        try {
            JsonNode facts = CanonicalContract.of(api, edited).document();
            return facts.equals(CanonicalContract.of(api, contract).document())
                    ? Optional.empty()
                    : Optional.of(edited);
        } catch (SpecException e) {
            return Optional.empty(); // refused: something refers to it, or the object means nothing without it
        }
    }

    private static boolean isUnused(JsonNode contract, String pointer) {
        String[] keys = pointer.split("/", -1);
        return keys.length > 3
                && INDIRECT.contains("/" + keys[1] + "/" + keys[2])
                && !contract.toString().contains("\"#/" + keys[1] + "/" + keys[2] + "/" + keys[3] + "\"");
    }

    private static void pointers(String pointer, JsonNode node, List<String> pointers) {
        node.properties().forEach(child -> {
            String at = pointer + '/' + Pointers.escaped(child.getKey());
            pointers.add(at);
            pointers(at, child.getValue(), pointers);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers(pointer + '/' + i, node.get(i), pointers);
        }
    }

    @Test
    void otherWordsAreDocumentation() {
        ContractDiff diff = ContractDiff.between(library(Library.openApi()), library(Library.openApiReworded()));

        assertThat(diff.changes())
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.aspect()).startsWith("words: "));
        assertThat(diff.verdict()).isEqualTo(Verdict.DOCUMENTATION);
        assertThat(diff.counts()).isEmpty();
        assertThat(diff.reworded()).isEqualTo(diff.changes().size());
    }

    @Test
    void aPinHasNoWordsToCompare() {
        ContractDiff diff = ContractDiff.between(library(Library.openApi()), library(Library.openApiPinned()));

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.before().isWorded()).isTrue();
        assertThat(diff.after().isWorded()).isFalse();
    }

    @Test
    void aSharedSchemaIsToldOnceWithWhereItIsUsed() {
        String before = openApi("{ type: object, properties: { a: { type: string } } }");
        String after = openApi("{ type: object, properties: { a: { type: string }, b: { type: string } } }");

        assertThat(ContractDiff.between(library(before), library(after)).changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.name()).isEqualTo("Box.b");
                    assertThat(change.pointer()).isEqualTo("#/components/schemas/Box/properties/b");
                    assertThat(change.uses())
                            .containsExactly(
                                    new Use("GET /boxes", Use.Direction.RESPONSE),
                                    new Use("POST /boxes", Use.Direction.REQUEST),
                                    new Use("POST /boxes", Use.Direction.RESPONSE));
                    assertThat(change.judgements()).containsKeys(Side.REQUESTS, Side.RESPONSES);
                });
    }

    @Test
    void bothDirectionsAreJudged() {
        String before = openApi("{ type: object, required: [a], properties: { a: { type: string } } }");
        String after = openApi("{ type: object, properties: { a: { type: string } } }");

        Change loosened = only(before, after);
        assertThat(loosened.judgements().get(Side.REQUESTS))
                .extracting("verdict")
                .isEqualTo(Verdict.ADDITIVE);
        assertThat(loosened.judgements().get(Side.RESPONSES))
                .extracting("verdict")
                .isEqualTo(Verdict.BREAKING);
        Change tightened = only(after, before);
        assertThat(tightened.judgements().get(Side.REQUESTS))
                .extracting("verdict")
                .isEqualTo(Verdict.BREAKING);
        assertThat(tightened.judgements().get(Side.RESPONSES))
                .extracting("verdict")
                .isEqualTo(Verdict.ADDITIVE);
    }

    @Test
    void aRenameIsAGuess() {
        String before = openApi("{ type: object, properties: { order_id: { type: string } } }");
        String after = openApi("{ type: object, properties: { client_order_id: { type: string } } }");

        Change change = only(before, after);
        assertThat(change.kind()).isEqualTo(Change.Kind.RENAMED);
        assertThat(change.guessed()).isTrue();
        assertThat(change.before()).isEqualTo("order_id");
        assertThat(change.after()).isEqualTo("client_order_id");
    }

    @Test
    void membersThatAreNotAlikeCameAndWent() {
        String before = openApi("{ type: object, properties: { order_id: { type: string } } }");
        String after = openApi("{ type: object, properties: { colour: { type: string } } }");

        assertThat(ContractDiff.between(library(before), library(after)).changes())
                .extracting(Change::kind)
                .containsExactlyInAnyOrder(Change.Kind.REMOVED, Change.Kind.ADDED);
    }

    @Test
    void aListOfItselfHasNoType() {
        String list = openApi("{ type: array, items: { $ref: '#/components/schemas/Box' } }");

        assertThat(ContractDiff.between(library(list), library(list)).changes()).isEmpty();
    }

    @Test
    void aReferenceThatLeadsToItselfIsRefused() {
        String circle = openApi("{ $ref: '#/components/schemas/Box' }");

        assertThatThrownBy(() -> ContractDiff.between(library(circle), library(circle)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("library.yaml")
                .hasMessageContaining("leads to itself");
    }

    @Test
    void aSchemaThatIsAPartOfItselfIsRefused() {
        String part = "{ allOf: [ { $ref: '#/components/schemas/%s' }, { type: object } ] }";
        String circle = openApi(part.formatted("Lid") + "\n    Lid: " + part.formatted("Box"));

        assertThatThrownBy(() -> library(circle))
                .isInstanceOf(SpecException.class)
                .hasMessage("library.yaml: the schema Box is a part of itself (allOf)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ properties: { a: { type: %s } } }",
                "{ type: object, properties: { m: { properties: { a: { type: %s } } } } }",
                "{ type: object, properties: { m: { type: [object, 'null'], properties: { a: { type: %s } } } } }",
                "{ allOf: [ { type: object, properties: { a: { type: %s } } } ] }",
                "{ type: object, properties: { m: { allOf: [ { properties: { a: { type: %s } } } ] } } }"
            })
    void membersAreComparedHoweverAnObjectSaysThatItIsOne(String box) {
        Change change = only(openApi(box.formatted("string")), openApi(box.formatted("boolean")));

        assertThat(change.name()).endsWith(".a");
        assertThat(change.aspect()).isEqualTo("type");
        assertThat(change.verdict()).isEqualTo(Verdict.BREAKING);
    }

    @Test
    void membersThatGoWithTheirOnlyPartAreTold() {
        String before = openApi("{ type: object, properties: { m: { allOf: [ { properties: { a: {} } } ] } } }");
        String after = openApi("{ type: object, properties: { m: {} } }");

        assertThat(only(before, after).kind()).isEqualTo(Change.Kind.REMOVED);
        assertThat(only(after, before).kind()).isEqualTo(Change.Kind.ADDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                               | additionalProperties: false          | BREAKING      | DOCUMENTATION",
                "''                               | additionalProperties: {type: string} | BREAKING      | DOCUMENTATION",
                "additionalProperties: false      | additionalProperties: {type: string} | ADDITIVE      | ADDITIVE",
                "additionalProperties: false      | ''                                   | ADDITIVE      | ADDITIVE"
            })
    void otherMembersOfAnObjectAreMoreOrFewer(String before, String after, Verdict requests, Verdict responses) {
        String box = "{ type: object, properties: { a: { type: string } }, %s }";
        Change change = only(openApi(box.formatted(before)), openApi(box.formatted(after)));

        assertThat(change.callers()).isEqualTo(Verdict.DOCUMENTATION);
        assertThat(change.judgements().get(Side.REQUESTS))
                .extracting(Judgement::verdict)
                .isEqualTo(requests);
        assertThat(change.judgements().get(Side.RESPONSES))
                .extracting(Judgement::verdict)
                .isEqualTo(responses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nullable: false",
                "deprecated: false",
                "properties: { a: { type: array, uniqueItems: false } }",
                "properties: { a: { type: integer, exclusiveMinimum: false } }"
            })
    void aMarkThatIsNotSetSaysNothing(String unset) {
        String box = "{ type: object, " + unset + " }";
        String without = openApi(box.replaceAll(", \\w+: false| \\w+: false", ""));

        assertThat(ContractDiff.between(library(without), library(openApi(box))).changes())
                .isEmpty();
        assertThat(ContractDiff.between(library(openApi(box)), library(without)).changes())
                .isEmpty();
    }

    @Test
    void aLengthOfNoneKeepsNothingOut() {
        String without = openApi("{ type: object, properties: { a: { type: string } } }");
        String none = openApi("{ type: object, properties: { a: { type: string, minLength: 0 } } }");
        String one = openApi("{ type: object, properties: { a: { type: string, minLength: 1 } } }");

        assertThat(only(without, none).verdict()).isEqualTo(Verdict.DOCUMENTATION);
        assertThat(only(none, without).verdict()).isEqualTo(Verdict.DOCUMENTATION);
        assertThat(only(none, one).verdict()).isEqualTo(Verdict.BREAKING);
        assertThat(only(one, none).verdict()).isEqualTo(Verdict.ADDITIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ type: object }                 | { type: object, $ref: '#/components/schemas/Lid' }",
                "{ type: object }                 | { type: object, format: date }",
                "{ type: string, enum: [a] }      | { type: object, enum: [a] }",
                "{ type: object, properties: { a: { $ref: '#/components/schemas/Lid' } } }"
                        + "| { type: object, properties: { a: { $ref: '#/components/schemas/Lid', required: [b] } } }",
                "{ type: object, properties: { a: { $ref: '#/components/schemas/Lid' } } }"
                        + "| { type: object, properties: { a: { $ref: '#/components/schemas/Lid', allOf: [{}] } } }"
            })
    void whatHasNoMeaningWhereItStandsMayBreakAnything(String before, String after) {
        String lid = "\n    Lid: { type: object }";

        assertThat(verdictOfBox(openApi(before + lid), openApi(after + lid))).isEqualTo(Verdict.BREAKING);
        assertThat(verdictOfBox(openApi(after + lid), openApi(before + lid))).isEqualTo(Verdict.BREAKING);
    }

    private static Verdict verdictOfBox(String before, String after) {
        return Verdict.worst(ContractDiff.between(library(before), library(after)).changes().stream()
                .filter(change -> change.name().startsWith("Box"))
                .map(Change::verdict)
                .toList());
    }

    /** The client sends all headers of a key at once, but not a token beside them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{ key: [] }, { signature: [] }] | [{ key: [], signature: [] }] | DOCUMENTATION",
                "[{ key: [] }, { token: [] }]     | [{ key: [], token: [] }]     | BREAKING",
                "[{ key: [] }]                    | [{ key: [] }, { token: [] }] | ADDITIVE",
                "[{ key: [] }, { token: [] }]     | [{ token: [] }]              | BREAKING"
            })
    void signingInAnotherWayIsBreakingUnlessOldCodeDoes(String before, String after, Verdict verdict) {
        assertThat(only(signed(before), signed(after)).verdict()).isEqualTo(verdict);
    }

    private static String signed(String security) {
        return openApi("{ type: object }")
                .replace("operationId: GetBoxes", "operationId: GetBoxes\n      security: " + security)
                .replace("components:", """
                        components:
                          securitySchemes:
                            key: { type: apiKey, in: header, name: KEY }
                            signature: { type: apiKey, in: header, name: SIGNATURE }
                            token: { type: http, scheme: bearer }""");
    }

    private static Change only(String before, String after) {
        List<Change> changes =
                ContractDiff.between(library(before), library(after)).changes();
        assertThat(changes).hasSize(1);
        return changes.get(0);
    }

    private static String openApi(String box) {
        return """
                openapi: 3.0.0
                info: { title: T, version: 1.0.0 }
                paths:
                  /boxes:
                    get:
                      operationId: GetBoxes
                      responses:
                        '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Box' } } } }
                    post:
                      operationId: AddBox
                      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Box' } } } }
                      responses:
                        '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Box' } } } }
                components:
                  schemas:
                    Box: %s
                """.formatted(box);
    }

    private static Edition library(String document) {
        JsonNode tree = YamlDocuments.read(document.getBytes(StandardCharsets.UTF_8), "library.yaml");
        return Edition.of(Api.REST, "library.yaml", tree, Optional.empty());
    }

    private static Edition edition(Api api, JsonNode document) {
        return Edition.of(api, api.file(), document, Optional.empty());
    }

    private static JsonNode pinned(Api api) {
        return YamlDocuments.read(
                Path.of(System.getProperty("project.root"), "specs").resolve(api.file()));
    }
}
