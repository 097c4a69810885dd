package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.kalshiperps.codegen.ContractException;
import io.github.kalshiperps.compatibility.ContractEdit.Effect;
import io.github.kalshiperps.spectools.contract.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether the jars agree with the verdicts of {@code perps spec diff} for callers; above all, that what it calls additive breaks
 * no caller, which is what makes a minor release. What bears witness to which edit stands at {@link Effect}.
 *
 * <p>The edits of one effect are made together: they touch different things, and what is found names them. With
 * {@code -Dedits=each}, every edit is made by itself, which takes some ten minutes.
 */
class ContractEditTest {
    /** Neither changes a signature, so one jar shows both. */
    private static final Set<Effect> LINKING = EnumSet.of(Effect.SOURCE, Effect.BEHAVIOUR);

    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static final Map<Api, Path> BUILT = new EnumMap<>(Api.class);
    private static final Map<List<ContractEdit>, Path> LINKING_JARS = new HashMap<>();

    /** Edits of one effect that are looked at together. */
    record Case(String name, Effect effect, List<ContractEdit> edits) {
        static Case of(ContractEdit edit) {
            return new Case(edit.toString(), edit.effect(), List.of(edit));
        }

        List<ContractEdit> of(Api api) {
            return edits.stream().filter(edit -> edit.api() == api).toList();
        }

        /** The one whose contract is edited, where there is only one. */
        Api api() {
            assertThat(edits)
                    .extracting(ContractEdit::api)
                    .containsOnly(edits.get(0).api());
            return edits.get(0).api();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return System.getProperty("edits", "together").equals("each") ? each() : together();
    }

    private static Stream<Case> each() {
        return ContractEdits.all().map(Case::of);
    }

    private static Stream<Case> together() {
        return Arrays.stream(Effect.values()).flatMap(effect -> switch (effect) {
            case NONE, UNSEEN -> together(effect, List.of(Api.values()));
            case SIGNATURE, SOURCE, BEHAVIOUR ->
                Arrays.stream(Api.values()).flatMap(api -> together(effect, List.of(api)));
            // The generator stops at the first.
            case STOPS ->
                ContractEdits.all().filter(edit -> edit.effect() == effect).map(Case::of);
        });
    }

    private static Stream<Case> together(Effect effect, List<Api> apis) {
        List<ContractEdit> edits = ContractEdits.all()
                .filter(edit -> edit.effect() == effect && apis.contains(edit.api()))
                .toList();
        return edits.isEmpty()
                ? Stream.empty()
                : Stream.of(new Case(edits.size() + " of " + effect + " in " + apis, effect, edits));
    }

    @Test
    void everyEditHasOneWitness() {
        List<ContractEdit> all = ContractEdits.all().toList();

        assertThat(all).extracting(ContractEdit::toString).doesNotHaveDuplicates();
        for (Stream<Case> cases : List.of(together(), each())) {
            assertThat(cases.flatMap(one -> one.edits().stream()).toList()).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThat(all)
                .allSatisfy(edit -> assertThat(edit.effect() != Effect.NONE)
                        .as("%s breaks callers", edit)
                        .isEqualTo(edit.breaksCallers()));
        assertThat(all).extracting(ContractEdit::api).contains(Api.values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theWitnessAgrees(Case one) {
        Consumer<Case> witness = switch (one.effect()) {
            case NONE -> ContractEditTest::oldProgramsGoOn;
            case SIGNATURE -> ContractEditTest::japicmpFindsEach;
            case SOURCE -> ContractEditTest::callersLinkButDoNotCompile;
            case BEHAVIOUR -> ContractEditTest::callersLinkAndSomethingElseHappens;
            case STOPS -> ContractEditTest::theGeneratorNamesThePlace;
            case UNSEEN -> ContractEditTest::theSourcesAreTheSame;
        };
        witness.accept(one);
    }

    private static void oldProgramsGoOn(Case one) {
        Path place = place();
        Map<Api, Path> after = new EnumMap<>(Api.class);
        List<Executable> witnesses = new ArrayList<>();
        for (Api api : Api.values()) {
            List<ContractEdit> edits = one.of(api);
            if (edits.isEmpty()) {
                after.put(api, built(api));
            } else {
                ClientModule module = ClientModule.of(api);
                Path recipe = Jars.recipe(api, place.resolve(api.id() + "-specs"), edits);
                Path jar = GeneratedJar.of(api, recipe, place.resolve(api.id()), module.handwritten());
                after.put(api, jar);
                witnesses.add(() -> assertThat(Jars.incompatibilities(api, built(api), jar))
                        .as("what japicmp finds in %s", api)
                        .isEmpty());
                witnesses.add(() -> probe(api, jar));
            }
        }
        Examples examples = new Examples(after, place);
        witnesses.add(() -> assertThat(examples.errors())
                .as("the examples against the new jars")
                .isEmpty());
        witnesses.add(examples::run);
        // All of them: what one misses, another may see.
        assertAll("With -Dedits=each, the edit whose fault it is has a name", witnesses);
    }

    /** What is different after an edit of behaviour is the same after others. */
    private static void probe(Api api, Path jar) {
        List<String> probes = probes(api);
        Path old = Jars.compiled(api, probes, built(api));
        assertThat(Jars.outcomes(old, jar))
                .as("what a program of old does with %s", api)
                .isEqualTo(Jars.outcomes(old, built(api)));
    }

    private static List<String> probes(Api api) {
        return ContractEdits.all()
                .filter(edit -> edit.api() == api && edit.effect() == Effect.BEHAVIOUR)
                .map(ContractEdit::shows)
                .toList();
    }

    private static void japicmpFindsEach(Case one) {
        List<String> found = Jars.incompatibilities(one.api(), built(one.api()), generated(one.api(), one.edits()));

        assertThat(one.edits()).allSatisfy(edit -> {
            assertThat(edit.callersVerdicts()).startsWith("bb");
            assertThat(found)
                    .as("%s", edit)
                    .anyMatch(Pattern.compile(edit.shows()).asPredicate());
        });
        assertThat(found)
                .allSatisfy(line -> assertThat(one.edits())
                        .as(line)
                        .anyMatch(edit ->
                                Pattern.compile(edit.shows()).matcher(line).find()));
    }

    private static void callersLinkButDoNotCompile(Case one) {
        Api api = one.api();
        Path after = linking(one);

        assertThat(one.edits()).allSatisfy(edit -> {
            assertThat(edit.callersVerdicts()).startsWith("bd");
            assertThat(Jars.errors(api, edit.shows(), built(api))).as("before").isEmpty();
            assertThat(Jars.errors(api, edit.shows(), after))
                    .anyMatch(error -> error.contains("incompatible types") || error.contains("bad return type"));
        });
    }

    private static void callersLinkAndSomethingElseHappens(Case one) {
        Api api = one.api();
        List<ContractEdit> edits = one.edits();
        Path after = linking(one);
        Path program =
                Jars.compiled(api, edits.stream().map(ContractEdit::shows).toList(), built(api));
        List<String> before = Jars.outcomes(program, built(api));
        List<String> now = Jars.outcomes(program, after);

        for (int i = 0; i < edits.size(); i++) {
            ContractEdit edit = edits.get(i);
            assertThat(edit.callersVerdicts()).as("%s", edit).matches("[^b][^b]b");
            assertThat(now.get(i)).as("%s: %s", edit, edit.shows()).isNotEqualTo(before.get(i));
        }
    }

    private static void theGeneratorNamesThePlace(Case one) {
        ContractEdit edit = one.edits().get(0);
        Path place = place();
        Path recipe = Jars.recipe(edit.api(), place.resolve("specs"), one.edits());

        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> GeneratedJar.sources(edit.api(), recipe, place.resolve("sources")))
                .satisfies(e -> assertThat(e.getMessage()).containsPattern(edit.shows()));
    }

    private static void theSourcesAreTheSame(Case one) {
        for (Api api : Api.values()) {
            List<ContractEdit> edits = one.of(api);
            if (!edits.isEmpty()) {
                Path place = place();
                Path recipe = Jars.recipe(api, place.resolve("specs"), edits);
                Map<String, String> before = code(ClientModule.of(api).generated());
                Map<String, String> now = code(GeneratedJar.sources(api, recipe, place.resolve("sources")));
                assertThat(now.keySet()).as("%s", edits).isEqualTo(before.keySet());
                assertThat(now.keySet().stream().filter(file -> !now.get(file).equals(before.get(file))))
                        .as("%s", edits)
                        .isEmpty();
            }
        }
    }

    /** Sources by their names, without what is said about them. */
    private static Map<String, String> code(Path sources) {
        try (Stream<Path> tree = Files.walk(sources)) {
            Map<String, String> code = new TreeMap<>();
            for (Path file :
                    tree.filter(path -> path.toString().endsWith(".java")).toList()) {
                code.put(
                        sources.relativize(file).toString(),
                        JAVADOC.matcher(Files.readString(file)).replaceAll(""));
            }
            return code;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of some edits that link, and that japicmp therefore finds nothing in. */
    private static Path linking(Case one) {
        List<ContractEdit> edits = new ArrayList<>(one.edits());
        if (edits.size() > 1) {
            ContractEdits.all()
                    .filter(edit -> edit.api() == one.api() && LINKING.contains(edit.effect()))
                    .filter(edit -> edit.effect() != one.effect())
                    .forEach(edits::add);
            edits.sort((left, right) -> left.name().compareTo(right.name()));
        }
        return LINKING_JARS.computeIfAbsent(edits, all -> {
            Path jar = generated(one.api(), all);
            assertThat(Jars.incompatibilities(one.api(), built(one.api()), jar)).isEmpty();
            return jar;
        });
    }

    private static Path generated(Api api, List<ContractEdit> edits) {
        Path place = place();
        return GeneratedJar.of(api, Jars.recipe(api, place.resolve("specs"), edits), place);
    }

    private static Path built(Api api) {
        return BUILT.computeIfAbsent(api, of -> ClientModule.of(of).jar(place()));
    }

    private static Path place() {
        try {
            return Files.createTempDirectory(folder, "jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
