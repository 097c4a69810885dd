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
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openapitools.codegen.ClientOptInput;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** Generates the sources of an API from a recipe, compiles them and packs what comes of it, all in a folder of a test. */
final class GeneratedJar {
    private GeneratedJar() {}

    /** The jar of a recipe: what is generated, and the handwritten sources that are compiled with it. */
    static Path of(Api api, Path recipe, Path folder, Path... handwritten) {
        Path generated = sources(api, recipe, folder.resolve("sources"));
        List<Path> sources =
                Stream.concat(Stream.of(generated), Stream.of(handwritten)).toList();
        Path classes = compile(sources, ClientModule.classPathWithoutClients(), folder.resolve("classes"));
        return pack(classes, folder.resolve("perps-" + api.id() + ".jar"));
    }

    /**
     * Generates the sources of a recipe.
     *
     * @throws io.github.kalshiperps.codegen.ContractException if the generator stops
     */
    static Path sources(Api api, Path recipe, Path folder) {
        ClientModule module = ClientModule.of(api);
        ClientOptInput input = new CodegenConfigurator()
                .setGeneratorName("kalshi-java")
                .setInputSpec(recipe.toString())
                .setOutputDir(folder.toString())
                .setApiPackage(module.packageName() + ".api")
                .setModelPackage(module.packageName() + ".model")
                .addAdditionalProperty("namePrefix", module.namePrefix())
                .toClientOptInput();
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        assertThat(generator.opts(input).generate()).isNotEmpty();
        return folder;
    }

    /** Compiles all sources below some folders; a warning is no failure here, an error is. */
    static Path compile(List<Path> sources, String classPath, Path classes) {
        assertThat(errors(sources, classPath, classes)).isEmpty();
        return classes;
    }

    /** Compiles all sources below some folders and gives the errors; none when it worked. */
    static List<String> errors(List<Path> sources, String classPath, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Files.createDirectories(classes);
            List<Path> units = new ArrayList<>();
            for (Path folder : sources) {
                try (Stream<Path> tree = Files.walk(folder)) {
                    tree.filter(path -> path.toString().endsWith(".java")).forEach(units::add);
                }
            }
            List<String> options =
                    List.of("--release", "17", "-proc:none", "-nowarn", "-cp", classPath, "-d", classes.toString());
            List<String> errors = new ArrayList<>();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            problem -> {
                                if (problem.getKind() == Diagnostic.Kind.ERROR) {
                                    errors.add(problem.toString());
                                }
                            },
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(units))
                    .call();
            assertThat(compiled).isEqualTo(errors.isEmpty());
            return errors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class path. */
    static String classPath(Object... entries) {
        return String.join(
                File.pathSeparator, Stream.of(entries).map(Object::toString).toList());
    }

    static Path pack(Path classes, Path jar) {
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
