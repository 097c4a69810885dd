package io.github.kalshiperps.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kalshiperps.spectools.contract.Api;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openapitools.codegen.ClientOptInput;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** Generates the jar of an API from a recipe, compiles it and packs it, all in a folder of a test. */
final class GeneratedJar {
    private GeneratedJar() {}

    static Path of(Api api, Path recipe, Path folder) {
        Path sources = folder.resolve("sources");
        generate(api, recipe, sources);
        Path classes = compile(sources, classPath(), folder.resolve("classes"));
        return pack(classes, folder.resolve("perps-" + api.id() + ".jar"));
    }

    private static void generate(Api api, Path recipe, Path sources) {
        ClientOptInput input = new CodegenConfigurator()
                .setGeneratorName("kalshi-java")
                .setInputSpec(recipe.toString())
                .setOutputDir(sources.toString())
                .setApiPackage("io.github.kalshiperps." + api.id() + ".api")
                .setModelPackage("io.github.kalshiperps." + api.id() + ".model")
                .addAdditionalProperty("namePrefix", api == Api.WS ? "PerpsWebSocket" : "Perps")
                .toClientOptInput();
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        assertThat(generator.opts(input).generate()).isNotEmpty();
    }

    /** Compiles all sources below a folder; a warning is no failure here, an error is. */
    static Path compile(Path sources, String classPath, Path classes) {
        assertThat(problems(sources, classPath, classes)).isEmpty();
        return classes;
    }

    /** Compiles all sources below a folder and gives the errors; none when it worked. */
    static List<String> problems(Path sources, String classPath, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> tree = Files.walk(sources)) {
            Files.createDirectories(classes);
            List<Path> units =
                    tree.filter(path -> path.toString().endsWith(".java")).toList();
            List<String> options = List.of("--release", "17", "-proc:none", "-cp", classPath, "-d", classes.toString());
            List<String> problems = new ArrayList<>();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            problem -> problems.add(problem.toString()),
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(units))
                    .call();
            return compiled ? List.of() : problems;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What generated code stands on. The clients of this build are left out: they are what is generated anew. */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("perps-rest") && !entry.contains("perps-ws"))
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }

    private static Path pack(Path classes, Path jar) {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> tree = Files.walk(classes)) {
            for (Path path : tree.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, out);
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
