package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kalshiperps.core.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys in PEM form: PKCS#8 ({@code PRIVATE KEY}), PKCS#1 ({@code RSA PRIVATE KEY}) and encrypted PKCS#8
 * ({@code ENCRYPTED PRIVATE KEY}: PBES2 with PBKDF2 and AES, what current OpenSSL writes).
 *
 * <p>Lines may end in LF, CRLF or a literal {@code \n}, as keys in environment variables often have it. Text around the
 * PEM block is skipped. Anything but exactly one RSA or Ed25519 key is refused with the command that converts it; that
 * includes the older encryptions, whose key derivation is too weak to carry on with. No exception contains key bytes or
 * the passphrase.
 */
public final class PrivateKeys {
    private static final int MAX_FILE_BYTES = 64 * 1024;

    private PrivateKeys() {}

    /**
     * Reads an unencrypted key.
     *
     * @param pem the PEM text
     * @return the RSA or Ed25519 key
     * @throws ConfigurationException if there is not exactly one such key in the text, or it is encrypted
     */
    public static PrivateKey fromPem(String pem) {
        return fromPem(pem, null);
    }

    /**
     * Reads a key.
     *
     * @param pem the PEM text
     * @param passphrase decrypts the key; null or empty for none. Neither changed nor kept, ignored if the key is not
     *     encrypted
     * @return the RSA or Ed25519 key
     * @throws ConfigurationException if there is not exactly one such key in the text, or the passphrase is missing or
     *     wrong
     */
    public static PrivateKey fromPem(String pem, char @Nullable [] passphrase) {
        return new PemKeyReader("The private key", "KEYFILE", passphrase).read(pem);
    }

    /**
     * Reads an unencrypted key from a file.
     *
     * @param file the PEM file, at most 64 KiB
     * @return the RSA or Ed25519 key
     * @throws ConfigurationException if the file cannot be read, does not hold exactly one such key, or it is encrypted
     */
    public static PrivateKey fromPemFile(Path file) {
        return fromPemFile(file, null);
    }

    /**
     * Reads a key from a file.
     *
     * @param file the PEM file, at most 64 KiB
     * @param passphrase as in {@link #fromPem(String, char[])}
     * @return the RSA or Ed25519 key
     * @throws ConfigurationException if the file cannot be read, does not hold exactly one such key, or the passphrase
     *     is missing or wrong
     */
    public static PrivateKey fromPemFile(Path file, char @Nullable [] passphrase) {
        if (file.toString().contains("-----BEGIN")) {
            // Every other message would show the key as a file name.
            throw new ConfigurationException("The path of the private key file is the PEM text itself, not a path");
        }
        return new PemKeyReader("Private key file " + file, shellQuoted(file), passphrase).read(text(file));
    }

    private static String text(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("Private key file " + file + " does not exist", e);
        } catch (IOException e) {
            throw new ConfigurationException("Private key file " + file + " cannot be read", e);
        }
        if (bytes.length > MAX_FILE_BYTES) {
            throw new ConfigurationException(
                    "Private key file " + file + " is larger than 64 KiB; it cannot be a single PEM key");
        }
        return new String(bytes, UTF_8);
    }

    private static String shellQuoted(Path file) {
        String name = file.toString();
        return name.matches("[\\w./-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }
}
