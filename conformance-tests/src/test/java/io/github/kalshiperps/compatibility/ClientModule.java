package io.github.kalshiperps.compatibility;

import io.github.kalshiperps.klear.KlearClient;
import io.github.kalshiperps.rest.PerpsClient;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.ws.PerpsWebSocket;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The module of a client, as this build has it. */
final class ClientModule {
    private final Api api;

    private ClientModule(Api api) {
        this.api = api;
    }

    static ClientModule of(Api api) {
        return new ClientModule(api);
    }

    /** Its package, which those of the models and of the operations are below. */
    String packageName() {
        return "io.github.kalshiperps." + api.id();
    }

    /** What the generated classes of the whole API are called after; as in the module's pom. */
    String namePrefix() {
        return switch (api) {
            case REST -> "Perps";
            case WS -> "PerpsWebSocket";
            case KLEAR -> "Klear";
        };
    }

    /** The class that knows all models. */
    String models() {
        return packageName() + ".model." + namePrefix() + "Models";
    }

    /** What is generated from; the folder has the pin and the overlays, too. */
    Path recipe() {
        return specs(Jars.projectRoot().resolve("specs")).resolve("api.yaml");
    }

    /** The folder of the pin and the overlays within a folder of all specs. */
    Path specs(Path allSpecs) {
        return allSpecs.resolve(api.file()).getParent();
    }

    /** The sources that are not generated. */
    Path handwritten() {
        return folder().resolve("src/main/java");
    }

    /** The sources that this build has generated. */
    Path generated() {
        return folder().resolve("target/generated-sources/kalshi");
    }

    private Path folder() {
        return Jars.projectRoot().resolve("perps-" + api.id());
    }

    /** Where the classes of this build are: a folder, or a jar once it is packed. */
    Path entry() {
        Class<?> client = switch (api) {
            case REST -> PerpsClient.class;
            case WS -> PerpsWebSocket.class;
            case KLEAR -> KlearClient.class;
        };
        try {
            return Path.of(client.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new AssertionError("The classes of " + api + " are in no file", e);
        }
    }

    /** The jar of this build. */
    Path jar(Path folder) {
        Path entry = entry();
        return Files.isDirectory(entry)
                ? GeneratedJar.pack(entry, folder.resolve("perps-" + api.id() + ".jar"))
                : entry;
    }

    /** What the clients stand on, and all else that tests have; not the clients, which are generated anew. */
    static String classPathWithoutClients() {
        List<Path> clients =
                Arrays.stream(Api.values()).map(api -> of(api).entry()).toList();
        List<String> entries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !clients.contains(Path.of(entry).toAbsolutePath()))
                .toList();
        return String.join(File.pathSeparator, entries);
    }
}
