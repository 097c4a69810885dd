package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.spectools.contract.Api;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether the jars agree with the verdicts of {@code perps spec diff} for callers; above all, that what it calls additive breaks
 * no caller, which is what makes a minor release. The edits of one effect are made together in one jar: they touch different
 * things, and what is found names them.
 */
class ContractEditTest {
    @TempDir
    static Path folder;

    private static final Map<Api, Path> PINNED_JARS = new EnumMap<>(Api.class);
    private static final Map<Api, Path> SIGNATURE_JARS = new EnumMap<>(Api.class);

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"REST", "WS"})
    void whatIsNotBreakingForCallersLeavesTheJarCompatible(Api api) {
        List<ContractEdit> edits = edits(api, ContractEdit.Effect.NONE);
        Path after = jar(api, "quiet", edits);

        assertThat(Jars.incompatibilities(pinned(api), after)).isEmpty();
        assertThat(edits).allSatisfy(edit -> assertThat(callersVerdicts(edit)).doesNotContain("b"));
        // Compiled against the old jar, run on the new one; and compiled against the new one.
        if (api == Api.REST) {
            assertThat(ordersAndReads(pinned(api), after)).isEqualTo("KXDEMOPERP1 active 1.2300 bid true");
        }
        List<String> probes = expressions(api);
        assertThat(Jars.outcomes(api, probes, pinned(api), after))
                .isEqualTo(Jars.outcomes(api, probes, pinned(api), pinned(api)));
        assertThat(Jars.outcomes(api, probes, after, after))
                .isEqualTo(Jars.outcomes(api, probes, pinned(api), pinned(api)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"REST", "WS"})
    void whatBreaksSignaturesIsFoundInTheJarAndNothingElseIs(Api api) {
        List<ContractEdit> edits = edits(api, ContractEdit.Effect.SIGNATURE);
        List<String> found = Jars.incompatibilities(pinned(api), signatures(api));

        assertThat(edits).allSatisfy(edit -> {
            assertThat(callersVerdicts(edit)).startsWith("bb");
            assertThat(found)
                    .as("%s", edit)
                    .anyMatch(Pattern.compile(edit.shows()).asPredicate());
        });
        assertThat(found)
                .allSatisfy(line -> assertThat(edits)
                        .as(line)
                        .anyMatch(edit ->
                                Pattern.compile(edit.shows()).matcher(line).find()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"REST", "WS"})
    void whatBreaksBehaviourLinksAndDoesSomethingElse(Api api) {
        List<ContractEdit> edits = edits(api, ContractEdit.Effect.BEHAVIOUR);
        Path after = jar(api, "behaviours", edits);
        List<String> probes = expressions(api);

        assertThat(Jars.incompatibilities(pinned(api), after)).isEmpty();
        List<String> before = Jars.outcomes(api, probes, pinned(api), pinned(api));
        List<String> now = Jars.outcomes(api, probes, pinned(api), after);
        for (int i = 0; i < edits.size(); i++) {
            ContractEdit edit = edits.get(i);
            assertThat(callersVerdicts(edit)).as("%s", edit).matches("[^b][^b]b");
            assertThat(now.get(i)).as("%s: %s", edit, edit.shows()).isNotEqualTo(before.get(i));
        }
    }

    @Test
    void whatBreaksSourceOnlyLinksAndDoesNotCompile() {
        List<ContractEdit> edits = edits(Api.REST, ContractEdit.Effect.SOURCE);
        Path after = signatures(Api.REST);

        assertThat(edits).isNotEmpty().allSatisfy(edit -> {
            assertThat(callersVerdicts(edit)).startsWith("bd");
            assertThat(Jars.compiles(Api.REST, edit.shows(), pinned(Api.REST))).isTrue();
            assertThat(Jars.compiles(Api.REST, edit.shows(), after)).isFalse();
        });
    }

    private static List<ContractEdit> edits(Api api, ContractEdit.Effect effect) {
        return ContractEdits.all()
                .filter(edit -> edit.api() == api && edit.effect() == effect)
                .toList();
    }

    private static List<String> expressions(Api api) {
        return edits(api, ContractEdit.Effect.BEHAVIOUR).stream()
                .map(ContractEdit::shows)
                .toList();
    }

    private static String callersVerdicts(ContractEdit edit) {
        return SpecDiffTest.verdicts(SpecDiffTest.diff(edit)).replace(" ", "").substring(0, 3);
    }

    private static Path pinned(Api api) {
        return PINNED_JARS.computeIfAbsent(api, of -> jar(of, "pinned", List.of()));
    }

    /** What breaks sources alone is in it as well: nothing that looks at classes finds that. */
    private static Path signatures(Api api) {
        return SIGNATURE_JARS.computeIfAbsent(
                api,
                of -> jar(
                        of,
                        "signatures",
                        Stream.of(ContractEdit.Effect.SIGNATURE, ContractEdit.Effect.SOURCE)
                                .flatMap(effect -> edits(of, effect).stream())
                                .toList()));
    }

    private static Path jar(Api api, String name, List<ContractEdit> edits) {
        return Jars.edited(api, folder.resolve(api.id() + "-" + name), edits);
    }

    /** Compiles an old program against the old jar, runs it on the new one and gives what it prints. */
    private static String ordersAndReads(Path oldJar, Path newJar) {
        try {
            Path program = Files.createTempDirectory(folder, "program");
            Files.writeString(program.resolve("Program.java"), PROGRAM);
            Path classes = GeneratedJar.compile(
                    program, oldJar + File.pathSeparator + GeneratedJar.classPath(), program.resolve("classes"));
            URL[] urls = {classes.toUri().toURL(), newJar.toUri().toURL()};
            try (URLClassLoader loader = new URLClassLoader(urls, Jars.withoutGenerated())) {
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
