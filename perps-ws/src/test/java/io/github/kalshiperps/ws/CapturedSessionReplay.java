package io.github.kalshiperps.ws;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Replays a recorded session that is not part of this repository. Its name keeps it out of the usual run, so that it is never skipped in
 * silence: {@code mvn test -pl perps-ws -am -Dtest=CapturedSessionReplay -Dsurefire.failIfNoSpecifiedTests=false
 * -Dperps.capture=FILE.jsonl}.
 */
@Timeout(60)
class CapturedSessionReplay {
    @RegisterExtension
    final SessionFixture x = new SessionFixture();

    @Test
    void theRecordedSessionIsReadToTheLetterAndItsBookIsThatOfANaiveReader() throws Exception {
        String file = Objects.requireNonNull(System.getProperty("perps.capture"), "-Dperps.capture=FILE.jsonl");
        new Replay(x).check(Files.readAllLines(Path.of(file)));
    }
}
