package io.github.kalshiperps.spectools;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The contracts of a lending library, written for these tests. */
public final class Library {
    private Library() {}

    /** Holds every keyword of OpenAPI that a contract may hold. */
    public static String openApi() {
        return text("library.openapi.yaml");
    }

    /** The same facts in other words, order and style. */
    public static String openApiReworded() {
        return text("library.openapi.reworded.yaml");
    }

    /** What must come out of both, under the title of the REST API. */
    public static String openApiPinned() {
        return text("library.openapi.pinned.yaml");
    }

    /** Holds every keyword of AsyncAPI that a contract may hold. */
    public static String asyncApi() {
        return text("library.asyncapi.yaml");
    }

    /** What must come out of it. */
    public static String asyncApiPinned() {
        return text("library.asyncapi.pinned.yaml");
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(Library.class.getResourceAsStream("/contracts/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
