package io.github.kalshiperps.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.kalshiperps.codegen.Overlay;
import io.github.kalshiperps.spectools.contract.Api;
import io.github.kalshiperps.spectools.contract.YamlDocuments;
import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.filter.JavadocLikePackageFilter;
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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Edited contracts, what japicmp says of two jars, and what a program does that was compiled against one. */
final class Jars {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> OPERATIONS_ONLY =
            Set.of("METHOD_ADDED_TO_INTERFACE", "METHOD_ABSTRACT_NOW_DEFAULT");

    private Jars() {}

    /** The root of the checkout. */
    static Path projectRoot() {
        return Path.of(System.getProperty("project.root"));
    }

    /** The pinned contract, as a tree that may be edited. */
    static ObjectNode contract(Api api) {
        return YamlDocuments.read(projectRoot().resolve("specs").resolve(api.file()))
                .deepCopy();
    }

    /**
     * Writes the pinned contract after all of some edits, with its overlays, and gives the recipe; overlay entries that match
     * nothing any more are left out.
     */
    static Path recipe(Api api, Path folder, List<ContractEdit> edits) {
        try {
            Path pinned = ClientModule.of(api).recipe();
            Files.createDirectories(folder);
            ObjectNode contract = contract(api);
            edits.forEach(edit -> edit.edit().accept(contract));
            YAML.writeValue(folder.resolve(Path.of(api.file()).getFileName()).toFile(), contract);
            for (String overlay : List.of("types.overlay.yaml", "words.overlay.yaml")) {
                ObjectNode entries = (ObjectNode)
                        YAML.readTree(pinned.resolveSibling(overlay).toFile());
                Path copy = folder.resolve(overlay);
                YAML.writeValue(copy.toFile(), entries);
                List<String> unmatched = Overlay.read(copy).apply(contract.deepCopy());
                ArrayNode actions = (ArrayNode) entries.get("actions");
                for (int i = actions.size() - 1; i >= 0; i--) {
                    String target = actions.get(i).path("target").asText();
                    if (unmatched.stream()
                            .anyMatch(line ->
                                    line.endsWith(": " + target) || line.contains(" on " + target + " names"))) {
                        actions.remove(i);
                    }
                }
                removeUnknownValues(entries, values(entries, values(contract, new HashSet<>())));
                YAML.writeValue(copy.toFile(), entries);
            }
            return Files.copy(pinned, folder.resolve("api.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All values of all enums, as texts; an overlay can add some. */
    private static Set<String> values(JsonNode node, Set<String> values) {
        node.path("enum").forEach(value -> values.add(value.asText()));
        node.forEach(child -> values(child, values));
        return values;
    }

    private static void removeUnknownValues(JsonNode node, Set<String> values) {
        for (String key : List.of("x-enum-names", "x-enum-words")) {
            if (node.get(key) instanceof ObjectNode byValue) {
                byValue.retain(values);
            }
        }
        node.forEach(child -> removeUnknownValues(child, values));
    }

    /** What japicmp calls incompatible in what is generated, in binary or source. */
    static List<String> incompatibilities(Api api, Path oldJar, Path newJar) {
        JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
        String classPath = ClientModule.classPathWithoutClients();
        options.getClassPathEntries().addAll(List.of(classPath.split(File.pathSeparator, -1)));
        for (String generated : List.of(".api", ".model")) {
            options.getFilters()
                    .getIncludes()
                    .add(new JavadocLikePackageFilter(ClientModule.of(api).packageName() + generated, true));
        }
        List<JApiClass> classes = new JarArchiveComparator(options)
                .compare(new JApiCmpArchive(oldJar.toFile(), "before"), new JApiCmpArchive(newJar.toFile(), "after"));
        List<String> found = new ArrayList<>();
        for (JApiClass type : classes) {
            report(type.getFullyQualifiedName(), type, found);
            report(type.getFullyQualifiedName(), type.getSuperclass(), found);
            type.getInterfaces().forEach(implemented -> report(type.getFullyQualifiedName(), implemented, found));
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
            boolean newOperation = OPERATIONS_ONLY.contains(change.getType().name()) && name.contains(".api.");
            if (!compatible && !newOperation) {
                found.add(name + ": " + change.getType());
            }
        }
    }

    /** Compiles a program of some expressions against a jar. */
    static Path compiled(Api api, List<String> expressions, Path jar) {
        Path program = written(api, expressions, jar);
        return GeneratedJar.compile(
                List.of(program),
                GeneratedJar.classPath(jar, ClientModule.classPathWithoutClients()),
                program.resolve("classes"));
    }

    /** Why an expression does not compile against a jar; nothing if it does. */
    static List<String> errors(Api api, String expression, Path jar) {
        Path program = written(api, List.of(expression), jar);
        return GeneratedJar.errors(
                List.of(program),
                GeneratedJar.classPath(jar, ClientModule.classPathWithoutClients()),
                program.resolve("classes"));
    }

    private static Path written(Api api, List<String> expressions, Path jar) {
        try {
            Path program = Files.createTempDirectory(jar.getParent(), "program");
            Files.writeString(program.resolve("Program.java"), program(api, expressions));
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a compiled program on a jar and gives what came of each expression: its value, its class when it is a model, or the
     * class of what it threw.
     */
    static List<String> outcomes(Path program, Path jar) {
        try {
            URL[] urls = {program.toUri().toURL(), jar.toUri().toURL()};
            try (URLClassLoader loader = new URLClassLoader(urls, withoutClients())) {
                List<String> outcomes = new ArrayList<>();
                JsonNode printed = YAML.readTree(
                        (String) loader.loadClass("Program").getMethod("run").invoke(null));
                printed.forEach(outcome -> outcomes.add(outcome.asText()));
                return outcomes;
            }
        } catch (ReflectiveOperationException | IOException e) {
            throw new AssertionError("The old program does not run on the new jar", e);
        }
    }

    /** Parent-first would find the clients of this build, so only what they stand on comes from the parent. */
    private static ClassLoader withoutClients() {
        List<String> packages = Arrays.stream(Api.values())
                .map(api -> ClientModule.of(api).packageName() + ".")
                .toList();
        return new ClassLoader(Jars.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (packages.stream().anyMatch(name::startsWith)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }

    private static String program(Api api, List<String> expressions) {
        StringBuilder calls = new StringBuilder();
        for (String expression : expressions) {
            calls.append("        note(() -> ").append(expression).append(");\n");
        }
        return """
                import io.github.kalshiperps.core.FixedPointCount;
                import io.github.kalshiperps.core.FixedPointDollars;
                import io.github.kalshiperps.core.json.JsonMapper;
                import %s.model.*;

                public class Program {
                    static final StringBuilder OUT = new StringBuilder();
                    static final JsonMapper mapper = JsonMapper.of(%s.factory());

                    public static String run() {
                %s        return "[" + OUT + "]";
                    }

                    interface Expression {
                        Object value() throws Exception;
                    }

                    static void note(Expression expression) {
                        String outcome;
                        try {
                            Object value = expression.value();
                            boolean plain = value == null || value instanceof String || value instanceof Boolean;
                            outcome = plain ? String.valueOf(value) : value.getClass().getName();
                        } catch (Exception e) {
                            outcome = e.getClass().getName();
                        }
                        OUT.append('"').append(outcome).append("\\",");
                    }
                }
                """.formatted(
                        ClientModule.of(api).packageName(), ClientModule.of(api).models(), calls);
    }
}
