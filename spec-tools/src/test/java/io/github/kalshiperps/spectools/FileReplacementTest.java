package io.github.kalshiperps.spectools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReplacementTest {
    @TempDir
    Path folder;

    private final Map<Path, String> contents = new LinkedHashMap<>();

    @Test
    void writesNewFilesAndReplacesOldOnes() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "before");
        Path fresh = folder.resolve("a/b/fresh");
        contents.put(old, "after");
        contents.put(fresh, "new");

        FileReplacement.replace(contents);

        assertThat(old).hasContent("after");
        assertThat(fresh).hasContent("new");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("old", "a");
        assertThat(folder.resolve("a/b").toFile().list()).containsExactly("fresh");
    }

    @Test
    void givesBackTheOldContentsWhenALaterFileFails() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "before");
        Path fresh = folder.resolve("fresh");
        Path blocked = nonEmptyFolder("blocked");
        contents.put(old, "after");
        contents.put(fresh, "new");
        contents.put(blocked, "never");

        assertThatIOException().isThrownBy(() -> FileReplacement.replace(contents));

        assertThat(old).hasContent("before");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("old", "blocked");
    }

    @Test
    void touchesNothingWhenAFileCannotEvenBePrepared() throws IOException {
        Path old = Files.writeString(folder.resolve("old"), "before");
        contents.put(old, "after");
        contents.put(old.resolve("below-a-file"), "never");

        assertThatIOException().isThrownBy(() -> FileReplacement.replace(contents));

        assertThat(old).hasContent("before");
        assertThat(folder.toFile().list()).containsExactly("old");
    }

    private Path nonEmptyFolder(String name) throws IOException {
        Path created = Files.createDirectory(folder.resolve(name));
        Files.writeString(created.resolve("inside"), "");
        return created;
    }
}
