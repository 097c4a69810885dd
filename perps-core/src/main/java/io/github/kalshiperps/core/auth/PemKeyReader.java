package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kalshiperps.core.error.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads one private key. Its exceptions say what was found and what to do. Those about the content have no cause: what a
 * security provider says about bytes that it cannot parse is not ours to vouch for.
 */
final class PemKeyReader {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

    /** JCA names of what the exchange takes. */
    private static final Map<String, String> KEY_ALGORITHMS =
            Map.of("1.2.840.113549.1.1.1", "RSA", "1.2.840.113549.1.1.10", "RSASSA-PSS", "1.3.101.112", "Ed25519");
    /** For messages. */
    private static final Map<String, String> REFUSED_KEY_ALGORITHMS =
            Map.of("1.2.840.10045.2.1", "EC", "1.2.840.10040.4.1", "DSA", "1.3.101.113", "Ed448");

    /** What PKCS#8 puts before a PKCS#1 key: version 0, algorithm rsaEncryption, no parameters. */
    private static final byte[] PKCS8_RSA_HEAD = HexFormat.of().parseHex("020100" + "300d06092a864886f70d0101010500");

    private static final String PBES2_OID = "1.2.840.113549.1.5.13";
    private static final String PBKDF2_OID = "1.2.840.113549.1.5.12";
    private static final Map<String, String> PSEUDO_RANDOM_FUNCTIONS = Map.of(
            "1.2.840.113549.2.7", "HmacSHA1",
            "1.2.840.113549.2.8", "HmacSHA224",
            "1.2.840.113549.2.9", "HmacSHA256",
            "1.2.840.113549.2.10", "HmacSHA384",
            "1.2.840.113549.2.11", "HmacSHA512");
    private static final Map<String, Integer> AES_CBC_KEY_BITS = Map.of(
            "2.16.840.1.101.3.4.1.2", 128,
            "2.16.840.1.101.3.4.1.22", 192,
            "2.16.840.1.101.3.4.1.42", 256);

    private final String subject;
    private final String fileInCommands;
    private final char @Nullable [] passphrase;

    /**
     * A reader of one key.
     *
     * @param subject begins every message
     * @param fileInCommands stands for the key file in the commands that a message recommends
     * @param passphrase decrypts the key
     */
    PemKeyReader(String subject, String fileInCommands, char @Nullable [] passphrase) {
        this.subject = subject;
        this.fileInCommands = fileInCommands;
        this.passphrase = passphrase;
    }

    PrivateKey read(String text) {
        String pem = text.replace("\\r", "").replace("\\n", "\n");
        List<MatchResult> begins = BEGIN.matcher(pem).results().toList();
        if (begins.isEmpty()) {
            throw error("has no -----BEGIN ...----- line, so it is not a PEM key. If it is a binary (DER) key: "
                    + "openssl pkey -inform DER -in " + fileInCommands + " -out NEWFILE");
        }
        String label = begins.get(0).group(1);
        if (label.startsWith("EC ")) {
            throw refusedAlgorithm("EC");
        }
        if (begins.size() > 1) {
            throw error("has " + begins.size() + " PEM blocks ("
                    + begins.stream().map(begin -> begin.group(1)).collect(Collectors.joining(", "))
                    + "); leave the one private key only");
        }
        int bodyStart = begins.get(0).end();
        int bodyEnd = pem.indexOf("-----END " + label + "-----", bodyStart);
        if (bodyEnd < 0) {
            throw error("is cut short: it has no -----END " + label + "----- line");
        }
        String body = pem.substring(bodyStart, bodyEnd);
        try {
            return switch (label) {
                case "PRIVATE KEY" -> fromPkcs8(decoded(body));
                case "ENCRYPTED PRIVATE KEY" -> fromPkcs8(decrypted(decoded(body)));
                case "RSA PRIVATE KEY" -> fromPkcs1(body);
                case "OPENSSH PRIVATE KEY" -> throw openSsh(decoded(body));
                default ->
                    throw label.endsWith("PRIVATE KEY")
                            ? error("is a key of an unknown kind: " + label + ". " + newKeyAdvice())
                            : error("is no private key but a " + label + "; the private key is what was saved when the "
                                    + "API key was made");
            };
        } catch (NoSuchAlgorithmException | NoSuchPaddingException e) {
            throw new ConfigurationException(
                    subject + " needs an algorithm that no installed security provider has", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw error("is damaged: what stands between the BEGIN and END lines is no " + label);
        }
    }

    private static byte[] decoded(String body) {
        // Strict: a decoder that skips foreign characters would make another key of a damaged one.
        return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    }

    private PrivateKey fromPkcs1(String body) throws GeneralSecurityException {
        if (body.contains("4,ENCRYPTED")) {
            throw convertEncryption("OpenSSL's traditional format (Proc-Type: 4,ENCRYPTED)");
        }
        return fromPkcs8(Der.encoded(Der.SEQUENCE, PKCS8_RSA_HEAD, Der.encoded(Der.OCTET_STRING, decoded(body))));
    }

    private PrivateKey fromPkcs8(byte[] der) throws GeneralSecurityException {
        Der info = new Der(der).sequence();
        info.integer();
        String oid = info.sequence().oid();
        String algorithm = KEY_ALGORITHMS.get(oid);
        if (algorithm == null) {
            throw refusedAlgorithm(REFUSED_KEY_ALGORITHMS.getOrDefault(oid, oid));
        }
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    /**
     * By hand: the JDK's EncryptedPrivateKeyInfo tells the algorithms of PBES2 apart by their toString only, up to JDK 17
     * takes no passphrase beyond ASCII, and knows no AES-192.
     */
    private byte[] decrypted(byte[] der) throws GeneralSecurityException {
        Der info = new Der(der).sequence();
        Der scheme = info.sequence();
        byte[] encrypted = info.octets();
        if (!scheme.oid().equals(PBES2_OID)) {
            throw convertEncryption("an outdated cipher (PKCS#5 version 1 or PKCS#12)");
        }
        Der parameters = scheme.sequence();
        Der derivation = parameters.sequence();
        Der encryption = parameters.sequence();
        if (!derivation.oid().equals(PBKDF2_OID)) {
            throw convertEncryption("a key derivation other than PBKDF2, such as scrypt");
        }
        Integer keyBits = AES_CBC_KEY_BITS.get(encryption.oid());
        if (keyBits == null) {
            throw convertEncryption("a cipher other than AES-CBC, such as triple DES");
        }
        byte[] iv = encryption.octets();
        Der pbkdf2 = derivation.sequence();
        byte[] salt = pbkdf2.octets();
        int iterations = pbkdf2.integer();
        if (pbkdf2.nextIs(Der.INTEGER)) {
            pbkdf2.integer(); // The key length, which the cipher says too.
        }
        String function = pbkdf2.nextIs(Der.SEQUENCE)
                ? PSEUDO_RANDOM_FUNCTIONS.get(pbkdf2.sequence().oid())
                : "HmacSHA1";
        if (function == null) {
            throw convertEncryption("an unusual pseudo-random function");
        }
        if (passphrase == null || passphrase.length == 0) {
            throw error("is encrypted and no passphrase was given");
        }
        byte[] aesKey = SecretKeyFactory.getInstance("PBKDF2With" + function)
                .generateSecret(new PBEKeySpec(passphrase, salt, iterations, keyBits))
                .getEncoded();
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(aesKey, "AES"), new IvParameterSpec(iv));
        try {
            byte[] pkcs8 = cipher.doFinal(encrypted);
            // One wrong passphrase in 256 leaves a valid padding.
            new Der(pkcs8).sequence().integer();
            return pkcs8;
        } catch (BadPaddingException | IllegalArgumentException e) {
            throw error("cannot be decrypted: the passphrase is wrong");
        }
    }

    private ConfigurationException convertEncryption(String found) {
        return error("is encrypted with " + found + ". Convert it to PKCS#8 with AES: openssl pkey -in "
                + fileInCommands + " -aes256 -out NEWFILE");
    }

    private ConfigurationException openSsh(byte[] blob) {
        // The type of the key stands in clear, even if the key is encrypted.
        return error("is in OpenSSH's own format. "
                + (new String(blob, US_ASCII).contains("ssh-rsa")
                        ? "Convert it in place to PKCS#8: ssh-keygen -p -m PKCS8 -f " + fileInCommands
                        : "For an Ed25519 key, a recent ssh-keygen converts it in place to PKCS#8: ssh-keygen -p -m "
                                + "PKCS8 -f " + fileInCommands + " (an older one leaves it as it is). Otherwise: "
                                + newKeyAdvice()));
    }

    private ConfigurationException refusedAlgorithm(String algorithm) {
        return error("is a key of the algorithm " + algorithm
                + "; the exchange takes RSA (2048 bits or more) and Ed25519. " + newKeyAdvice());
    }

    private static String newKeyAdvice() {
        return "Make a new key and register its public part with the exchange: openssl genpkey -algorithm ed25519 "
                + "-out NEWFILE && openssl pkey -in NEWFILE -pubout";
    }

    private ConfigurationException error(String problem) {
        return new ConfigurationException(subject + " " + problem);
    }
}
