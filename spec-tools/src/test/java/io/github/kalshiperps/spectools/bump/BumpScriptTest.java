package io.github.kalshiperps.spectools.bump;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.spectools.SpecCommand;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code .ci/spec-bump} in a repository of its own with an exchange on this machine and a {@code gh} that writes down what
 * it is asked for. The bump itself is the real one, without its steps.
 */
class BumpScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("project.root", ""))
            .resolve(".ci/spec-bump")
            .toAbsolutePath();

    @TempDir
    Path folder;

    private final MockWebServer exchange = new MockWebServer();
    private FakeCheckout checkout;
    private Path patch;
    private String output = "";
    private String open = "";

    @BeforeEach
    void repository() throws Exception {
        checkout = FakeCheckout.in(folder);
        patch = folder.resolve("edit.patch");
        exchange.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return document(String.valueOf(request.getTarget()).substring(1));
            }
        });
        exchange.start();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        program(bin.resolve("gh"), """
                #!/usr/bin/env bash
                set -eu
                printf '%s\\n' "$*" >> "$FAKE/calls"
                previous=
                for argument in "$@"; do
                  if [ "$previous" = --body-file ]; then cp "$argument" "$FAKE/body"; fi
                  previous=$argument
                done
                case "$1 $2" in
                  'pr list') printf '%s' "$FAKE_OPEN" ;;
                  'pr view') if [ -f "$FAKE/body" ]; then cat "$FAKE/body"; fi ;;
                esac
                """);
        program(
                bin.resolve("perps"),
                "#!/usr/bin/env bash\nshift\nexec '" + Path.of(System.getProperty("java.home"), "bin/java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + SpecCommand.class.getName()
                        + " \"$@\" --checkout . --retrieved 2026-10-05\n");
        Files.createFile(folder.resolve("calls"));
        git("init", "-q", "-b", "main");
        git("config", "user.name", "somebody");
        git("config", "user.email", "somebody@example.org");
        git("add", "-A");
        git("commit", "-q", "-m", "Start");
        run(folder, Map.of(), "git", "clone", "-q", "--bare", checkout.root.toString(), "remote.git");
        git("remote", "add", "origin", folder.resolve("remote.git").toString());
    }

    @AfterEach
    void stop() {
        exchange.close();
    }

    private MockResponse document(String name) {
        try {
            return new MockResponse.Builder()
                    .code(200)
                    .body(Files.readString(checkout.upstream.resolve(name)))
                    .build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void nothingEditedAsksForNothing() throws Exception {
        assertThat(night()).isZero();

        assertThat(output).contains("spec-bump: nothing was edited");
        assertThat(calls()).isEmpty();
    }

    @Test
    void anAdditiveEditOpensAPullRequestThatIsReady() throws Exception {
        checkout.edit(Api.REST, FakeCheckout::addMember);

        assertThat(night()).isZero();

        assertThat(calls())
                .satisfiesExactly(
                        list -> assertThat(list).startsWith("pr list --head spec-bump --state open "),
                        label -> assertThat(label).startsWith("label create spec-bump --force "),
                        create -> assertThat(create)
                                .startsWith(
                                        "pr create --base main --head spec-bump --title Upstream edit: Perps REST API"
                                                + " --label spec-bump --body-file ")
                                .doesNotContain("--draft"));
        assertThat(body()).isEqualTo(remote("BUMP.md")).contains("MarginMarket.lot_colour");
        assertThat(remote("specs/perps-rest/openapi.yaml")).contains("lot_colour:");
        assertThat(git("log", "-1", "--format=%s", "HEAD")).contains("Upstream edit: Perps REST API");
    }

    @Test
    void aBreakingEditOpensADraft() throws Exception {
        checkout.edit(Api.REST, FakeCheckout::removeMember);

        assertThat(night()).isZero();

        assertThat(calls().get(2)).startsWith("pr create ").endsWith(" --draft");
        assertThat(body()).contains("- [ ] Breaking: ");
    }

    @Test
    void theSameEditIsNotProposedAgain() throws Exception {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        assertThat(night()).isZero();
        String proposed = remoteCommit();
        open = "7";

        assertThat(night()).isZero();

        assertThat(output).contains("this edit is proposed already, in pull request 7");
        assertThat(remoteCommit()).isEqualTo(proposed);
        assertThat(calls()).hasSize(4);
    }

    @Test
    void aNewerEditTakesThePlaceOfTheOlderOne() throws Exception {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        assertThat(night()).isZero();
        checkout.edit(Api.REST, FakeCheckout::removeMember);
        open = "7";

        assertThat(night()).isZero();

        assertThat(calls().subList(4, 6))
                .satisfiesExactly(
                        edit -> assertThat(edit)
                                .startsWith("pr edit 7 --title Upstream edit: Perps REST API --body-file "),
                        ready -> assertThat(ready).isEqualTo("pr ready 7 --undo"));
        assertThat(remote("specs/perps-rest/openapi.yaml")).contains("lot_colour:");
        assertThat(body()).contains("- [ ] Breaking: ", "MarginMarket.lot_colour");
    }

    @Test
    void commitsOfPeopleStay() throws Exception {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        assertThat(night()).isZero();
        git("commit", "-q", "--allow-empty", "-m", "Words");
        git("push", "-q", "origin", "HEAD:spec-bump");
        String proposed = remoteCommit();
        open = "7";

        assertThat(night()).isZero();
        assertThat(output).contains("this edit is proposed already");

        checkout.edit(Api.REST, FakeCheckout::removeMember);
        assertThat(night()).isZero();
        assertThat(output).contains("pull request 7 has commits of people");
        assertThat(calls().get(calls().size() - 1)).startsWith("pr comment 7 --body-file ");

        assertThat(night()).isZero();
        assertThat(calls().get(calls().size() - 1)).startsWith("pr view 7 ");
        assertThat(remoteCommit()).isEqualTo(proposed);
    }

    @Test
    void aReportThatLeavesNothingToDoIsNotCommitted() throws Exception {
        checkout.edit(Api.REST, FakeCheckout::addMember);
        assertThat(night()).isZero();
        assertThat(remote("BUMP.md")).startsWith(OpenBump.OPEN);

        // As if every step had passed and nothing was left to do.
        git("checkout", "-q", "-f", "main");
        Files.writeString(patch, Files.readString(patch).replace("+" + OpenBump.OPEN, "+" + OpenBump.COMPLETE));
        assertThat(script("propose", patch.toString())).isZero();

        assertThat(git("ls-tree", "--name-only", "HEAD"))
                .doesNotContain("BUMP.md")
                .contains("CHANGELOG.md");
    }

    @Test
    void failuresFailTheRun() throws Exception {
        Files.writeString(checkout.document(Api.WS), "<html>");
        assertThat(night()).isEqualTo(2);
        assertThat(output).contains("is an HTML page");

        assertThat(script("propose", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(script("propose")).isEqualTo(2);
        assertThat(script("prepare", "a", "b")).isEqualTo(2);

        Files.writeString(checkout.root.resolve("CHANGELOG.md"), "mine");
        assertThat(night()).isEqualTo(2);
        assertThat(output).contains("has changes that are not committed");
        assertThat(calls()).isEmpty();
    }

    /** Both jobs, each from main as it is. */
    private int night() throws Exception {
        git("checkout", "-q", "--detach", "main");
        int made = script("make", patch.toString(), exchange.url("/").toString(), "--steps", "none");
        if (made != 0) {
            return made;
        }
        git("checkout", "-q", "-f", "--detach", "main");
        int proposed = script("propose", patch.toString());
        git("checkout", "-q", "-f", "HEAD");
        git("clean", "-fdq");
        return proposed;
    }

    private int script(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(
                checkout.root,
                Map.of(
                        "FAKE",
                        folder.toString(),
                        "FAKE_OPEN",
                        open,
                        "PERPS",
                        folder.resolve("bin/perps").toString(),
                        "PATH",
                        folder.resolve("bin") + ":" + System.getenv("PATH")),
                command.toArray(String[]::new));
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        String before = output;
        assertThat(run(checkout.root, Map.of(), command.toArray(String[]::new)))
                .as(output)
                .isZero();
        String result = output;
        output = before;
        return result;
    }

    private String remoteCommit() throws IOException, InterruptedException {
        return git("ls-remote", "origin", "spec-bump");
    }

    private String remote(String file) throws IOException, InterruptedException {
        git("fetch", "-q", "origin", "spec-bump");
        return git("show", "FETCH_HEAD:" + file);
    }

    private int run(Path where, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeAll(Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        builder.environment().putAll(environment);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        process.getOutputStream().close();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private String body() throws IOException {
        return Files.readString(folder.resolve("body"));
    }
}
