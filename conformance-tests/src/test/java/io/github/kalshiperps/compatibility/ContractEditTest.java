package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An additive edit of the contract breaks no caller: what makes it a minor release. */
class ContractEditTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> OPERATIONS_ONLY =
            Set.of("METHOD_ADDED_TO_INTERFACE", "METHOD_ABSTRACT_NOW_DEFAULT");
    private static final Path SPECS = Path.of(System.getProperty("project.root"), "specs", "perps-rest");

    @TempDir
    static Path folder;

    private static Path before;

    @BeforeAll
    static void generateThePinnedContract() {
        before = GeneratedJar.of(SPECS.resolve("api.yaml"), folder.resolve("before"));
    }

    @Test
    void newMembersOfAResponseAreCompatible() {
        Path after = edited("members", contract -> {
            ObjectNode market = schema(contract, "MarginMarket");
            market.withObject("properties").putObject("halt_reason").put("type", "string");
            market.withObject("properties")
                    .putObject("listed_time")
                    .put("type", "string")
                    .put("format", "date-time");
            ((ArrayNode) market.get("required")).add("listed_time");
        });

        assertThat(incompatibilities(before, after)).isEmpty();
        assertThat(ordersAndReads(before, after)).isEqualTo("KXDEMOPERP1 active 1.2300 bid true");
    }

    @Test
    void aNewEnumValueIsCompatible() {
        Path after = edited("enum", contract -> {
            ((ArrayNode) schema(contract, "MarginMarketStatus").get("enum")).add("halted");
            ((ArrayNode) schema(contract, "BookSide").get("enum")).add("both");
        });

        assertThat(incompatibilities(before, after)).isEmpty();
        assertThat(ordersAndReads(before, after)).isEqualTo("KXDEMOPERP1 active 1.2300 bid true");
    }

    @Test
    void aNewOptionalMemberOfARequestIsCompatible() {
        Path after = edited(
                "request",
                contract -> schema(contract, "CreateMarginOrderRequest")
                        .withObject("properties")
                        .putObject("market_version")
                        .put("type", "integer")
                        .put("format", "int64"));

        assertThat(incompatibilities(before, after)).isEmpty();
        assertThat(ordersAndReads(before, after)).isEqualTo("KXDEMOPERP1 active 1.2300 bid true");
    }

    @Test
    void aNewOptionalQueryParameterIsCompatible() {
        Path after = edited("parameter", contract -> {
            addParameter(contract, "/margin/markets", "asset_class");
            // This one had none before, so its method gets a parameter object and keeps the overload without.
            addParameter(contract, "/margin/markets/{ticker}", "include_marks");
        });

        assertThat(incompatibilities(before, after)).isEmpty();
        assertThat(ordersAndReads(before, after)).isEqualTo("KXDEMOPERP1 active 1.2300 bid true");
    }

    @Test
    void aNewOperationIsCompatible() {
        Path after = edited("operation", contract -> {
            ObjectNode paths = (ObjectNode) contract.get("paths");
            ObjectNode copy = paths.get("/margin/enabled").deepCopy();
            ((ObjectNode) copy.get("get")).put("operationId", "GetMarginSomethingNew");
            paths.set("/margin/something_new", copy);
        });

        assertThat(incompatibilities(before, after)).isEmpty();
        assertThat(ordersAndReads(before, after)).isEqualTo("KXDEMOPERP1 active 1.2300 bid true");
    }

    @Test
    void aRemovedMemberIsFoundIncompatible() {
        Path after = edited("removed", (contract, words) -> {
            schema(contract, "MarginMarket").withObject("properties").remove("leverage_estimate");
            for (JsonNode action : words.get("actions")) {
                if (action.path("target").asText().equals("$.components.schemas.MarginMarket")) {
                    ((ObjectNode) action.at("/update/properties")).remove("leverage_estimate");
                }
            }
        });

        assertThat(incompatibilities(before, after))
                .anyMatch(line -> line.contains("MarginMarket") && line.contains("METHOD_REMOVED"));
    }

    @Test
    void aMemberOfAnotherTypeIsFoundIncompatible() {
        Path after = edited(
                "retyped",
                contract -> schema(contract, "MarginMarket")
                        .withObject("properties")
                        .withObject("title")
                        .put("type", "boolean"));

        assertThat(incompatibilities(before, after)).anyMatch(line -> line.contains("MarginMarket"));
    }

    private static ObjectNode schema(ObjectNode contract, String name) {
        return (ObjectNode) contract.at("/components/schemas/" + name);
    }

    private static void addParameter(ObjectNode contract, String path, String name) {
        ObjectNode operation = (ObjectNode) contract.get("paths").get(path).get("get");
        ObjectNode parameter = operation.withArray("parameters").addObject();
        parameter.put("in", "query").put("name", name).put("required", false);
        parameter.putObject("schema").put("type", "string");
    }

    private static Path edited(String name, Consumer<ObjectNode> edit) {
        return edited(name, (contract, words) -> edit.accept(contract));
    }

    /** The jar of the pinned contract after an edit of it and of its words. */
    private static Path edited(String name, BiConsumer<ObjectNode, ObjectNode> edit) {
        try {
            Path specs = Files.createDirectories(folder.resolve(name + "-specs"));
            try (Stream<Path> files = Files.list(SPECS)) {
                for (Path file : files.toList()) {
                    Files.copy(file, specs.resolve(file.getFileName().toString()));
                }
            }
            File contractFile = specs.resolve("openapi.yaml").toFile();
            File wordsFile = specs.resolve("words.overlay.yaml").toFile();
            ObjectNode contract = (ObjectNode) YAML.readTree(contractFile);
            ObjectNode words = (ObjectNode) YAML.readTree(wordsFile);
            edit.accept(contract, words);
            YAML.writeValue(contractFile, contract);
            YAML.writeValue(wordsFile, words);
            return GeneratedJar.of(specs.resolve("api.yaml"), folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What japicmp calls incompatible, in binary or source. */
    private static List<String> incompatibilities(Path oldJar, Path newJar) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        String classPath = GeneratedJar.classPath();
        options.getClassPathEntries().addAll(List.of(classPath.split(File.pathSeparator, -1)));
        List<JApiClass> classes = new JarArchiveComparator(options)
                .compare(new JApiCmpArchive(oldJar.toFile(), "before"), new JApiCmpArchive(newJar.toFile(), "after"));
        List<String> found = new ArrayList<>();
        for (JApiClass type : classes) {
            report(type.getFullyQualifiedName(), type, found);
            for (JApiBehavior method : type.getMethods()) {
                report(type.getFullyQualifiedName() + "#" + method.getName(), method, found);
            }
            for (JApiBehavior constructor : type.getConstructors()) {
                report(type.getFullyQualifiedName() + "#" + constructor.getName(), constructor, found);
            }
            type.getFields()
                    .forEach(field -> report(type.getFullyQualifiedName() + "." + field.getName(), field, found));
        }
        return found;
    }

    private static void report(String name, JApiCompatibility element, List<String> found) {
        for (JApiCompatibilityChange change : element.getCompatibilityChanges()) {
            boolean compatible = change.isBinaryCompatible() && change.isSourceCompatible();
            // Interfaces of operations are implemented by the client alone and say so: a new method breaks no caller,
            // and
            // an abstract one that became an overload with a default body is called as before.
            boolean newOperation = OPERATIONS_ONLY.contains(change.getType().name()) && name.contains(".rest.api.");
            if (!compatible && !newOperation) {
                found.add(name + ": " + change.getType());
            }
        }
    }

    /** Compiles an old program against the old jar, runs it on the new one and gives what it prints. */
    private static String ordersAndReads(Path oldJar, Path newJar) {
        try {
            Path program = Files.createTempDirectory(folder, "program");
            Files.writeString(program.resolve("Program.java"), PROGRAM);
            Path classes = GeneratedJar.compile(
                    program, oldJar + File.pathSeparator + GeneratedJar.classPath(), program.resolve("classes"));
            URL[] urls = {classes.toUri().toURL(), newJar.toUri().toURL()};
            // Parent-first would find the perps-rest of this build, so only core comes from the parent.
            ClassLoader core = new ClassLoader(ContractEditTest.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    if (name.startsWith("io.github.kalshiperps.rest.")) {
                        throw new ClassNotFoundException(name);
                    }
                    return super.loadClass(name, resolve);
                }
            };
            try (URLClassLoader loader = new URLClassLoader(urls, core)) {
                return (String) loader.loadClass("Program").getMethod("run").invoke(null);
            }
        } catch (ReflectiveOperationException | IOException e) {
            throw new AssertionError("The old program does not run on the new jar", e);
        }
    }

    private static final String PROGRAM = """
            import io.github.kalshiperps.core.FixedPointCount;
            import io.github.kalshiperps.core.FixedPointDollars;
            import io.github.kalshiperps.core.http.ApiCall;
            import io.github.kalshiperps.core.json.JsonMapper;
            import io.github.kalshiperps.rest.api.MarketsApi;
            import io.github.kalshiperps.rest.model.*;

            public class Program {
                public static String run() {
                    JsonMapper mapper = JsonMapper.of(PerpsModels.factory());
                    MarginMarket market = mapper.read(MarginMarket.class, "{\\"ticker\\":\\"KXDEMOPERP1\\","
                            + "\\"status\\":\\"active\\",\\"price\\":\\"1.2300\\"}");
                    CreateMarginOrderRequest order = CreateMarginOrderRequest.builder()
                            .ticker(market.ticker())
                            .clientOrderId("id")
                            .side(BookSide.BID)
                            .count(FixedPointCount.of("1"))
                            .price(FixedPointDollars.of("1.23"))
                            .timeInForce(TimeInForce.GOOD_TILL_CANCELED)
                            .selfTradePreventionType(SelfTradePreventionType.MAKER)
                            .build();
                    String side = switch (order.side().known()) {
                        case BID -> "bid";
                        case ASK -> "ask";
                        default -> "other";
                    };
                    boolean back = mapper.read(CreateMarginOrderRequest.class,
                            mapper.write(CreateMarginOrderRequest.class, order)).equals(order);
                    MarketsListParams params = MarketsListParams.builder().status(MarginMarketStatus.ACTIVE).build();
                    calls((MarketsApi) java.lang.reflect.Proxy.newProxyInstance(
                            MarketsApi.class.getClassLoader(), new Class<?>[] {MarketsApi.class}, (p, m, a) -> null));
                    return market.ticker() + " " + params.get("status") + " " + market.price() + " " + side + " " + back;
                }

                static ApiCall<?> calls(MarketsApi markets) {
                    markets.list(MarketsListParams.builder().build());
                    return markets.get("KXDEMOPERP1");
                }
            }
            """;
}
