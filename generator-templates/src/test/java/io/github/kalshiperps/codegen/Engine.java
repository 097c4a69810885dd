package io.github.kalshiperps.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;

/** Runs OpenAPI Generator with our generator in this process, the way its Maven plug-in does. */
final class Engine {
    private Engine() {}

    /**
     * Generates from a recipe.
     *
     * @return every file that was written, by its path below the source folder
     */
    static SortedMap<String, String> generate(Path recipe, String packageName, String namePrefix, Path output) {
        CodegenConfigurator configurator = new CodegenConfigurator()
                .setGeneratorName("kalshi-java")
                .setInputSpec(recipe.toString())
                .setOutputDir(output.toString())
                .setApiPackage(packageName + ".api")
                .setModelPackage(packageName + ".model")
                .addAdditionalProperty("namePrefix", namePrefix);
        DefaultGenerator generator = new DefaultGenerator();
        generator.setGenerateMetadata(false);
        generator.opts(configurator.toClientOptInput()).generate();
        Path sources = output.resolve("src/main/java");
        return texts(sources, sources);
    }

    /** The files below a folder, by their path below the root; none when there is no such folder. */
    static SortedMap<String, String> texts(Path root, Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = root.relativize(file).toString().replace('\\', '/');
                texts.put(path, Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
