package io.github.kalshiperps.spectools.bump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenBumpTest {
    @TempDir
    Path checkout;

    @BeforeEach
    void words() throws IOException {
        Files.createDirectories(checkout.resolve("specs/perps-rest"));
        Files.createDirectories(checkout.resolve(".git"));
        branch("some-edit");
    }

    /** This very checkout: nothing is left over from a bump, and the report of one is not on main. */
    @Test
    void thisCheckout() {
        assertThat(OpenBump.problems(Path.of(System.getProperty("project.root"))))
                .isEmpty();
    }

    @Test
    void placeholdersNeedAnOpenReport() throws IOException {
        overlay("description: 'TODO words: member A.b.'");

        assertThat(OpenBump.problems(checkout))
                .containsExactly(
                        "perps-rest/words.overlay.yaml, line 1: member A.b (allowed only while BUMP.md is open)");

        report(OpenBump.COMPLETE);
        assertThat(OpenBump.problems(checkout)).hasSize(1);

        report(OpenBump.OPEN);
        assertThat(OpenBump.problems(checkout)).isEmpty();
    }

    @Test
    void aReportSaysWhetherItIsOpen() throws IOException {
        report("# Some report");

        assertThat(OpenBump.problems(checkout))
                .containsExactly("BUMP.md: the first line is neither " + OpenBump.OPEN + " nor " + OpenBump.COMPLETE);
    }

    @Test
    void noReportOnMain() throws IOException {
        report(OpenBump.OPEN);
        branch("main");

        assertThat(OpenBump.problems(checkout)).singleElement().asString().startsWith("BUMP.md is on the branch main");

        report(OpenBump.COMPLETE);
        assertThat(OpenBump.problems(checkout)).hasSize(1);
    }

    @Test
    void aWorktreeIsOnABranchToo() throws IOException {
        report(OpenBump.OPEN);
        Files.delete(checkout.resolve(".git/HEAD"));
        Files.delete(checkout.resolve(".git"));
        Path elsewhere = Files.createDirectories(checkout.resolve("elsewhere/worktrees/one"));
        Files.writeString(elsewhere.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(checkout.resolve(".git"), "gitdir: " + elsewhere + "\n");

        assertThat(OpenBump.problems(checkout)).hasSize(1);
    }

    private void overlay(String text) throws IOException {
        Files.writeString(checkout.resolve("specs/perps-rest/words.overlay.yaml"), text + "\n");
    }

    private void report(String firstLine) throws IOException {
        Files.writeString(checkout.resolve("BUMP.md"), firstLine + "\n# Upstream edit\n");
    }

    private void branch(String name) throws IOException {
        Files.writeString(checkout.resolve(".git/HEAD"), "ref: refs/heads/" + name + "\n");
    }
}
