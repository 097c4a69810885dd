package io.github.kalshiperps.spectools.contract;

import static io.github.kalshiperps.spectools.contract.Shapes.COUNT;
import static io.github.kalshiperps.spectools.contract.Shapes.DATA;
import static io.github.kalshiperps.spectools.contract.Shapes.FLAG;
import static io.github.kalshiperps.spectools.contract.Shapes.NAMES;
import static io.github.kalshiperps.spectools.contract.Shapes.NUMBER;
import static io.github.kalshiperps.spectools.contract.Shapes.TEXT;
import static io.github.kalshiperps.spectools.contract.Shapes.TEXTS;
import static io.github.kalshiperps.spectools.contract.Shapes.either;
import static io.github.kalshiperps.spectools.contract.Shapes.listOf;
import static io.github.kalshiperps.spectools.contract.Shapes.namesTo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The Schema object, in which OpenAPI and AsyncAPI agree but for dialect: the latter writes lists of types and bounds
 * that exclude as numbers.
 */
final class SchemaShape {
    static final String KIND = "Schema";

    /** Schemas stand in schemas; the table does not exist yet when its own lines are written. */
    private static final Shape NESTED = (value, at) -> SchemaShape.SCHEMA.canonical(value, at);

    private static final Shape DISCRIMINATOR = ObjectShape.of("Discriminator")
            .required("propertyName", TEXT)
            .fact("mapping", namesTo(Shapes.referenceTo(KIND)))
            .end();

    private static final Shape EXCLUSIVE_BOUND = either(JsonNode::isBoolean, FLAG, NUMBER);

    static final Shape SCHEMA = ObjectShape.of(KIND)
            .referable()
            .fact("type", either(JsonNode::isArray, TEXTS, TEXT))
            .fact("format", TEXT)
            .fact("nullable", FLAG)
            .fact("const", DATA)
            .fact("enum", listOf(DATA))
            .fact("default", DATA)
            .fact("minimum", NUMBER)
            .fact("exclusiveMinimum", EXCLUSIVE_BOUND)
            .fact("maximum", NUMBER)
            .fact("exclusiveMaximum", EXCLUSIVE_BOUND)
            .fact("multipleOf", NUMBER)
            .fact("minLength", COUNT)
            .fact("maxLength", COUNT)
            .fact("pattern", TEXT)
            .fact("minItems", COUNT)
            .fact("maxItems", COUNT)
            .fact("uniqueItems", FLAG)
            .fact("deprecated", FLAG)
            .fact("allOf", listOf(NESTED))
            .fact("oneOf", listOf(NESTED))
            .fact("anyOf", listOf(NESTED))
            .fact("discriminator", DISCRIMINATOR)
            .fact("required", NAMES)
            .fact("properties", namesTo(NESTED))
            .fact("additionalProperties", either(JsonNode::isBoolean, FLAG, NESTED))
            .fact("items", NESTED)
            .prose("title", "description", "example", "examples", "externalDocs")
            .end();

    private SchemaShape() {}
}
