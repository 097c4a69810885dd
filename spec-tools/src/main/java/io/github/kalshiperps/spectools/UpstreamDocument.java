package io.github.kalshiperps.spectools;

import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The bytes of a document from where somebody says it is: a file or a URL. */
public final class UpstreamDocument {
    /** Fifty times what the exchange publishes, and few enough to be read into memory without a thought. */
    public static final int MAX_BYTES = 8 << 20;

    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");

    /** No YAML document of a contract begins with a tag. */
    private static final Pattern MARKUP = Pattern.compile("\\A\\uFEFF?\\s*<");

    private UpstreamDocument() {}

    /**
     * Reads the document.
     *
     * @param from a path, or an https URL
     * @return its bytes
     * @throws SpecException if it cannot be had, is too large, or is a web page
     */
    public static byte[] read(String from) {
        byte[] bytes = URL.matcher(from).matches() ? Download.standard().fetch(uri(from)) : readFile(from);
        String start = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.UTF_8);
        if (MARKUP.matcher(start).find()) {
            throw new SpecException(from + " is an HTML page, not a YAML document");
        }
        return bytes;
    }

    /**
     * Whether this is an address and no path.
     *
     * @param from what somebody said
     * @return true when it has a scheme
     */
    public static boolean isAddress(String from) {
        return URL.matcher(from).matches();
    }

    private static URI uri(String from) {
        try {
            return URI.create(from);
        } catch (IllegalArgumentException e) {
            throw new SpecException(from + " is not a URL: " + e.getMessage(), e);
        }
    }

    private static byte[] readFile(String from) {
        try (InputStream in = Files.newInputStream(Path.of(from))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new SpecException(from + " is larger than " + MAX_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new SpecException("there is no file " + from, e);
        } catch (IOException e) {
            throw new SpecException("cannot read " + from + ": " + e.getMessage(), e);
        }
    }
}
