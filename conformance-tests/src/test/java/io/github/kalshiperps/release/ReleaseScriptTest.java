package io.github.kalshiperps.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what {@code .ci/release} does with commits and tags. */
class ReleaseScriptTest {
    @TempDir
    Path folder;

    private Checkout checkout;

    @BeforeEach
    void repository() throws Exception {
        checkout = Checkout.in(folder);
        checkout.environment.put("SOURCE_DATE_EPOCH", "1795255200"); // 2026-11-21T10:00:00Z
    }

    @Test
    void aReleaseIsOneCommitWithATag() throws Exception {
        String before = checkout.git("rev-parse", "HEAD");

        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();

        assertThat(checkout.output()).contains("git push --atomic origin main v0.1.0");
        assertThat(checkout.git("rev-parse", "HEAD~1")).isEqualTo(before);
        assertThat(checkout.git("log", "-1", "--format=%s %cI")).isEqualTo("Release 0.1.0 2026-11-21T10:00:00+00:00");
        assertThat(checkout.git("rev-parse", "v0.1.0^{commit}")).isEqualTo(checkout.git("rev-parse", "HEAD"));
        assertThat(checkout.git("status", "--porcelain")).isEmpty();
        assertThat(checkout.git("worktree", "list").lines()).hasSize(1);
        assertThat(checkout.text("CHANGELOG.md")).isEqualTo("""
                # Changelog

                ## Unreleased

                ## 0.1.0 - 2026-11-21

                ### Added

                - Everything.
                """);
        assertThat(checkout.text("pom.xml"))
                .contains("<version>0.1.0</version>", "<project.build.outputTimestamp>2026-11-21T10:00:00Z</");
        for (String module : new String[] {"perps-bom", "perps-core", "tools"}) {
            assertThat(checkout.text(module + "/pom.xml"))
                    .contains("<version>0.1.0</version>")
                    .doesNotContain("SNAPSHOT");
        }
        assertThat(checkout.text("README.md")).isEqualTo("""
                      <artifactId>perps-bom</artifactId>
                      <version>0.1.0</version>

                - One more limitation.
                """);
        assertThat(checkout.release("check", "v0.1.0")).as(checkout.output()).isZero();
        assertThat(checkout.release("notes", "v0.1.0")).isZero();
        assertThat(checkout.output()).isEqualTo("### Added\n\n- Everything.\n");
    }

    /** What is wrong with a commit, and what is said of it. */
    record Mistake(String says, Edit edit) {
        interface Edit {
            void in(Checkout checkout) throws IOException, InterruptedException;
        }

        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        "perps-bom/pom.xml has version '0.2.0', not 0.1.0",
                        checkout -> checkout.replace("perps-bom/pom.xml", "<version>0.1.0<", "<version>0.2.0<")),
                new Mistake(
                        "perps-core/pom.xml has version '0.1.0-SNAPSHOT', not 0.1.0",
                        checkout -> checkout.replace("perps-core/pom.xml", "0.1.0", "0.1.0-SNAPSHOT")),
                new Mistake(
                        "pom.xml needs a SNAPSHOT of something",
                        checkout -> checkout.replace("pom.xml", "0.1.0</other", "2.0-SNAPSHOT</other")),
                new Mistake(
                        "README.md shows version '0.0.9', not 0.1.0",
                        checkout -> checkout.replace("README.md", "0.1.0", "0.0.9")),
                new Mistake(
                        "CHANGELOG.md has no line '## 0.1.0 - YYYY-MM-DD'",
                        checkout -> checkout.replace("CHANGELOG.md", "## 0.1.0 - 2026-11-21", "## 0.1.0")),
                new Mistake(
                        "CHANGELOG.md says nothing below '## 0.1.0'",
                        checkout -> checkout.replace("CHANGELOG.md", "- Everything.\n", "")),
                new Mistake(
                        "CHANGELOG.md has something left below '## Unreleased'",
                        checkout -> checkout.replace("CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- This.\n")),
                new Mistake(
                        "CHANGELOG.md has 0.10.0, and 0.1.0 does not come behind it",
                        checkout -> checkout.replace(
                                "CHANGELOG.md", "- Everything.", "- Everything.\n\n## 0.10.0 - 2026-01-01\n\n- This.")),
                new Mistake("BUMP.md is there", checkout -> checkout.write("BUMP.md", "# A bump\n")),
                new Mistake(
                        "specs/perps-rest/words.overlay.yaml:1: a place for words has none yet",
                        checkout -> checkout.write(
                                "specs/perps-rest/words.overlay.yaml", "description: 'TODO words: of a member'\n")),
                new Mistake(
                        "the commit of v0.1.0 is not on main",
                        checkout -> checkout.git("switch", "-q", "-c", "branch")));
    }

    @Test
    void aTagWithAMistakeIsNoRelease() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        String prepared = checkout.git("rev-parse", "HEAD");
        for (Mistake mistake : mistakes().toList()) {
            checkout.git("switch", "-q", "-f", "-C", "main", prepared);
            mistake.edit().in(checkout);
            checkout.git("add", "-A");
            checkout.git("commit", "-q", "--allow-empty", "-m", "A mistake");
            checkout.git("tag", "-f", "v0.1.0");

            assertThat(checkout.release("check", "v0.1.0")).as(mistake.says()).isEqualTo(1);

            assertThat(checkout.output().lines()).singleElement().asString().startsWith("release: " + mistake.says());
        }
    }

    @Test
    void allMistakesAreNamedAtOnce() throws Exception {
        checkout.write("BUMP.md", "# A bump\n");
        checkout.commit();
        checkout.git("tag", "v0.1.0");

        assertThat(checkout.release("check", "v0.1.0")).isEqualTo(1);

        assertThat(checkout.output().lines()).hasSizeGreaterThan(4).allMatch(line -> line.startsWith("release: "));
    }

    @Test
    void aTagThatIsNoVersionIsRefused() throws Exception {
        for (String tag : List.of("0.1.0", "v0.1", "v0.1.0-SNAPSHOT", "v0.1.0-rc.1", "v01.0.0", "release")) {
            checkout.git("tag", tag);

            assertThat(checkout.release("check", tag)).as(tag).isEqualTo(2);

            assertThat(checkout.output())
                    .isEqualTo("release: a tag of a release is such as v1.2.3, not '" + tag + "'\n");
        }
    }

    @Test
    void aTagThatIsNotThereIsRefused() throws Exception {
        assertThat(checkout.release("check", "v0.1.0")).isEqualTo(2);
        assertThat(checkout.output()).isEqualTo("release: there is no tag v0.1.0\n");
    }

    @Test
    void aWorkflowReleasesOnlyWhereThePomsSayThatTheProjectIs() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        checkout.environment.put("GITHUB_SERVER_URL", "https://code.example");

        checkout.environment.put("GITHUB_REPOSITORY", "somebody/perps");
        assertThat(checkout.release("check", "v0.1.0")).as(checkout.output()).isZero();

        checkout.environment.put("GITHUB_REPOSITORY", "somebody/fork");
        assertThat(checkout.release("check", "v0.1.0")).isEqualTo(1);
        assertThat(checkout.output())
                .contains("pom.xml says that the project is at 'https://code.example/somebody/perps', but this is"
                        + " https://code.example/somebody/fork");
    }

    static Stream<Mistake> obstacles() {
        return Stream.of(
                new Mistake("has changes that are not committed", checkout -> checkout.write("new", "")),
                new Mistake("this is not the branch main", checkout -> checkout.git("switch", "-q", "-c", "branch")),
                new Mistake("CHANGELOG.md says nothing below '## Unreleased'", checkout -> {
                    checkout.replace("CHANGELOG.md", "- Everything.\n", "");
                    checkout.commit();
                }),
                new Mistake("CHANGELOG.md has no line '## Unreleased'", checkout -> {
                    checkout.replace("CHANGELOG.md", "## Unreleased", "## In work");
                    checkout.commit();
                }),
                new Mistake("CHANGELOG.md has 0.1.1, and 0.1.0 does not come behind it", checkout -> {
                    checkout.write(
                            "CHANGELOG.md", checkout.text("CHANGELOG.md") + "\n## 0.1.1 - 2026-01-01\n\n- This.\n");
                    checkout.commit();
                }),
                new Mistake("BUMP.md is there", checkout -> {
                    checkout.write("BUMP.md", "# A bump\n");
                    checkout.commit();
                }),
                new Mistake("a place for words has none yet", checkout -> {
                    checkout.write("specs/perps-rest/words.overlay.yaml", "description: 'TODO words: of a member'\n");
                    checkout.commit();
                }),
                new Mistake("pom.xml needs a SNAPSHOT of something", checkout -> {
                    checkout.replace("pom.xml", "0.1.0</other", "2.0-SNAPSHOT</other");
                    checkout.commit();
                }),
                new Mistake("there is a tag v0.1.0 already", checkout -> checkout.git("tag", "v0.1.0")));
    }

    @Test
    void whatCannotBeReleasedLeavesTheCheckoutAsItIs() throws Exception {
        String start = checkout.git("rev-parse", "HEAD");
        for (Mistake obstacle : obstacles().toList()) {
            checkout.git("switch", "-q", "-f", "-C", "main", start);
            checkout.git("clean", "-fdq");
            obstacle.edit().in(checkout);
            String before = checkout.state();

            assertThat(checkout.release("prepare", "0.1.0")).as(obstacle.says()).isNotZero();

            assertThat(checkout.output()).contains("release: ").contains(obstacle.says());
            assertThat(checkout.state()).isEqualTo(before);
        }
    }

    @Test
    void aCommitThatFailsLeavesTheCheckoutAsItIs() throws Exception {
        checkout.git("config", "user.useConfigOnly", "true");
        checkout.git("config", "--unset", "user.email");
        String before = checkout.state();

        assertThat(checkout.release("prepare", "0.1.0")).isNotZero();

        assertThat(checkout.state()).isEqualTo(before);
    }

    @Test
    void aVersionThatIsNoneIsRefused() throws Exception {
        for (String version : List.of("v0.1.0", "0.1", "0.1.0-SNAPSHOT", "")) {
            assertThat(checkout.release("prepare", version)).isEqualTo(2);
            assertThat(checkout.output())
                    .isEqualTo("release: a version of a release is such as 1.2.3, not '" + version + "'\n");
        }
    }

    @Test
    void theNextVersionIsComparedWithTheRelease() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();

        assertThat(checkout.release("next")).as(checkout.output()).isZero();

        assertThat(checkout.output()).isEqualTo("release: main is 0.1.1-SNAPSHOT, compared with 0.1.0\n");
        assertThat(checkout.calls())
                .singleElement()
                .asString()
                .contains("dependency:get", "-Dartifact=io.github.kalshiperps:perps-core:0.1.0");
        assertThat(checkout.text(".mvn/maven.config")).isEqualTo("-Dlast.release=0.1.0\n");
        assertThat(checkout.text("pom.xml")).contains("<version>0.1.1-SNAPSHOT<", "<other.version>0.1.0<");
        assertThat(checkout.text("perps-bom/pom.xml")).contains("<version>0.1.1-SNAPSHOT<");
        assertThat(checkout.text("tools/pom.xml")).contains("<version>0.1.1-SNAPSHOT<");
        assertThat(checkout.text("README.md")).contains("<version>0.1.0<");
        assertThat(checkout.git("log", "-1", "--format=%s")).isEqualTo("Open 0.1.1");
        assertThat(checkout.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void aVersionThatMayBreakCallersIsNotCompared() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        assertThat(checkout.release("next")).as(checkout.output()).isZero();

        assertThat(checkout.release("next", "0.2.0-SNAPSHOT"))
                .as(checkout.output())
                .isZero();
        assertThat(checkout.output()).isEqualTo("release: main is 0.2.0-SNAPSHOT, compared with no release\n");
        assertThat(checkout.root.resolve(".mvn/maven.config")).doesNotExist();

        assertThat(checkout.release("next", "0.1.2-SNAPSHOT"))
                .as(checkout.output())
                .isZero();
        assertThat(checkout.root.resolve(".mvn/maven.config")).exists();
        checkout.write(
                "CHANGELOG.md", checkout.text("CHANGELOG.md").replace("## Unreleased\n", "## Unreleased\n\n- More.\n"));
        checkout.commit();
        assertThat(checkout.release("prepare", "1.0.0")).as(checkout.output()).isZero();
        assertThat(checkout.root.resolve(".mvn/maven.config")).doesNotExist();

        assertThat(checkout.release("next", "1.1.0-SNAPSHOT"))
                .as(checkout.output())
                .isZero();
        assertThat(checkout.text(".mvn/maven.config")).isEqualTo("-Dlast.release=1.0.0\n");
    }

    @Test
    void aReleaseIsComparedWithTheOneBeforeIt() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        assertThat(checkout.release("next")).as(checkout.output()).isZero();
        checkout.write(
                "CHANGELOG.md", checkout.text("CHANGELOG.md").replace("## Unreleased\n", "## Unreleased\n\n- More.\n"));
        checkout.commit();

        assertThat(checkout.release("prepare", "0.1.1")).as(checkout.output()).isZero();

        assertThat(checkout.text(".mvn/maven.config")).isEqualTo("-Dlast.release=0.1.0\n");
        assertThat(checkout.release("check", "v0.1.1")).as(checkout.output()).isZero();
    }

    @Test
    void aReleaseThatMavenDoesNotFindIsNotComparedWith() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        checkout.environment.put("FAKE_MVN", "1");
        String before = checkout.state();

        assertThat(checkout.release("next")).isEqualTo(2);
        assertThat(checkout.output()).contains("Maven does not find perps-core 0.1.0");
        assertThat(checkout.state()).isEqualTo(before);

        assertThat(checkout.release("next", "--uncompared"))
                .as(checkout.output())
                .isZero();
        assertThat(checkout.text("pom.xml")).contains("<version>0.1.1-SNAPSHOT<");
        assertThat(checkout.root.resolve(".mvn/maven.config")).doesNotExist();

        checkout.environment.put("FAKE_MVN", "0");
        assertThat(checkout.release("next")).as(checkout.output()).isZero();
        assertThat(checkout.text(".mvn/maven.config")).isEqualTo("-Dlast.release=0.1.0\n");
        assertThat(checkout.release("next")).isEqualTo(2);
        assertThat(checkout.output()).isEqualTo("release: 0.1.1-SNAPSHOT is in work already, compared with 0.1.0\n");
    }

    @Test
    void whatIsNoNextVersionIsRefused() throws Exception {
        assertThat(checkout.release("next")).isEqualTo(2);
        assertThat(checkout.output()).contains("CHANGELOG.md has no release");

        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        assertThat(checkout.release("prepare", "0.1.1")).isEqualTo(2);
        assertThat(checkout.output()).contains("pom.xml has version 0.1.0, a release: first '.ci/release next'");
        assertThat(checkout.release("next", "0.1.1")).isEqualTo(2);
        assertThat(checkout.output()).contains("such as 1.2.3-SNAPSHOT, not '0.1.1'");
        assertThat(checkout.release("next", "0.1.0-SNAPSHOT")).isEqualTo(2);
        assertThat(checkout.output()).contains("0.1.0-SNAPSHOT does not come behind the release 0.1.0");
        assertThat(checkout.release("next", "0.1.1-SNAPSHOT", "0.1.2-SNAPSHOT")).isEqualTo(2);
        assertThat(checkout.release("elsewhere")).isEqualTo(2);
        assertThat(checkout.output()).startsWith("release: usage: ");
    }

    @Test
    void onlyAReleaseIsBuilt() throws Exception {
        assertThat(checkout.release("build")).isEqualTo(2);
        assertThat(checkout.output()).contains("pom.xml has version 0.1.0-SNAPSHOT, which is no release");

        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();
        Files.writeString(checkout.root.resolve("stray.java"), "");
        assertThat(checkout.release("build")).isEqualTo(2);
        assertThat(checkout.output()).contains("has changes that are not committed");
        assertThat(checkout.calls()).isEmpty();
    }

    @Test
    void whatIsBuiltIsBuiltFromTheCommitAlone() throws Exception {
        assertThat(checkout.release("prepare", "0.1.0")).as(checkout.output()).isZero();

        assertThat(checkout.release("build")).as(checkout.output()).isZero();
        assertThat(checkout.calls())
                .singleElement()
                .asString()
                .startsWith("mvn -B clean verify org.apache.maven.plugins:maven-deploy-plugin:3.0.0:deploy ")
                .doesNotContain("skip", "api.unchanged");
        assertThat(checkout.root.resolve("target/release/repository/a.jar")).exists();
        assertThat(checkout.root.resolve("target/release/repository/maven-metadata.xml"))
                .doesNotExist();

        assertThat(checkout.release("reproduce")).as(checkout.output()).isZero();
        assertThat(checkout.output()).isEqualTo("release: two builds gave the same bytes, 1 files\n");

        checkout.environment.put("FAKE_BUILD", "place");
        assertThat(checkout.release("reproduce")).isEqualTo(2);
        assertThat(checkout.output()).contains("  a.jar", "release: two builds of one commit differ");

        checkout.environment.put("FAKE_MVN", "1");
        assertThat(checkout.release("reproduce")).isEqualTo(2);
        assertThat(checkout.output()).contains("release: the second build failed");
        assertThat(checkout.release("build")).isNotZero();
        assertThat(checkout.root.resolve("target/release")).doesNotExist();
    }

    @Test
    void aPatchReleaseChangesNoSignature() throws Exception {
        assertThat(checkout.release("prepare", "0.1.1")).as(checkout.output()).isZero();

        assertThat(checkout.release("build", "--tested")).as(checkout.output()).isZero();

        assertThat(checkout.calls())
                .singleElement()
                .asString()
                .contains("-Dmaven.test.skip=true -pl .,perps-bom,perps-core -am -Dapi.unchanged=true");
    }
}
