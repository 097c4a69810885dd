package io.github.kalshiperps.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.auth.RequestSigner;
import io.github.kalshiperps.core.auth.TestKeys;
import io.github.kalshiperps.core.error.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EnvironmentConfigTest {
    private static final String KEY_ID = "a952bcbe-ec3b-4b5b-b8f9-11dae589608c";
    private static final String PEM = TestKeys.pem("ed25519.pkcs8");
    private static final String ENCRYPTED_PEM = TestKeys.pem("ed25519.encrypted-aes128-sha1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void emptyEnvironmentIsTheDemoWithoutCredentials() {
        EnvironmentConfig config = read();

        assertThat(config.signer()).isEmpty();
        assertThat(config.demo()).isTrue();
        assertThat(config.apiBaseUrl()).isEmpty();
        assertThat(config.wsBaseUrl()).isEmpty();
    }

    @Test
    void blankCountsAsAbsent() {
        EnvironmentConfig config = read(
                "KEY_ID",
                "",
                "PRIVATE_KEY",
                " ",
                "PRIVATE_KEY_PATH",
                "\t",
                "PRIVATE_KEY_PASSPHRASE",
                " ",
                "DEMO",
                " ",
                "API_BASE_URL",
                "",
                "WS_BASE_URL",
                "\n");

        assertThat(config)
                .hasToString("EnvironmentConfig[signer=none, demo=true, apiBaseUrl=default, wsBaseUrl=default]");
    }

    @Test
    void readsTheEnvironmentOfTheProcess() {
        assertThat(EnvironmentConfig.fromEnv())
                .hasToString(
                        EnvironmentConfig.from(System.getenv(), "KALSHI_PERPS_").toString());
    }

    @Test
    void readsOtherPrefixes() {
        EnvironmentConfig config =
                EnvironmentConfig.from(Map.of("DESK_2_DEMO", "false", "KALSHI_PERPS_DEMO", "x"), "DESK_2_");

        assertThat(config.demo()).isFalse();
    }

    // --- credentials

    @Test
    void signsWithTheKeyInTheVariable() {
        assertSigns(read("KEY_ID", KEY_ID, "PRIVATE_KEY", PEM));
        assertSigns(read("KEY_ID", " " + KEY_ID + "\n", "PRIVATE_KEY", PEM.replace("\n", "\\n")));
        assertSigns(
                read("KEY_ID", KEY_ID, "PRIVATE_KEY", ENCRYPTED_PEM, "PRIVATE_KEY_PASSPHRASE", TestKeys.PASSPHRASE));
    }

    @Test
    void signsWithTheKeyInTheFile() {
        assertSigns(read("KEY_ID", KEY_ID, "PRIVATE_KEY_PATH", file(PEM)));
        assertSigns(read(
                "KEY_ID",
                KEY_ID,
                "PRIVATE_KEY_PATH",
                file(ENCRYPTED_PEM) + "\n",
                "PRIVATE_KEY_PASSPHRASE",
                TestKeys.PASSPHRASE));
    }

    @Test
    void passphraseIsTakenToTheLetter() {
        assertRefused(
                        "KEY_ID",
                        KEY_ID,
                        "PRIVATE_KEY",
                        ENCRYPTED_PEM,
                        "PRIVATE_KEY_PASSPHRASE",
                        TestKeys.PASSPHRASE + " ")
                .hasMessage(
                        "KALSHI_PERPS_KEY_ID and KALSHI_PERPS_PRIVATE_KEY with KALSHI_PERPS_PRIVATE_KEY_PASSPHRASE: "
                                + "The private key cannot be decrypted: the passphrase is wrong");
    }

    @Test
    void refusesTwoKeys() {
        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY", PEM, "PRIVATE_KEY_PATH", "/key.pem")
                .hasMessage("KALSHI_PERPS_PRIVATE_KEY and KALSHI_PERPS_PRIVATE_KEY_PATH are both set; set one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE_KEY", "PRIVATE_KEY_PATH", "PRIVATE_KEY_PASSPHRASE"})
    void refusesAKeyWithoutItsId(String variable) {
        assertRefused(variable, PEM).hasMessage("KALSHI_PERPS_" + variable + " is set but KALSHI_PERPS_KEY_ID is not");
    }

    @Test
    void refusesAKeyIdWithoutItsKey() {
        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY_PASSPHRASE", TestKeys.PASSPHRASE)
                .hasMessage("KALSHI_PERPS_KEY_ID is set but neither KALSHI_PERPS_PRIVATE_KEY nor "
                        + "KALSHI_PERPS_PRIVATE_KEY_PATH is");
    }

    @Test
    void asksForAMissingPassphrase() {
        String path = file(ENCRYPTED_PEM);

        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY_PATH", path)
                .hasMessage("KALSHI_PERPS_KEY_ID and KALSHI_PERPS_PRIVATE_KEY_PATH without "
                        + "KALSHI_PERPS_PRIVATE_KEY_PASSPHRASE: Private key file " + path
                        + " is encrypted and no passphrase was given");
    }

    @Test
    void refusesAnUnusableKeyId() {
        assertRefused("KEY_ID", PEM, "PRIVATE_KEY", PEM)
                .hasMessageStartingWith("KALSHI_PERPS_KEY_ID and KALSHI_PERPS_PRIVATE_KEY without ")
                .hasMessageContaining("The API key id must be printable ASCII");
    }

    @Test
    void pointsOutAFileNameInPlaceOfAKey() {
        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY", "/etc/kalshi.pem")
                .hasMessage("KALSHI_PERPS_PRIVATE_KEY is not the PEM text of a key; if it is a file name, set "
                        + "KALSHI_PERPS_PRIVATE_KEY_PATH instead");
    }

    @Test
    void pointsOutAKeyInPlaceOfAFileName() {
        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY_PATH", PEM)
                .hasMessageContaining("KALSHI_PERPS_PRIVATE_KEY_PATH")
                .hasMessageContaining("is the PEM text itself, not a path");
    }

    @Test
    void refusesWhatCannotBeAFileName() {
        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY_PATH", "a\0b")
                .hasMessage("KALSHI_PERPS_PRIVATE_KEY_PATH is not a file name");
    }

    @Test
    void namesAMissingFile() {
        Path missing = directory.resolve("missing.pem");

        assertRefused("KEY_ID", KEY_ID, "PRIVATE_KEY_PATH", missing.toString())
                .hasMessageContaining("KALSHI_PERPS_PRIVATE_KEY_PATH")
                .hasMessageEndingWith("Private key file " + missing + " does not exist");
    }

    // --- environment

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "TRUE, true",
        "1, true",
        "yes, true",
        " Yes , true",
        "false, false",
        "False, false",
        "0, false",
        "no, false",
        "NO, false"
    })
    void demoIsOnUnlessTurnedOff(String value, boolean demo) {
        assertThat(read("DEMO", value).demo()).isEqualTo(demo);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "off", "2", "truefalse", "f", "-"})
    void refusesUnclearDemo(String value) {
        assertRefused("DEMO", value)
                .hasMessage("KALSHI_PERPS_DEMO must be true, 1 or yes for the demo exchange, or false, 0 or no for "
                        + "production, but is \"" + value + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example/trade-api/v2,      https://api.example/trade-api/v2/",
        "https://api.example/trade-api/v2/,     https://api.example/trade-api/v2/",
        "https://api.example/trade-api/v2//,    https://api.example/trade-api/v2/",
        "https://api.example,                   https://api.example/",
        "HTTPS://API.example:8443/v2,           https://api.example:8443/v2/",
        "http://localhost:8080/a%2Fb,           http://localhost:8080/a%2Fb/"
    })
    void apiBaseUrlEndsWithASlash(String value, String url) {
        assertThat(read("API_BASE_URL", value).apiBaseUrl()).contains(HttpUrl.get(url));
    }

    @ParameterizedTest
    @CsvSource({
        "wss://ws.example/trade-api/ws/v2/margin,  wss://ws.example/trade-api/ws/v2/margin",
        "wss://ws.example/trade-api/ws/v2/margin/, wss://ws.example/trade-api/ws/v2/margin",
        "wss://ws.example,                         wss://ws.example",
        "WSS://WS.example:8443/,                   wss://ws.example:8443",
        "ws://localhost:8080/margin,               ws://localhost:8080/margin"
    })
    void wsBaseUrlEndsWithoutASlash(String value, String url) {
        assertThat(read("WS_BASE_URL", value).wsBaseUrl()).contains(URI.create(url));
    }

    @Test
    void demoStaysReadableBesideABaseUrl() {
        EnvironmentConfig config = read("DEMO", "false", "API_BASE_URL", "https://api.example");

        assertThat(config.demo()).isFalse();
        assertThat(config.apiBaseUrl()).contains(HttpUrl.get("https://api.example/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example",
                "/trade-api/v2",
                "https:api.example",
                "https:/api.example",
                "https://",
                "ftp://api.example",
                "wss://api.example",
                "https://api.example:99999",
                "https://a b/",
                "file:///etc/passwd"
            })
    void refusesApiBaseUrlsThatAreNotAbsoluteHttp(String value) {
        assertRefused("API_BASE_URL", value)
                .hasMessage("KALSHI_PERPS_API_BASE_URL must be an absolute http or https URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws.example", "https://ws.example", "ws:ws.example", "wss://", "wsss://ws.example"})
    void refusesWsBaseUrlsThatAreNotAbsoluteWs(String value) {
        assertRefused("WS_BASE_URL", value).hasMessage("KALSHI_PERPS_WS_BASE_URL must be an absolute ws or wss URL");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example/?token=hunter2,  query and fragment",
        "https://api.example/?,               query and fragment",
        "https://api.example/#hunter2,        query and fragment",
        "https://hunter2@api.example/,        user name and password",
        "https://:hunter2@api.example/,       user name and password"
    })
    void refusesBaseUrlsWithMoreThanAPathWithoutShowingIt(String value, String without) {
        assertRefused("API_BASE_URL", value)
                .hasMessage("KALSHI_PERPS_API_BASE_URL must be an absolute http or https URL without " + without);
        assertRefused("WS_BASE_URL", value.replace("https", "wss"))
                .hasMessage("KALSHI_PERPS_WS_BASE_URL must be an absolute ws or wss URL without " + without);
    }

    @Test
    void toStringShowsNoSecret() {
        String shown = read(
                        "KEY_ID",
                        KEY_ID,
                        "PRIVATE_KEY",
                        ENCRYPTED_PEM,
                        "PRIVATE_KEY_PASSPHRASE",
                        TestKeys.PASSPHRASE,
                        "API_BASE_URL",
                        "https://api.example",
                        "WS_BASE_URL",
                        "wss://ws.example")
                .toString();

        assertThat(shown)
                .isEqualTo("EnvironmentConfig[signer=PrivateKeySigner[a952bcbe…, Ed25519], demo=true, "
                        + "apiBaseUrl=https://api.example/, wsBaseUrl=wss://ws.example]");
        TestKeys.assertKeepsSecret(shown, ENCRYPTED_PEM, TestKeys.PASSPHRASE, KEY_ID);
        TestKeys.assertKeepsSecret(shown, PEM);
    }

    private static void assertSigns(EnvironmentConfig config) {
        RequestSigner signer = config.signer().orElseThrow();
        byte[] message = "message".getBytes(UTF_8);

        assertThat(signer.keyId()).isEqualTo(KEY_ID);
        assertThat(TestKeys.verifies(TestKeys.publicKey("Ed25519", "ed25519.public"), message, signer.sign(message)))
                .isTrue();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String... variables) {
        return assertThatThrownBy(() -> read(variables))
                .isInstanceOf(ConfigurationException.class)
                .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, PEM, TestKeys.PASSPHRASE, KEY_ID, "hunter2"))
                .satisfies(thrown -> TestKeys.assertKeepsSecret(thrown, ENCRYPTED_PEM));
    }

    private static EnvironmentConfig read(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(EnvironmentConfig.DEFAULT_PREFIX + namesAndValues[i], namesAndValues[i + 1]);
        }
        return EnvironmentConfig.from(variables, EnvironmentConfig.DEFAULT_PREFIX);
    }

    private String file(String content) {
        try {
            return Files.writeString(directory.resolve("key.pem"), content).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
