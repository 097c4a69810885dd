package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads YAML documents as trees; a duplicate key is an error. */
final class Yaml {
    private static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private Yaml() {}

    static ObjectNode readObject(Path file) {
        try {
            JsonNode root = MAPPER.readTree(Files.readString(file));
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw new ContractException(file + ": expected a YAML mapping");
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new ContractException(file + line + ": not YAML: " + e.getOriginalMessage(), e);
        } catch (NoSuchFileException e) {
            throw new ContractException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new ContractException(file + ": cannot be read: " + e, e);
        }
    }
}
