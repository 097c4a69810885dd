package io.github.kalshiperps.spectools.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads YAML documents as JSON trees, by the rule that OpenAPI and AsyncAPI set: a plain scalar is a number, true, false
 * or null exactly if JSON would say so, and a text otherwise ({@code yes} is a text). Nothing is chosen silently: a
 * duplicate key, an anchor, a tag or a second document is an error, and numbers keep their digits.
 */
public final class YamlDocuments {
    private YamlDocuments() {}

    /**
     * Reads a file.
     *
     * @param file a YAML document
     * @return its root
     * @throws SpecException if the file cannot be read or is not one plain YAML document; the message names the line
     */
    public static JsonNode read(Path file) {
        return read(bytes(file), file.toString());
    }

    /**
     * Reads a document that is in memory.
     *
     * @param document the document, UTF-8
     * @param name what to call it in error messages
     * @return its root
     * @throws SpecException if it is not one plain YAML document; the message names the line
     */
    public static JsonNode read(byte[] document, String name) {
        Node root = compose(text(document, name), name);
        if (root == null) {
            throw new SpecException(name + " is empty");
        }
        return new YamlTree(name).of(root);
    }

    private static Node compose(String text, String name) {
        LoaderOptions options = new LoaderOptions();
        // Whoever read the bytes has limited their number.
        options.setCodePointLimit(Integer.MAX_VALUE);
        try {
            return new Composer(new ParserImpl(new StreamReader(text), options), new JsonScalars(), options)
                    .getSingleNode();
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new SpecException(name + ", line " + line + ": " + problem(e), e);
        } catch (YAMLException e) {
            throw new SpecException(name + " is not YAML: " + e.getMessage(), e);
        }
    }

    private static String problem(MarkedYAMLException failure) {
        return failure.getContext() == null ? failure.getProblem() : failure.getContext() + ", " + failure.getProblem();
    }

    private static String text(byte[] document, String name) {
        try {
            // Unlike the constructor of String, a decoder refuses what is not UTF-8.
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SpecException(name + " is not text in UTF-8", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SpecException("there is no file " + file, e);
        } catch (IOException e) {
            throw new SpecException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
