package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns SnakeYAML's nodes into a JSON tree and refuses what JSON has no form for. */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Map<Tag, Function<String, JsonNode>> SCALARS = Map.of(
            Tag.STR, NODES::textNode,
            Tag.NULL, text -> NODES.nullNode(),
            Tag.BOOL, text -> NODES.booleanNode(Boolean.parseBoolean(text)),
            Tag.INT, text -> NODES.numberNode(new BigInteger(text)),
            Tag.FLOAT, text -> DecimalNode.valueOf(new BigDecimal(text)));

    private final String name;

    YamlTree(String name) {
        this.name = name;
    }

    JsonNode of(Node node) {
        if (node.getAnchor() != null) {
            throw error(node, "the anchor &" + node.getAnchor() + "; write out what stands for it");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping);
        }
        return node instanceof SequenceNode sequence ? array(sequence) : scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping) {
        ObjectNode object = NODES.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw error(tuple.getKeyNode(), "a key that is not a text");
            }
            if (object.has(key.getValue())) {
                throw error(key, "duplicate key '" + key.getValue() + "'");
            }
            object.set(key.getValue(), of(tuple.getValueNode()));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence) {
        ArrayNode array = NODES.arrayNode();
        sequence.getValue().forEach(element -> array.add(of(element)));
        return array;
    }

    private JsonNode scalar(ScalarNode scalar) {
        Function<String, JsonNode> reader = SCALARS.get(scalar.getTag());
        if (reader == null) {
            throw error(scalar, "the tag " + scalar.getTag());
        }
        return reader.apply(scalar.getValue());
    }

    private SpecException error(Node node, String problem) {
        return new SpecException(name + ", line " + (node.getStartMark().getLine() + 1) + ": " + problem);
    }
}
