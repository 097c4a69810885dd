package io.github.kalshiperps.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.BooleanValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.NullValue;
import io.github.kalshiperps.conformance.Wire.NumberValue;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import io.github.kalshiperps.conformance.Wire.StringValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON token by token into {@link Wire} values. */
final class WireReader {
    private static final JsonFactory JSON = new JsonFactory();

    private WireReader() {}

    /**
     * Reads exactly one JSON value.
     *
     * @throws NotJsonException if the text is anything else
     */
    static Wire read(String json) throws NotJsonException {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() == null) {
                throw new JsonParseException(parser, "There is no value");
            }
            Wire value = value(parser);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "There is something behind the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw NotJsonException.of(e);
        } catch (IOException e) {
            throw new AssertionError("A text in memory does not fail to be read", e);
        }
    }

    private static Wire value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new StringValue(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberValue(parser.getText());
            case VALUE_TRUE -> new BooleanValue(true);
            case VALUE_FALSE -> new BooleanValue(false);
            case VALUE_NULL -> new NullValue();
            default -> throw new JsonParseException(parser, "There is a misplaced " + parser.currentToken());
        };
    }

    private static Wire object(JsonParser parser) throws IOException {
        List<Member> members = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.add(new Member(name, value(parser)));
        }
        return new ObjectValue(members);
    }

    private static Wire array(JsonParser parser) throws IOException {
        List<Wire> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return new ArrayValue(elements);
    }
}
