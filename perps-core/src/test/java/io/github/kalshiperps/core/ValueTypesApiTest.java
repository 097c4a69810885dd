package io.github.kalshiperps.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the public face of the value types must not offer. */
class ValueTypesApiTest {
    private static final List<Class<?>> TYPES =
            List.of(FixedPointDollars.class, FixedPointCount.class, Centicents.class, PriceLevel.class);
    private static final Set<Class<?>> INEXACT =
            Set.of(double.class, float.class, Double.class, Float.class, double[].class, float[].class, Number.class);

    @TempDir
    private Path output;

    @Test
    void nothingPublicTakesOrReturnsFloatingPoint() {
        for (Class<?> type : TYPES) {
            for (Method method : type.getMethods()) {
                assertThat(method.getReturnType()).as(method.toString()).isNotIn(INEXACT);
            }
            Stream<Executable> callable =
                    Stream.concat(Stream.of(type.getMethods()), Stream.of(type.getConstructors()));
            assertThat(callable)
                    .allSatisfy(each -> assertThat(each.getParameterTypes()).doesNotContainAnyElementsOf(INEXACT));
        }
    }

    @Test
    void nothingIsOpenToSubclassesOrChange() {
        for (Class<?> type : TYPES) {
            assertThat(type).isFinal().isPublic();
            assertThat(Number.class.isAssignableFrom(type)).isFalse();
            for (Field field : type.getDeclaredFields()) {
                assertThat(Modifier.isFinal(field.getModifiers()))
                        .as(field.toString())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dollars.plus(dollars)",
                "dollars.times(count)",
                "count.times(dollars)",
                "dollars.times(3)",
                "dollars.dividedBy(count, 4, java.math.RoundingMode.DOWN)"
            })
    void whatMakesSenseCompiles(String expression) {
        assertThat(compilerErrors(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dollars.plus(count)",
                "count.plus(dollars)",
                "dollars.minus(count)",
                "dollars.compareTo(count)",
                "dollars.times(dollars)",
                "count.times(count)",
                "dollars.plus(centicents)",
                "centicents.plus(dollars)",
                "dollars.times(0.5)",
                "dollars.times(0.5f)",
                "centicents.times(0.5)",
                "FixedPointDollars.of(0.56)",
                "FixedPointDollars.of(0.56f)",
                "FixedPointDollars.of(5)", // dollars or cents? ofCents says which
                "FixedPointCount.of(2.5)",
                "Centicents.of(2.5)",
                "new FixedPointDollars(java.math.BigDecimal.ONE)"
            })
    void whatMixesUnitsOrLosesDigitsDoesNotCompile(String expression) {
        assertThat(compilerErrors(expression))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(code)
                        .isIn(
                                "compiler.err.cant.apply.symbol",
                                "compiler.err.cant.apply.symbols",
                                "compiler.err.report.access",
                                "compiler.err.prob.found.req"));
    }

    /** The error codes of javac for an expression over a variable of each type. */
    private List<String> compilerErrors(String expression) {
        String source = """
                import io.github.kalshiperps.core.*;
                class Caller {
                    Object call(FixedPointDollars dollars, FixedPointCount count, Centicents centicents) {
                        return %s;
                    }
                }
                """.formatted(expression);
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Caller.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        URI classes = URI.create(FixedPointDollars.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        List<String> options =
                List.of("-proc:none", "-classpath", Path.of(classes).toString(), "-d", output.toString());
        compiler.getTask(null, null, diagnostics, options, null, List.of(file)).call();
        return diagnostics.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode)
                .toList();
    }
}
