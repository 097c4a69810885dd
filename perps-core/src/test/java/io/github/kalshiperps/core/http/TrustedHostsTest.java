package io.github.kalshiperps.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kalshiperps.core.error.ConfigurationException;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import okhttp3.HttpUrl;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class TrustedHostsTest {
    private static final String HOST = "external-api.kalshi.com";
    private static final TrustedHosts TRUSTED = TrustedHosts.of(HOST, "external-api.demo.kalshi.co");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://external-api.kalshi.com/trade-api/v2/margin/orders?limit=1",
                "https://EXTERNAL-API.Kalshi.COM/",
                "https://external-api.kalshi.com./",
                "https://external-api.kalshi.com:8443/",
                "https://external-api%2ekalshi.com/",
                "https://external-api.demo.kalshi.co/",
                "https://external-api.kalshi.com\\@evil.example/" // A backslash ends the host, for OkHttp too.
            })
    void passesTrustedHostsOverTls(String url) {
        assertPasses(TRUSTED, url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/",
                "http://LOCALHOST/",
                "https://localhost/",
                "http://127.0.0.1:1/",
                "http://127.255.255.255/",
                "http://[::1]:8080/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[::ffff:127.0.0.1]/"
            })
    void passesTheLocalMachineWithoutTls(String url) {
        assertPasses(TrustedHosts.of(), url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "https://external-api.kalshi.com@evil.example/",
                "https://external-api.kalshi.com:443@evil.example/",
                "https://user:password@evil.example/external-api.kalshi.com",
                "https://evil.example\\@external-api.kalshi.com/",
                "https://external-api.kalshi.com.evil.example/",
                "https://evil-external-api.kalshi.com/",
                "https://xexternal-api.kalshi.com/",
                "https://external-api.kalshi.co/",
                "https://external-api.kalshi.comm/",
                "https://external-api-kalshi.com/",
                "https://externalxapi.kalshi.com/",
                "https://kalshi.com/",
                "https://sub.external-api.kalshi.com/",
                "https://external-api.kаlshi.com/", // Cyrillic a
                "https://evil.example/#https://external-api.kalshi.com/",
                "https://evil.example?https://external-api.kalshi.com/"
            })
    void refusesEverythingElse(String url) {
        assertRefused(TRUSTED, url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.evil.example/",
                "http://evil.localhost/",
                "http://127.0.0.1.evil.example/",
                "http://127.0.0.1.nip.io/",
                "http://127.evil.example/",
                "http://128.0.0.1/",
                "http://1127.0.0.1/",
                "http://127.0.0.256/",
                "http://127.0.0.01/",
                "http://127.1/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0.0.0.0/",
                "http://[::]/",
                "http://[::2]/",
                "http://[::1:1]/",
                "http://[::ffff:128.0.0.1]/",
                "http://10.0.0.1/"
            })
    void refusesWhatOnlyLooksLocal(String url) {
        assertRefused(TRUSTED, url);
    }

    @Test
    void refusesTrustedHostsWithoutTls() {
        assertThatThrownBy(() -> TRUSTED.check(HttpUrl.get("http://external-api.kalshi.com/")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Credentials must not go to http://external-api.kalshi.com without TLS; use https or wss");
    }

    @Test
    void saysWhichHostAndHowToTrustItButNotTheRestOfTheUrl() {
        assertThatThrownBy(() -> TrustedHosts.of(HOST)
                        .check(HttpUrl.get("https://user:hunter2@evil.example:8443/path-secret?token=query-secret")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Credentials must not go to https://evil.example: it is none of the trusted hosts "
                        + "[external-api.kalshi.com]. If it is meant, trust it with "
                        + "TrustedHosts.and(\"evil.example\")");
    }

    @Test
    void andTrustsOneMoreInANewObject() {
        TrustedHosts more = TRUSTED.and("Proxy.Example.");

        assertPasses(more, "https://proxy.example/");
        assertPasses(more, "https://external-api.kalshi.com/");
        assertRefused(TRUSTED, "https://proxy.example/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "::2", "[::2]", "bücher.example"})
    void trustsAddressesAndInternationalNames(String host) {
        String authority = host.contains(":") ? "[::2]" : host;

        assertPasses(TrustedHosts.of(host), "https://" + authority + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                " ",
                "https://external-api.kalshi.com",
                "external-api.kalshi.com/",
                "external-api.kalshi.com:443",
                "user@external-api.kalshi.com",
                "*.kalshi.com",
                "*"
            })
    void refusesToTrustWhatIsNoHost(String host) {
        assertThatThrownBy(() -> TrustedHosts.of(host))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("\"" + host
                        + "\" is not a host name or IP address; give it without scheme, port, path and wildcard");
        assertThatThrownBy(() -> TRUSTED.and(host)).isInstanceOf(ConfigurationException.class);
    }

    @Property
    void nothingAroundATrustedNameIsTrusted(
            @ForAll @Chars({'a', 'z', '0', '-', '.', '_'}) @StringLength(max = 5) String before,
            @ForAll @Chars({'a', 'z', '0', '-', '.', '_'}) @StringLength(max = 5) String after) {
        HttpUrl url = HttpUrl.parse("https://" + before + HOST + after + "/");
        boolean same = before.isEmpty() && (after.isEmpty() || after.equals("."));

        if (url != null && !same) {
            assertRefused(TRUSTED, url.toString());
        }
    }

    @Property
    void changingOneLetterBreaksTrust(
            @ForAll @IntRange(max = 22) int position, @ForAll @CharRange(from = 'a', to = 'z') char letter) {
        StringBuilder host = new StringBuilder(HOST);
        host.setCharAt(position, letter);

        if (HOST.charAt(position) != letter) {
            assertRefused(TRUSTED, "https://" + host + "/");
        }
    }

    @Property
    void caseNeverMatters(@ForAll boolean[] upper) {
        StringBuilder host = new StringBuilder(HOST);
        for (int i = 0; i < Math.min(upper.length, host.length()); i++) {
            if (upper[i]) {
                host.setCharAt(
                        i, HOST.substring(i, i + 1).toUpperCase(Locale.ROOT).charAt(0));
            }
        }

        assertPasses(TRUSTED, "https://" + host + "/");
        assertPasses(TrustedHosts.of(host.toString()), "https://" + HOST + "/");
    }

    @Property
    void userInfoAndPathNeverDecide(
            @ForAll @AlphaChars @StringLength(min = 1, max = 10) String user,
            @ForAll @AlphaChars @StringLength(max = 10) String password) {
        HttpUrl evil = HttpUrl.get("https://evil.example/" + HOST)
                .newBuilder()
                .username(HOST + user)
                .password(password)
                .build();

        assertThatThrownBy(() -> TRUSTED.check(evil)).isInstanceOf(ConfigurationException.class);
        assertPasses(TRUSTED, evil.newBuilder().host(HOST).build().toString());
    }

    @Test
    void toStringListsTheHosts() {
        assertThat(TrustedHosts.of("b.example", "A.example")).hasToString("TrustedHosts[a.example, b.example]");
    }

    private static void assertPasses(TrustedHosts trusted, String url) {
        assertThatCode(() -> trusted.check(HttpUrl.get(url))).as(url).doesNotThrowAnyException();
    }

    private static void assertRefused(TrustedHosts trusted, String url) {
        HttpUrl parsed = HttpUrl.get(url);
        assertThatThrownBy(() -> trusted.check(parsed))
                .as(url)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Credentials must not go to " + parsed.scheme() + "://" + parsed.host() + ": it is none of");
    }
}
