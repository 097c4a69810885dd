package io.github.kalshiperps.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Files that the parent does not reach, and that must not fall behind: the BOM, the README, and what the build is compared with. */
class VersionsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>(?:kalshi-perps|perps-bom)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## (\\d+\\.\\d+\\.\\d+) - ");

    @Test
    void theBomHasTheVersionOfTheBuild() throws IOException {
        assertThat(versions("perps-bom/pom.xml"))
                .containsOnly(versions("pom.xml").get(0));
    }

    /** Who reads it looks for what there is: the last release, and before the first one what is in work. */
    @Test
    void theReadmeShowsTheLastRelease() throws IOException {
        List<String> releases = releases();

        assertThat(versions("README.md"))
                .containsOnly(releases.isEmpty() ? versions("pom.xml").get(0) : releases.get(0));
    }

    /** What {@code .ci/release} writes; edited by hand it could compare with the wrong release, or hide what breaks callers. */
    @Test
    void theBuildIsComparedWithTheLastReleaseBeforeIt() throws IOException {
        Path comparison = ROOT.resolve(".mvn/maven.config");
        if (Files.notExists(comparison)) {
            return; // not before the first release, nor in a version that may break callers
        }
        String version = versions("pom.xml").get(0).replace("-SNAPSHOT", "");
        String before = releases().stream()
                .filter(release -> !release.equals(version))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(comparison)).isEqualTo("-Dlast.release=" + before + "\n");
        assertThat(versionThatMayBreak(version)).isEqualTo(versionThatMayBreak(before));
    }

    /** The part that counts up when callers break: the major version, before 1.0.0 the minor one. */
    private static String versionThatMayBreak(String version) {
        String[] parts = version.split("\\.", -1);
        return parts[0].equals("0") ? "0." + parts[1] : parts[0];
    }

    private static List<String> releases() throws IOException {
        return RELEASE.matcher(Files.readString(ROOT.resolve("CHANGELOG.md")))
                .results()
                .map(release -> release.group(1))
                .toList();
    }

    private static List<String> versions(String file) throws IOException {
        Matcher matcher = VERSION.matcher(Files.readString(ROOT.resolve(file)));
        List<String> versions = new ArrayList<>();
        while (matcher.find()) {
            versions.add(matcher.group(1));
        }
        assertThat(versions).as(file).isNotEmpty();
        return versions;
    }
}
