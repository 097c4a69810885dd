package io.github.kalshiperps.spectools.bump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.SpecException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bump that is killed leaves the checkout, once the next one has started, as it was or as it should become. */
class BumpKillTest {
    @TempDir
    Path folder;

    private FakeCheckout checkout;

    @BeforeEach
    void edit() throws IOException {
        checkout = FakeCheckout.in(folder.resolve("original"));
        checkout.edit(Api.WS, FakeCheckout::addMessageMember);
    }

    @Test
    void atEveryPlace() throws Exception {
        Map<String, String> before = checkout.files();
        FakeCheckout whole = copy("whole");
        assertThat(whole.bump()).startsWith("0\n");
        Map<String, String> after = whole.files();
        assertThat(after).isNotEqualTo(before);

        List<String> places = new ArrayList<>();
        boolean committed = false;
        for (int n = 1; ; n++) {
            FakeCheckout killed = copy("killed" + n);
            String place = kill(folder.resolve("killed" + n), n);
            if (place.isEmpty()) {
                assertThat(killed.files()).isEqualTo(after);
                break;
            }
            places.add(place);
            committed |= place.equals("journal in force");
            assertThat(killed.hasLeftovers()).isTrue();

            String said = recover(killed);

            assertThat(killed.files()).as("killed at " + place).isEqualTo(committed ? after : before);
            assertThat(killed.hasLeftovers()).isFalse();
            assertThat(said).as("killed at " + place).isEqualTo(expected(place, committed));
        }
        assertThat(places)
                .startsWith("fetched", "copied", "pinned", "worded", "reported", "step build")
                .contains(
                        "checked",
                        "new specs/specs.lock.yaml",
                        "new BUMP.md",
                        "journal written",
                        "journal in force",
                        "in place specs/perps-ws/asyncapi.yaml",
                        "in place BUMP.md")
                .endsWith("journal gone");
    }

    private static String expected(String place, boolean committed) {
        if (place.equals("fetched")) {
            return "";
        }
        return committed && !place.equals("journal gone")
                ? "finished an earlier bump that was ended: 6 files are in place\n"
                : "threw away what an earlier bump left that was ended: the checkout is as it was\n";
    }

    /** What was changed by hand in the meantime is not overwritten. */
    @Test
    void aFileThatSomebodyChangedStopsTheNextRun() throws Exception {
        FakeCheckout killed = copy("killed");
        killAt("in place specs/perps-ws/asyncapi.yaml", "killed");
        Files.writeString(killed.root.resolve("CHANGELOG.md"), "mine");
        Map<String, String> before = killed.files();

        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> killed.bump())
                .withMessageContaining("CHANGELOG.md is neither what it was nor what it should become");

        assertThat(killed.files()).isEqualTo(before);
        assertThat(killed.hasLeftovers()).isTrue();
    }

    @Test
    void aDryRunDoesNotFinishWhatAnotherBegan() throws Exception {
        FakeCheckout killed = copy("killed");
        killAt("journal in force", "killed");
        Map<String, String> before = killed.files();

        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> killed.bump("--dry-run"))
                .withMessageContaining("run without --dry-run");

        assertThat(killed.files()).isEqualTo(before);
    }

    /** A file that changes while the steps run must not be lost either. */
    @Test
    void aFileThatChangesMeanwhileIsKept() throws IOException {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> checkout.bumpFrom(checkout.upstream.toString(), place -> {
                    if (place.equals("checked")) {
                        write(checkout.root.resolve("CHANGELOG.md"), "mine");
                    }
                }))
                .withMessageContaining("CHANGELOG.md was changed while the bump ran");

        assertThat(checkout.text("CHANGELOG.md")).isEqualTo("mine");
        assertThat(checkout.root.resolve("BUMP.md")).doesNotExist();
        assertThat(checkout.hasLeftovers()).isFalse();
    }

    @Test
    void twoAtOnceAreRefused() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> checkout.bumpFrom(checkout.upstream.toString(), place -> {
                    if (place.equals("copied")) {
                        checkout.bump();
                    }
                }))
                .withMessage("another bump of this checkout is running");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private FakeCheckout copy(String name) throws IOException {
        Folders.copy(folder.resolve("original"), folder.resolve(name), Set.of());
        return FakeCheckout.at(folder.resolve(name));
    }

    /** Starts another run that gets no further than to its documents. */
    private String recover(FakeCheckout killed) {
        StringWriter said = new StringWriter();
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> killed.bump(said, folder.resolve("nothing").toString(), Checkpoint.NONE))
                .withMessageContaining("has no document of the exchange");
        return said.toString();
    }

    private void killAt(String place, String name) throws Exception {
        Map<Integer, String> places = new TreeMap<>();
        copy("counted")
                .bumpFrom(
                        folder.resolve("counted/upstream").toString(),
                        reached -> places.put(places.size() + 1, reached));
        int number = places.entrySet().stream()
                .filter(entry -> entry.getValue().equals(place))
                .findFirst()
                .orElseThrow()
                .getKey();
        assertThat(kill(folder.resolve(name), number)).isEqualTo(place);
    }

    /** Gives the place at which it died, or nothing when it came to its end. */
    private static String kill(Path where, int number) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledBump.class.getName(),
                        where.toString(),
                        Integer.toString(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String place = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(place.isEmpty() ? 0 : KilledBump.DIED);
        return place;
    }
}
