package io.github.kalshiperps.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code .ci/release} does with files that were built: with a key that is made for the test, and a repository on this machine. */
class ReleasedFilesTest {
    private static final String GROUP = "io/github/kalshiperps/";
    private static final String CORE = GROUP + "perps-core/0.1.0/perps-core-0.1.0";
    private static final String PASSPHRASE = "correct horse";

    private static String key = "";
    private static List<String> missing = List.of();

    @TempDir
    Path folder;

    private Checkout checkout;
    private Path repository;

    /** One with a passphrase, as a workflow hands it over. */
    @BeforeAll
    static void newKey() throws Exception {
        missing = missingPrograms();
        if (!missing.isEmpty()) {
            return;
        }
        Path home = Files.createTempDirectory("gpg"); // short: its path becomes that of a socket
        try {
            Files.writeString(home.resolve("gpg-agent.conf"), "s2k-count 65536\n");
            gpg(home, "--quick-generate-key", "nobody@example.org", "ed25519", "sign", "1d");
            key = gpg(home, "--armor", "--export-secret-keys");
        } finally {
            new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "gpg-agent")
                    .start()
                    .waitFor();
            new ProcessBuilder("rm", "-rf", home.toString()).start().waitFor();
        }
    }

    /**
     * A build needs a JDK and Maven and nothing else, a release needs these as well: where one is not installed, the tests are
     * skipped and say why. CI has them, and skips nothing.
     */
    private static List<String> missingPrograms() throws Exception {
        List<String> missing = new ArrayList<>();
        for (String program : List.of("gpg", "zip", "unzip", "jq", "curl")) {
            if (new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() != 0) {
                missing.add(program);
            }
        }
        return missing;
    }

    @BeforeEach
    void built() throws Exception {
        if (System.getenv("CI") != null) {
            assertThat(missing)
                    .as("programs that .ci/release needs and are not installed")
                    .isEmpty();
        }
        assumeTrue(missing.isEmpty(), missing + " not installed, which .ci/release needs");
        checkout = Checkout.in(folder);
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        repository = checkout.root.resolve("target/release/repository");
        file(GROUP + "kalshi-perps/0.1.0/kalshi-perps-0.1.0.pom", "<project/>".getBytes(StandardCharsets.UTF_8));
        file(GROUP + "perps-bom/0.1.0/perps-bom-0.1.0.pom", "<project/>".getBytes(StandardCharsets.UTF_8));
        file(CORE + ".pom", "<project/>".getBytes(StandardCharsets.UTF_8));
        for (String classifier : List.of("", "-sources", "-javadoc")) {
            file(CORE + classifier + ".jar", jar());
        }
        file(
                CORE + "-cyclonedx.json",
                "{\"bomFormat\": \"CycloneDX\", \"components\": [{}]}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsSignedAndCompleteIsBundled() throws Exception {
        sign();

        assertThat(checkout.output()).isEqualTo("release: signed 7 files\n");
        assertThat(checkout.release("verify")).as(checkout.output()).isZero();
        assertThat(checkout.output()).isEqualTo("release: 0.1.0 is complete: 7 files, each signed, with checksums\n");

        assertThat(checkout.release("bundle")).as(checkout.output()).isZero();
        assertThat(entries(checkout.root.resolve("target/release/kalshi-perps-0.1.0.zip")))
                .hasSize(4 * 7)
                .isSorted()
                .contains(CORE + ".jar", CORE + ".jar.asc", CORE + ".jar.sha1", CORE + ".jar.md5");
        assertThat(checkout.text("target/release/SHA256SUMS").lines())
                .hasSize(7)
                .contains(
                        hash("SHA-256", Files.readAllBytes(repository.resolve(CORE + ".jar"))) + "  " + CORE + ".jar");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() throws Exception {
        assertThat(checkout.release("verify")).isEqualTo(1);
        assertThat(checkout.output().lines()).hasSize(7).contains("release: " + CORE + "-sources.jar.asc is missing");

        sign();
        Files.delete(repository.resolve(CORE + "-cyclonedx.json"));
        Files.write(repository.resolve(CORE + "-sources.jar"), new byte[] {1});
        Files.writeString(repository.resolve(CORE + ".pom"), "<version>1-SNAPSHOT</version>");
        file(GROUP + "tools/0.1.0/tools-0.1.0.pom", "<project/>".getBytes(StandardCharsets.UTF_8));
        assertThat(checkout.release("verify")).isEqualTo(1);
        assertThat(checkout.output().lines())
                .containsExactlyInAnyOrder(
                        "release: " + CORE + "-cyclonedx.json is missing",
                        "release: " + CORE + "-sources.jar is no jar",
                        "release: " + CORE + "-sources.jar.md5 is not its checksum",
                        "release: " + CORE + "-sources.jar.sha1 is not its checksum",
                        "release: " + CORE + "-sources.jar.asc is no good signature",
                        "release: " + CORE + ".pom needs a SNAPSHOT",
                        "release: " + CORE + ".pom.md5 is not its checksum",
                        "release: " + CORE + ".pom.sha1 is not its checksum",
                        "release: " + CORE + ".pom.asc is no good signature",
                        "release: " + GROUP + "tools/0.1.0/tools-0.1.0.pom does not belong here");
    }

    @Test
    void aWrongPassphraseSignsNothing() throws Exception {
        withKey();
        checkout.environment.put("RELEASE_SIGNING_PASSPHRASE", "wrong");

        assertThat(checkout.release("sign")).isNotZero();

        assertThat(checkout.output()).doesNotContain("wrong", PASSPHRASE, "PRIVATE KEY");
        assertThat(repository.resolve(CORE + ".jar.asc")).doesNotExist();
    }

    @Test
    void theBundleIsPostedWithTheToken() throws Exception {
        bundle();
        BlockingQueue<Map.Entry<String, byte[]>> requests = new LinkedBlockingQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(Map.entry(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestBody().readAllBytes()));
            boolean refused = exchange.getRequestURI().getPath().equals("/refused");
            byte[] answer = (refused ? "the namespace is not yours" : "deployment-7").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refused ? 403 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            checkout.environment.put("RELEASE_REPOSITORY_TOKEN", "token-7");

            checkout.environment.put("RELEASE_REPOSITORY_URL", url + "/upload?publishingType=AUTOMATIC");
            assertThat(checkout.release("upload")).as(checkout.output()).isZero();
            assertThat(checkout.output()).contains("deployment-7").doesNotContain("token-7");
            Map.Entry<String, byte[]> request = requests.poll(10, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            assertThat(request.getKey()).isEqualTo("POST /upload?publishingType=AUTOMATIC Bearer token-7");
            assertThat(new String(request.getValue(), StandardCharsets.ISO_8859_1))
                    .contains("name=\"bundle\"; filename=\"kalshi-perps-0.1.0.zip\"")
                    .contains(Files.readString(
                            checkout.root.resolve("target/release/kalshi-perps-0.1.0.zip"),
                            StandardCharsets.ISO_8859_1));

            checkout.environment.put("RELEASE_REPOSITORY_URL", url + "/refused");
            assertThat(checkout.release("upload")).isEqualTo(2);
            assertThat(checkout.output())
                    .contains("403", "the namespace is not yours", "release: the repository did not take it")
                    .doesNotContain("token-7");

            checkout.environment.put("RELEASE_REPOSITORY_URL", "http://repository.example/upload");
            assertThat(checkout.release("upload")).isEqualTo(2);
            assertThat(checkout.output()).isEqualTo("release: RELEASE_REPOSITORY_URL is no https address\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theDraftHasAllOfIt() throws Exception {
        bundle();

        assertThat(checkout.release("draft", "v0.1.0")).as(checkout.output()).isZero();

        List<String> calls = checkout.calls();
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1))
                .startsWith("gh release create v0.1.0 --verify-tag --draft --title v0.1.0 --notes-file"
                        + " target/release/notes.md target/release/kalshi-perps-0.1.0.zip target/release/SHA256SUMS ")
                .contains(CORE + ".jar ", CORE + ".jar.asc ", CORE + "-cyclonedx.json.asc ");
        assertThat(calls.get(1).split(" ")).hasSize(12 + 2 * 7);
        assertThat(checkout.text("target/release/notes.md")).isEqualTo("### Added\n\n- Everything.\n");
    }

    @Test
    void aDraftIsMadeAnewAndWhatIsPublishedStays() throws Exception {
        bundle();

        checkout.environment.put("FAKE_DRAFT", "true");
        assertThat(checkout.release("draft", "v0.1.0")).as(checkout.output()).isZero();
        assertThat(checkout.calls().get(1)).isEqualTo("gh release delete v0.1.0 --yes");
        assertThat(checkout.calls().get(2)).startsWith("gh release create v0.1.0 ");

        checkout.environment.put("FAKE_DRAFT", "false");
        assertThat(checkout.release("draft", "v0.1.0")).isEqualTo(2);
        assertThat(checkout.output()).isEqualTo("release: v0.1.0 is published on GitHub already\n");
        assertThat(checkout.calls()).hasSize(4);
    }

    @Test
    void eachStepNeedsTheOneBefore() throws Exception {
        assertThat(checkout.release("sign")).isEqualTo(2);
        assertThat(checkout.output()).isEqualTo("release: RELEASE_SIGNING_KEY is not set\n");
        assertThat(checkout.release("upload")).isEqualTo(2);
        assertThat(checkout.output()).contains("first '.ci/release bundle'");
        assertThat(checkout.release("draft", "v0.1.0")).isEqualTo(2);
        assertThat(checkout.output()).contains("first '.ci/release bundle'");

        try (Stream<Path> files = Files.walk(checkout.root.resolve("target"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        for (String step : List.of("sign", "verify", "reproduce", "bundle")) {
            assertThat(checkout.release(step)).as(step).isEqualTo(2);
            assertThat(checkout.output()).as(step).contains("first '.ci/release build'");
        }
    }

    private void sign() throws Exception {
        withKey();
        assertThat(checkout.release("sign")).as(checkout.output()).isZero();
    }

    private void bundle() throws Exception {
        sign();
        assertThat(checkout.release("bundle")).as(checkout.output()).isZero();
    }

    private void withKey() {
        checkout.environment.put("RELEASE_SIGNING_KEY", key);
        checkout.environment.put("RELEASE_SIGNING_PASSPHRASE", PASSPHRASE);
    }

    private static String gpg(Path home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "-q",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                PASSPHRASE,
                "--s2k-count",
                "1024"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private void file(String name, byte[] content) throws Exception {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.writeString(Path.of(file + ".md5"), hash("MD5", content));
        Files.writeString(Path.of(file + ".sha1"), hash("SHA-1", content));
    }

    private static String hash(String algorithm, byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream jar = new ZipOutputStream(bytes)) {
            jar.putNextEntry(new ZipEntry("a"));
            jar.write(1);
        }
        return bytes.toByteArray();
    }

    private static List<String> entries(Path zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }
}
