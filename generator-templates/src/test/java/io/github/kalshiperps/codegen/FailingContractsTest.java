package io.github.kalshiperps.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be generated is refused before anything is written, with a message that names the place. */
class FailingContractsTest {
    private static final String CONTRACT = """
            openapi: 3.0.0
            info: {title: Small, version: 0.0.1}
            paths:
              /items/{item_id}:
                get:
                  operationId: GetItem
                  tags: [items]
                  parameters:
                    - {name: item_id, in: path, required: true, schema: {type: string}}
                    - {name: depth, in: query, schema: {type: integer}}
                  responses:
                    '200':
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Item'}
                post:
                  operationId: ChangeItem
                  tags: [items]
                  parameters:
                    - {name: item_id, in: path, required: true, schema: {type: string}}
                  requestBody:
                    content:
                      application/json:
                        schema: {$ref: '#/components/schemas/Item'}
                  responses:
                    '204': {}
            components:
              schemas:
                Side: {type: string, enum: [bid, ask]}
                Item:
                  type: object
                  properties:
                    price: {type: string}
                    side: {$ref: '#/components/schemas/Side'}
            """;

    @TempDir
    Path folder;

    private String contract = CONTRACT;
    private String recipe = """
            kalshi-java: 1
            contract: openapi.yaml
            overlays: [types.overlay.yaml]
            """;
    private String overlay = "overlay: 1.0.0\ninfo: {title: Types, version: 1.0.0}\n";
    private final List<String> actions = new ArrayList<>();

    @Test
    void theContractIsFineBeforeItIsSpoilt() throws IOException {
        assertThat(generate()).isNotEmpty();
    }

    private Map<String, String> generate() throws IOException {
        Files.writeString(folder.resolve("openapi.yaml"), contract);
        Files.writeString(folder.resolve("types.overlay.yaml"), overlay + "actions:\n" + String.join("", actions));
        Files.writeString(folder.resolve("api.yaml"), recipe);
        return Engine.generate(folder.resolve("api.yaml"), "test", "Small", folder.resolve("out"));
    }

    private void replace(String text, String replacement) {
        assertThat(contract).contains(text);
        contract = contract.replace(text, replacement);
    }

    private void property(String schema) {
        replace("price: {type: string}", "price: " + schema);
    }

    private void action(String target, String update) {
        actions.add("- target: " + target + "\n  x-reason: r\n  x-evidence: e\n  x-remove-when: w\n  update: " + update
                + "\n");
    }

    private void refused(String... parts) {
        assertThatThrownBy(this::generate).isInstanceOf(ContractException.class).hasMessageContainingAll(parts);
    }

    // --- recipe, files ---------------------------------------------------------------------------------------------

    @Test
    void aRecipeOfAnotherVersion() {
        recipe = "kalshi-java: 2\ncontract: openapi.yaml\n";
        refused("api.yaml: expected 'kalshi-java: 1'");
    }

    @Test
    void aRecipeWithAMisspeltMember() {
        recipe = "kalshi-java: 1\ncontract: openapi.yaml\noverlay: [types.overlay.yaml]\n";
        refused("api.yaml: a recipe has no member 'overlay'");
    }

    @Test
    void aRecipeWithoutAContract() {
        recipe = "kalshi-java: 1\n";
        refused("api.yaml: expected 'contract: FILE'");
    }

    @Test
    void aContractThatIsNotThere() {
        recipe = "kalshi-java: 1\ncontract: gone.yaml\n";
        refused("gone.yaml: there is no such file");
    }

    @Test
    void anOverlayThatIsNotThere() {
        recipe = "kalshi-java: 1\ncontract: openapi.yaml\noverlays: [gone.yaml]\n";
        refused("gone.yaml: there is no such file");
    }

    @Test
    void aRecipeThatIsNotThere() {
        assertThatThrownBy(() -> Engine.generate(folder.resolve("gone.yaml"), "test", "", folder.resolve("out")))
                .isInstanceOf(ContractException.class)
                .hasMessageEndingWith("gone.yaml: there is no such recipe");
    }

    @Test
    void aDocumentThatIsNoContract() {
        contract = "swagger: '2.0'\n";
        refused("openapi.yaml: not an OpenAPI document");
    }

    @Test
    void anAsyncApiDocumentOfAnotherVersion() {
        contract = "asyncapi: 2.6.0\n";
        refused("AsyncAPI 2.6.0 is not understood, only 3.0");
    }

    @Test
    void twoMessagesThatCannotBeToldApart() {
        contract = messages(
                "{type: object, properties: {type: {type: string, const: a}}}", "$ref: '#/components/schemas/second'");
        refused("FirstMessage and Second", "cannot be told apart", "'a'");
    }

    @Test
    void aMessageWithoutAConstantType() {
        contract =
                messages("{type: object, properties: {type: {type: string}}}", "$ref: '#/components/schemas/second'");
        refused("FirstMessage.type: expected a const");
    }

    @Test
    void aMessageWhoseSchemaHasNoName() {
        contract = messages("{type: object, properties: {type: {type: string, const: b}}}", "type: object");
        refused("receiveSecond: the payload of a message must refer to a schema");
    }

    private static String messages(String first, String secondPayload) {
        return """
                asyncapi: 3.0.0
                operations:
                  receiveFirst: {action: send, messages: [{$ref: '#/components/messages/first'}]}
                  receiveSecond: {action: send, messages: [{$ref: '#/components/messages/second'}]}
                components:
                  messages:
                    first: {payload: {$ref: '#/components/schemas/firstPayload'}}
                    second: {payload: {%s}}
                  schemas:
                    firstPayload: %s
                    second: {type: object, properties: {type: {type: string, const: a}}}
                """.formatted(secondPayload, first);
    }

    @Test
    void aDuplicateKey() {
        replace("    Item:\n", "    Side: {type: string}\n    Item:\n");
        refused("openapi.yaml:", "not YAML", "Side");
    }

    @Test
    void aDocumentThatIsNoMapping() {
        contract = "- a\n";
        refused("openapi.yaml: expected a YAML mapping");
    }

    // --- overlays --------------------------------------------------------------------------------------------------

    @Test
    void anOverlayOfAnotherStandard() {
        overlay = "openapi: 3.0.0\n";
        refused("types.overlay.yaml: not an OpenAPI Overlay 1.0 document");
    }

    @Test
    void anEntryThatMatchesNothing() {
        action("$.components.schemas.Gone", "{x-kalshi-type: dollars}");
        action("$.components.schemas.Item.properties.gone", "{x-kalshi-type: dollars}");
        refused(
                "types.overlay.yaml: the entry matches nothing in the contract: $.components.schemas.Gone\n",
                "$.components.schemas.Item.properties.gone");
    }

    @Test
    void anUpdateOfMembersThatAreNotThere() {
        action(
                "$.components.schemas.Item",
                "{properties: {gone: {x-kalshi-type: dollars}, price: {x-kalshi-type: dollars}, lost: {}}}");
        refused("types.overlay.yaml: the entry on $.components.schemas.Item names what the contract does not have: "
                + "properties.gone, properties.lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-reason", "x-evidence", "x-remove-when"})
    void anEntryWithoutItsJustification(String member) {
        action("$.components.schemas.Item.properties.price", "{x-kalshi-type: dollars}");
        actions.set(0, actions.get(0).replaceFirst("  " + member + ": .\n", ""));
        refused("types.overlay.yaml: the action on $.components.schemas.Item.properties.price lacks '" + member + "'");
    }

    @Test
    void anEntryThatDoesNothing() {
        actions.add("- {target: $.info, x-reason: r, x-evidence: e, x-remove-when: w}\n");
        refused("types.overlay.yaml: action 1 needs a 'target' and either 'update' or 'remove: true'");
    }

    @Test
    void anInvalidPath() {
        action("$.components.[", "{x-kalshi-type: dollars}");
        refused("types.overlay.yaml: not a JSONPath: $.components.[");
    }

    @Test
    void anUpdateOfAScalar() {
        action("$.info.title", "{x-kalshi-type: dollars}");
        refused("types.overlay.yaml: only objects and arrays can be updated: $.info.title");
    }

    @Test
    void aMisspeltExtension() {
        action("$.components.schemas.Item.properties.price", "{x-kalshi-typ: dollars}");
        refused("the extension 'x-kalshi-typ', which the generator does not know");
    }

    // --- references and types --------------------------------------------------------------------------------------

    @Test
    void aDanglingReference() {
        property("{$ref: '#/components/schemas/Gone'}");
        refused("dangling $ref '#/components/schemas/Gone' at $.components.schemas.Item.properties.price", "api.yaml");
    }

    @Test
    void aReferenceIntoAnotherFile() {
        property("{$ref: 'other.yaml#/Gone'}");
        refused("dangling $ref 'other.yaml#/Gone' at $.components.schemas.Item.properties.price");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: number, format: decimal128}",
                "{type: string, format: ipv4}",
                "{type: integer, format: uint8}",
                "{type: array, minItems: 2, maxItems: 2, items: {type: string}}",
                "{type: array}",
                "{type: object, additionalProperties: false}",
                "{oneOf: [{type: string}, {type: integer}]}",
                "{anyOf: [{type: string}]}",
                "{}"
            })
    void aTypeThatHasNoJavaType(String schema) {
        property(schema);
        refused("no Java type for Item.price", "say it in types.overlay.yaml (x-kalshi-type)");
    }

    @Test
    void aTypeWithoutAJavaTypeInAList() {
        property("{type: array, items: {type: object, additionalProperties: {type: number, format: x}}}");
        refused("no Java type for Item.price[].*");
    }

    @Test
    void anUnknownOverlaidType() {
        action("$.components.schemas.Item.properties.price", "{x-kalshi-type: euros}");
        refused("unknown x-kalshi-type 'euros' at Item.price");
    }

    @Test
    void aCursorThatIsNoPlainText() {
        replace(
                "{name: depth, in: query, schema: {type: integer}}",
                "{name: cursor, in: query, schema: {type: integer}}");
        replace(
                "price: {type: string}",
                "price: {type: string}\n        cursor: {type: string}\n        all: {type: array, items: {type: string}}");
        refused("GetItem(cursor): a cursor of type Long is not understood, only a plain text");
    }

    @Test
    void aCursorThatTheOverlayDeclaresPlainTextIsFollowed() throws IOException {
        replace(
                "{name: depth, in: query, schema: {type: integer}}",
                "{name: cursor, in: query, schema: {type: string, format: date-time}}");
        replace(
                "price: {type: string}",
                "price: {type: string}\n        cursor: {type: string}\n        all: {type: array, items: {type: string}}");
        action("$.paths.*.get.parameters[?(@.name == 'cursor')]", "{x-kalshi-type: string}");

        assertThat(generate().values()).anyMatch(source -> source.contains("Paged<"));
    }

    @Test
    void aPriceLevelOutsideOfAList() {
        action("$.components.schemas.Item.properties.price", "{x-kalshi-type: price-level}");
        refused("Item.price: a price level is understood in a list only");
    }

    @Test
    void boundsOnWhatIsNoInteger() {
        property("{type: number, minimum: 1}");
        refused("Item.price: bounds are understood on integers, and 'more than 0' on dollars, counts and centicents");
    }

    @Test
    void aNullableMemberThatARequestMustHave() {
        replace(
                "      properties:\n        price: {type: string}",
                "      required: [price]\n" + "      properties:\n        price: {type: string, nullable: true}");
        refused("Item.price: a request that must have a member which may be null");
    }

    // --- composition -----------------------------------------------------------------------------------------------

    @Test
    void anAllOfWithAPartThatIsNoObject() {
        replace("    Item:\n      type: object\n", "    Item:\n      allOf: [{$ref: '#/components/schemas/Side'}]\n");
        refused("a part of Item (allOf) is no object: {\"$ref\":\"#/components/schemas/Side\"}");
    }

    @Test
    void anAllOfThatContainsItself() {
        replace("    Item:\n      type: object\n", "    Item:\n      allOf: [{$ref: '#/components/schemas/Item'}]\n");
        refused("Item is a part of itself (allOf)");
    }

    @Test
    void anAllOfWhosePartsDoNotAgree() {
        replace(
                "    Item:\n      type: object\n",
                "    Item:\n      allOf: [{type: object, properties: {price: {type: integer}}}]\n");
        refused("the parts of Item (allOf) do not agree on 'price'");
    }

    // --- names -----------------------------------------------------------------------------------------------------

    @Test
    void twoMembersWithOneJavaName() {
        replace("price: {type: string}", "last_price: {type: string}\n        lastPrice: {type: string}");
        refused("Item.lastPrice: the Java name 'lastPrice' is taken", "x-java-name");
    }

    @Test
    void aJavaNameThatIsNone() {
        action("$.components.schemas.Item.properties.price", "{x-java-name: last price}");
        refused("Item.price: 'last price' is no Java name");
    }

    @Test
    void aSchemaNameThatIsNone() {
        contract = contract.replace("Item:", "Item-2:").replace("schemas/Item'", "schemas/Item-2'");
        refused("The schema 'Item-2' makes no Java class name");
    }

    @Test
    void anInlineEnumWithTheNameOfAnObject() {
        property("{type: string, enum: [a]}");
        action("$.components.schemas.Item.properties.price", "{x-enum-type: Item}");
        refused("the inline schema of Item.price wants the name 'Item', which another one has", "x-enum-type");
    }

    @Test
    void anInlineEnumOfNumbersWithTheNameOfAnEnumOfTexts() {
        property("{type: integer, enum: [1]}");
        action("$.components.schemas.Item.properties.price", "{x-enum-type: Side}");
        refused("the inline schema of Item.price wants the name 'Side', which another one has");
    }

    @Test
    void twoValuesWithOneConstant() {
        replace("[bid, ask]", "[bid, BID]");
        refused("Side: the value 'BID' wants the constant 'BID', which is taken or no Java name", "x-enum-names");
    }

    @ParameterizedTest
    @CsvSource({"'[bid, +]', _", "'[bid, unrecognized]', UNRECOGNIZED", "'[bid, values]', VALUES"})
    void aValueThatMakesNoConstant(String values, String constant) {
        replace("[bid, ask]", values);
        refused("wants the constant '" + constant + "', which is taken or no Java name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-enum-names", "x-enum-words"})
    void namesOrWordsForAValueThatIsNotThere(String extension) {
        action("$.components.schemas.Side", "{" + extension + ": {gone: GONE}}");
        refused("Side: " + extension + " names 'gone', which is no value of the enum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-exactly-one-of", "x-at-most-one-of", "x-at-least-one-of"})
    void aGroupWithAMemberThatIsNotThere(String extension) {
        action("$.components.schemas.Item", "{" + extension + ": [[price, gone]]}");
        refused("Item: " + extension + " names 'gone', which is no member");
    }

    @Test
    void aGroupWithAParameterThatIsNotThere() {
        action("$.paths.*.get", "{x-at-most-one-of: [[depth, gone]]}");
        refused("x-at-most-one-of names 'gone', which is no member");
    }

    // --- operations ------------------------------------------------------------------------------------------------

    @Test
    void anOperationWithoutAnId() {
        replace("operationId: GetItem", "deprecated: false");
        refused("GET /items/{item_id}: no operationId");
    }

    @Test
    void twoOperationsWithOneId() {
        replace("operationId: ChangeItem", "operationId: GetItem");
        refused("Two operations are called 'GetItem'");
    }

    @Test
    void twoOperationsWithOneMethodName() {
        action("$.paths.*.*", "{x-kalshi-method: get}");
        refused("Two operations of the family 'items' are called 'get'", "x-kalshi-method");
    }

    @Test
    void aParameterObjectWithTheNameOfASchema() {
        replace("    Item:\n", "    ItemsGetItemParams: {type: object}\n    Item:\n");
        refused("GetItem: the name of its parameter object, 'ItemsGetItemParams', is taken");
    }

    @Test
    void aPathParameterThatIsNotDeclared() {
        replace("/items/{item_id}:", "/items/{item_id}/{leg}:");
        refused("GetItem: the path parameter 'leg' is not declared");
    }

    @Test
    void aPathParameterThatIsNotInThePath() {
        replace("/items/{item_id}:", "/items:");
        refused("GetItem: the path parameter 'item_id' is not in the path /items");
    }

    @Test
    void aPathParameterOfATypeThatPrintsInSeveralWays() {
        replace("in: path, required: true, schema: {type: string}", "in: path, required: true, schema: {type: number}");
        refused("GetItem(item_id): a path parameter of type BigDecimal is not understood");
    }

    @Test
    void aHeaderParameter() {
        replace("in: query", "in: header");
        refused("GetItem: the parameter 'depth' in 'header' is not understood");
    }

    @Test
    void aQueryParameterThatIsNoScalar() {
        replace("schema: {type: integer}", "schema: {type: array, items: {type: string}}");
        refused("ItemsGetItemParams.depth: a query parameter of type List<String> is not understood");
    }

    @Test
    void aResponseThatIsNoNamedObject() {
        replace(
                "          schema: {$ref: '#/components/schemas/Item'}\n    post",
                "          schema: {type: string}\n    post");
        refused("GetItem: the response is not a named JSON object");
    }

    @Test
    void anOperationWithoutSuccess() {
        replace("'204'", "'404'");
        refused("ChangeItem: no success status");
    }

    @Test
    void anOperationWithTwoSuccesses() {
        replace("'204': {}", "'204': {}\n        '202': {}");
        refused("ChangeItem: more than one success status");
    }

    @Test
    void aBodyThatRetrofitWouldNotSend() {
        replace("    post:\n", "    delete:\n");
        refused("ChangeItem: a DELETE with a body is not understood");
    }

    @Test
    void aServerWithoutAName() {
        contract += "servers: [{url: 'https://example.test'}]\n";
        refused("The server https://example.test has no name", "x-kalshi-name");
    }
}
