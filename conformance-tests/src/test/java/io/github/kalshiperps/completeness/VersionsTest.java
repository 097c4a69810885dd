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

/** The BOM stands outside of the parent, and the README is text: neither may fall behind the version of the build. */
class VersionsTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>(?:kalshi-perps|perps-bom)</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void bomAndReadmeNameTheVersionOfTheBuild() throws IOException {
        String version = versions("pom.xml").get(0);

        assertThat(versions("perps-bom/pom.xml")).containsOnly(version);
        assertThat(versions("README.md")).containsOnly(version);
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
