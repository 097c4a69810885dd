package io.github.kalshiperps.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kalshiperps.core.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class PrivateKeysTest {
    private static final PublicKey RSA = TestKeys.publicKey("RSA", "rsa.public");
    private static final PublicKey ED25519 = TestKeys.publicKey("Ed25519", "ed25519.public");
    private static final String CONVERT_ENCRYPTION =
            "Convert it to PKCS#8 with AES: openssl pkey -in KEYFILE -aes256 -out NEWFILE";
    private static final String NEW_KEY = "openssl genpkey -algorithm ed25519 -out NEWFILE";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    // --- what is read

    @ParameterizedTest
    @ValueSource(strings = {"rsa.pkcs8", "rsa.pkcs1"})
    void readsRsaKeys(String fixture) {
        assertBelongsTogether(PrivateKeys.fromPem(TestKeys.pem(fixture)), RSA);
    }

    @Test
    void readsEd25519Keys() {
        assertBelongsTogether(PrivateKeys.fromPem(TestKeys.pem("ed25519.pkcs8")), ED25519);
    }

    @Test
    void readsEd25519KeysThatCarryTheirPublicKey() {
        // RFC 5958: version 1, and the public key as [1] BIT STRING behind the private key.
        byte[] v1 = TestKeys.body(TestKeys.pem("ed25519.pkcs8"));
        byte[] spki = TestKeys.body(TestKeys.pem("ed25519.public"));
        byte[] v2 = Arrays.copyOf(v1, v1.length + 35);
        v2[1] = (byte) (v1[1] + 35);
        v2[4] = 1;
        v2[v1.length] = (byte) 0x81;
        v2[v1.length + 1] = 33;
        System.arraycopy(spki, spki.length - 32, v2, v1.length + 3, 32);

        assertBelongsTogether(PrivateKeys.fromPem(TestKeys.pem("PRIVATE KEY", v2)), ED25519);
    }

    @Test
    void readsEncryptedRsaKeys() {
        assertBelongsTogether(
                PrivateKeys.fromPem(TestKeys.pem("rsa.encrypted-aes256"), TestKeys.PASSPHRASE.toCharArray()), RSA);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519.encrypted-aes128-sha1,     test-passphrase",
        "ed25519.encrypted-aes192-sha512,   test-passphrase",
        "ed25519.encrypted-utf8-passphrase, pässwörd €"
    })
    void readsEncryptedEd25519Keys(String fixture, String passphrase) {
        assertBelongsTogether(PrivateKeys.fromPem(TestKeys.pem(fixture), passphrase.toCharArray()), ED25519);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PBEWithHmacSHA1AndAES_128",
                "PBEWithHmacSHA224AndAES_128",
                "PBEWithHmacSHA256AndAES_128",
                "PBEWithHmacSHA384AndAES_128",
                "PBEWithHmacSHA512AndAES_128",
                "PBEWithHmacSHA1AndAES_256",
                "PBEWithHmacSHA224AndAES_256",
                "PBEWithHmacSHA256AndAES_256",
                "PBEWithHmacSHA384AndAES_256",
                "PBEWithHmacSHA512AndAES_256"
            })
    void readsWhatTheJdkEncrypts(String algorithm) throws GeneralSecurityException, IOException {
        String pem = encryptedByTheJdk(algorithm, TestKeys.RSA.getPrivate());

        assertThat(PrivateKeys.fromPem(pem, TestKeys.PASSPHRASE.toCharArray())).isEqualTo(TestKeys.RSA.getPrivate());
    }

    @Test
    void ignoresAPassphraseThatIsNotNeeded() {
        assertBelongsTogether(PrivateKeys.fromPem(TestKeys.pem("rsa.pkcs1"), "unused".toCharArray()), RSA);
    }

    @Test
    void leavesThePassphraseToItsOwner() {
        char[] passphrase = TestKeys.PASSPHRASE.toCharArray();
        PrivateKeys.fromPem(TestKeys.pem("rsa.encrypted-aes256"), passphrase);

        assertThat(passphrase).isEqualTo(TestKeys.PASSPHRASE.toCharArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\\n", "\\r\\n", " ", "\n\n", "\n  "})
    void acceptsLineEndsAsTransportsLeaveThem(String lineEnd) {
        for (String fixture : new String[] {"rsa.pkcs8", "rsa.pkcs1", "rsa.encrypted-aes256"}) {
            String pem = TestKeys.pem(fixture).replace("\n", lineEnd);

            assertBelongsTogether(PrivateKeys.fromPem(pem, TestKeys.PASSPHRASE.toCharArray()), RSA);
        }
    }

    @Test
    void skipsTextAroundTheKey() {
        String pem = "\uFEFF# prod key\n\"" + TestKeys.pem("ed25519.pkcs8").strip() + "\"\n";

        assertBelongsTogether(PrivateKeys.fromPem(pem), ED25519);
    }

    @Test
    void readsFiles() {
        assertBelongsTogether(PrivateKeys.fromPemFile(file("key.pem", TestKeys.pem("ed25519.pkcs8"))), ED25519);
        assertBelongsTogether(
                PrivateKeys.fromPemFile(
                        file("rsa.pem", TestKeys.pem("rsa.encrypted-aes256")), TestKeys.PASSPHRASE.toCharArray()),
                RSA);
    }

    // --- what is refused, and with what advice

    @Test
    void refusesOpenSshRsaKeys() {
        assertRefused(
                "rsa.openssh",
                "The private key is in OpenSSH's own format. "
                        + "Convert it in place to PKCS#8: ssh-keygen -p -m PKCS8 -f KEYFILE");
    }

    @Test
    void refusesOpenSshEd25519KeysWithAWayOutForOldVersions() {
        assertRefused("ed25519.openssh", "OpenSSH's own format", "ssh-keygen -p -m PKCS8 -f KEYFILE", NEW_KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.encrypted-traditional, traditional format",
        "ed25519.encrypted-pbes1, PKCS#5 version 1",
        "ed25519.encrypted-scrypt, scrypt",
        "ed25519.encrypted-des3, triple DES"
    })
    void refusesOtherEncryptions(String fixture, String found) {
        assertRefused(fixture, "The private key is encrypted with ", found, CONVERT_ENCRYPTION);
    }

    @ParameterizedTest
    @CsvSource({"ec.sec1, EC", "ec.pkcs8, EC", "ed448.pkcs8, Ed448"})
    void refusesOtherAlgorithms(String fixture, String algorithm) {
        assertRefused(
                fixture,
                "The private key is a key of the algorithm " + algorithm
                        + "; the exchange takes RSA (2048 bits or more) and Ed25519.",
                NEW_KEY);
    }

    @Test
    void refusesUnknownAlgorithmsByObjectIdentifier() {
        PrivateKey key = TestKeys.generated("X25519", 255).getPrivate();

        assertTextRefused(TestKeys.pem("PRIVATE KEY", key), "is a key of the algorithm 1.3.101.110;");
    }

    @Test
    void refusesUnknownKindsOfPrivateKey() {
        assertTextRefused(
                TestKeys.pem("rsa.pkcs1").replace("RSA", "DSA"),
                "is a key of an unknown kind: DSA PRIVATE KEY",
                NEW_KEY);
    }

    @ParameterizedTest
    @CsvSource({"rsa.public, PUBLIC KEY", "rsa.certificate, CERTIFICATE"})
    void refusesWhatIsNoPrivateKey(String fixture, String label) {
        assertRefused(fixture, "The private key is no private key but a " + label);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 me", "MC4CAQAwBQYDK2VwBCIEIIsWpXxd3JNX"})
    void refusesTextThatIsNoPem(String text) {
        assertTextRefused(text, "has no -----BEGIN ...----- line", "openssl pkey -inform DER -in KEYFILE -out NEWFILE");
    }

    @Test
    void refusesToChooseAmongSeveralKeys() {
        assertTextRefused(
                TestKeys.pem("rsa.pkcs8") + TestKeys.pem("ed25519.pkcs8"),
                "has 2 PEM blocks (PRIVATE KEY, PRIVATE KEY)");
        assertTextRefused(TestKeys.pem("rsa.pkcs8") + TestKeys.pem("rsa.certificate"), "(PRIVATE KEY, CERTIFICATE)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa.encrypted-aes256", "ed25519.encrypted-aes128-sha1"})
    void asksForAMissingPassphrase(String fixture) {
        assertRefused(fixture, "The private key is encrypted and no passphrase was given");
        assertThatThrownBy(() -> PrivateKeys.fromPem(TestKeys.pem(fixture), new char[0]))
                .hasMessage("The private key is encrypted and no passphrase was given");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 605, 951}) // The last two happen to decrypt this file to a valid padding.
    void saysThatThePassphraseIsWrong(int number) {
        String pem = TestKeys.pem("ed25519.encrypted-aes128-sha1");

        assertThatThrownBy(() -> PrivateKeys.fromPem(pem, ("wrong-passphrase-" + number).toCharArray()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The private key cannot be decrypted: the passphrase is wrong")
                .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, pem, "wrong-passphrase"));
    }

    @Test
    void refusesKeysThatAreCutShort() {
        String pem = TestKeys.pem("rsa.pkcs8");

        assertTextRefused(pem.substring(0, 700), "is cut short: it has no -----END PRIVATE KEY----- line");
        assertTextRefused(pem.replace("-----END PRIVATE", "-----END PUBLIC"), "is cut short");
        assertTextRefused(
                "-----BEGIN PRIVATE KEY-----\n" + pem.substring(28, 700) + "\n-----END PRIVATE KEY-----",
                "is damaged: what stands between the BEGIN and END lines is no PRIVATE KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"})
    void refusesBodiesThatAreNoBase64(String label) {
        assertTextRefused(
                "-----BEGIN " + label + "-----\n!!!!\n-----END " + label + "-----\n",
                "is damaged: what stands between the BEGIN and END lines is no " + label);
    }

    @Test
    void doesNotBlameTheKeyForAMissingProvider() {
        Provider provider = Security.getProvider("SunEC");
        int position = Arrays.asList(Security.getProviders()).indexOf(provider) + 1;
        Security.removeProvider("SunEC");
        try {
            assertThatThrownBy(() -> PrivateKeys.fromPem(TestKeys.pem("ed25519.pkcs8")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("The private key needs an algorithm that no installed security provider has")
                    .hasRootCauseMessage("Ed25519 KeyFactory not available");
        } finally {
            Security.insertProviderAt(provider, position);
        }
    }

    @Property(tries = 500)
    void damageNeverLeadsToAnotherExceptionAndNeverShowsTheKey(
            @ForAll("fixtures") String fixture,
            @ForAll @IntRange(max = 2000) int position,
            @ForAll("base64") char replacement) {
        String intact = TestKeys.pem(fixture);
        StringBuilder damaged = new StringBuilder(intact);
        int start = intact.indexOf('\n') + 1;
        damaged.setCharAt(start + position % (intact.indexOf("-----END") - start), replacement);

        Throwable thrown = catchThrowable(() -> {
            PrivateKey key = PrivateKeys.fromPem(damaged.toString(), TestKeys.PASSPHRASE.toCharArray());
            PrivateKeySigner.of("key-id", key);
        });

        if (thrown != null) {
            assertThat(thrown).isInstanceOf(ConfigurationException.class);
            TestKeys.assertKeepsSecret(thrown, intact, TestKeys.PASSPHRASE);
        }
    }

    @Provide
    Arbitrary<String> fixtures() {
        return Arbitraries.of(
                "rsa.pkcs8",
                "rsa.pkcs1",
                "rsa.encrypted-aes256",
                "rsa.openssh",
                "ed25519.pkcs8",
                "ed25519.encrypted-aes128-sha1",
                "ed25519.encrypted-aes192-sha512");
    }

    @Provide
    Arbitrary<Character> base64() {
        return Arbitraries.chars()
                .range('A', 'Z')
                .range('a', 'z')
                .range('0', '9')
                .with('+', '/', '=', '-', '\n', 'ä');
    }

    // --- files

    @Test
    void namesAFileThatDoesNotExist() {
        Path missing = directory.resolve("missing.pem");

        assertThatThrownBy(() -> PrivateKeys.fromPemFile(missing))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Private key file " + missing + " does not exist");
    }

    @Test
    void namesAFileThatCannotBeRead() {
        assertThatThrownBy(() -> PrivateKeys.fromPemFile(directory))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Private key file " + directory + " cannot be read")
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesLargeFiles() {
        String pem = TestKeys.pem("ed25519.pkcs8");
        Path largest = file("largest.pem", pem + " ".repeat(64 * 1024 - pem.length()));
        Path tooLarge = file("too-large.pem", pem + " ".repeat(64 * 1024 + 1 - pem.length()));

        assertBelongsTogether(PrivateKeys.fromPemFile(largest), ED25519);
        assertThatThrownBy(() -> PrivateKeys.fromPemFile(tooLarge))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Private key file " + tooLarge + " is larger than 64 KiB; it cannot be a single PEM key");
    }

    @Test
    void namesTheFileInTheCommandThatConvertsIt() {
        Path plain = file("my-key.pem", TestKeys.pem("rsa.openssh"));
        Path quoted = file("it's mine.pem", TestKeys.pem("rsa.encrypted-traditional"));

        assertThatThrownBy(() -> PrivateKeys.fromPemFile(plain))
                .hasMessageStartingWith("Private key file " + plain + " is in OpenSSH's own format.")
                .hasMessageEndingWith("ssh-keygen -p -m PKCS8 -f " + plain);
        assertThatThrownBy(() -> PrivateKeys.fromPemFile(quoted))
                .hasMessageEndingWith(
                        "openssl pkey -in '" + quoted.resolveSibling("it'\\''s mine.pem") + "' -aes256 -out NEWFILE");
    }

    @Test
    void doesNotShowAKeyThatIsPassedAsAFileName() {
        String pem = TestKeys.pem("ed25519.pkcs8");

        assertThatThrownBy(() -> PrivateKeys.fromPemFile(Path.of(pem)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The path of the private key file is the PEM text itself, not a path")
                .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, pem));
    }

    private Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content, UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertRefused(String fixture, String... messageParts) {
        assertTextRefused(TestKeys.pem(fixture), messageParts);
    }

    private static void assertTextRefused(String pem, String... messageParts) {
        for (char @Nullable [] passphrase : passphrases(messageParts)) {
            ThrowingCallable reading = () -> PrivateKeys.fromPem(pem, passphrase);
            assertThatThrownBy(reading)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageStartingWith("The private key ")
                    .hasMessageContainingAll(messageParts)
                    .hasNoCause()
                    .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, pem, TestKeys.PASSPHRASE));
        }
    }

    /** A passphrase changes no message but that which asks for it. */
    private static List<char @Nullable []> passphrases(String... messageParts) {
        return messageParts[0].contains("no passphrase")
                ? Arrays.asList(new char @Nullable [][] {null})
                : Arrays.asList(null, TestKeys.PASSPHRASE.toCharArray());
    }

    private static void assertBelongsTogether(PrivateKey privateKey, PublicKey publicKey) {
        byte[] message = "message".getBytes(UTF_8);
        byte[] signature = PrivateKeySigner.of("key-id", privateKey).sign(message);

        assertThat(TestKeys.verifies(publicKey, message, signature)).isTrue();
    }

    private static String encryptedByTheJdk(String algorithm, PrivateKey key)
            throws GeneralSecurityException, IOException {
        SecretKey secret = SecretKeyFactory.getInstance(algorithm)
                .generateSecret(new PBEKeySpec(TestKeys.PASSPHRASE.toCharArray()));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        byte[] encrypted = cipher.doFinal(key.getEncoded());
        // EncryptedPrivateKeyInfo reads PBES2 but cannot write it.
        byte[] pbes2 = HexFormat.of().parseHex("06092a864886f70d01050d");
        byte[] scheme = Der.encoded(Der.SEQUENCE, pbes2, cipher.getParameters().getEncoded());
        return TestKeys.pem(
                "ENCRYPTED PRIVATE KEY", Der.encoded(Der.SEQUENCE, scheme, Der.encoded(Der.OCTET_STRING, encrypted)));
    }
}
