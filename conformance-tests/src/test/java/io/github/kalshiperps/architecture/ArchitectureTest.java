package io.github.kalshiperps.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The arrows between the modules, and the promises of their public API. */
@AnalyzeClasses(packages = "io.github.kalshiperps", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.kalshiperps.";
    private static final Set<String> BINARY_FLOATS = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    @ArchTest
    static final ArchRule coreKnowsNoEndpoint = noClasses()
            .that()
            .resideInAPackage(ROOT + "core..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.kalshiperps..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage(ROOT + "core..")));

    /** So that none of the clients sees another. */
    @ArchTest
    static final ArchRule restStandsOnCoreAlone = standsOnCoreAlone("rest");

    @ArchTest
    static final ArchRule klearStandsOnCoreAlone = standsOnCoreAlone("klear");

    @ArchTest
    static final ArchRule wsStandsOnCoreAlone = standsOnCoreAlone("ws");

    /** It speaks what the clients speak, with their models. */
    @ArchTest
    static final ArchRule simulatorStandsOnTheClients =
            standsOn("simulator", ROOT + "core..", ROOT + "rest..", ROOT + "ws..", ROOT + "klear..");

    /** It is for tests and demonstrations: no client and no build tool comes with it. */
    @ArchTest
    static final ArchRule onlyToolsAndExamplesSeeTheSimulator = noClasses()
            .that()
            .resideOutsideOfPackages(
                    ROOT + "simulator..",
                    ROOT + "cli..",
                    ROOT + "conformance..",
                    ROOT + "benchmarks..",
                    ROOT + "examples..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "simulator..");

    /** The rules of trading are one thing and the wire is another. */
    @ArchTest
    static final ArchRule theSimulatedExchangeKnowsNoProtocol = noClasses()
            .that()
            .resideInAPackage(ROOT + "simulator.engine..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.kalshiperps..")
                    .and(JavaClass.Predicates.resideOutsideOfPackages(ROOT + "core..", ROOT + "simulator.engine.."))
                    .or(JavaClass.Predicates.resideInAnyPackage("org.eclipse.jetty..", "com.squareup..", "okhttp3..")));

    @ArchTest
    static final ArchRule theGeneratorIsNobodysRuntime = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "core..", ROOT + "rest..", ROOT + "klear..", ROOT + "ws..", ROOT + "simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "codegen..", "org.openapitools..", "com.fasterxml..", "com.jayway..");

    @ArchTest
    static final ArchRule generatedCodeUsesNoReflection = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "*.model..", ROOT + "*.api..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("java.lang.reflect..")
                    // The type token in the signature of Moshi's JsonAdapter.Factory.
                    .and(JavaClass.Predicates.type(java.lang.reflect.Type.class).negate()))
            .orShould()
            .callMethodWhere(new com.tngtech.archunit.base.DescribedPredicate<>("reflection starts from a Class") {
                @Override
                public boolean test(com.tngtech.archunit.core.domain.JavaMethodCall call) {
                    return call.getTargetOwner().isEquivalentTo(Class.class);
                }
            });

    @ArchTest
    static final ArchRule noBinaryFloatInPublicApi = members()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(ROOT + "core..", ROOT + "rest..", ROOT + "klear..", ROOT + "ws..")
            .and()
            .arePublic()
            .should(new ArchCondition<JavaMember>("not take or give a binary float") {
                @Override
                public void check(JavaMember member, ConditionEvents events) {
                    for (JavaClass type : types(member)) {
                        if (BINARY_FLOATS.contains(type.getName())) {
                            events.add(SimpleConditionEvent.violated(
                                    member, member.getDescription() + " has " + type.getName()));
                        }
                    }
                }
            });

    @ArchTest
    static final ArchRule modelsAreFinalAndHaveNoPublicConstructor = classes()
            .that()
            .resideInAPackage(ROOT + "*.model..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .areNotInterfaces()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveOnlyPrivateConstructors();

    @ArchTest
    static final ArchRule exceptionsAreOurs = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(ROOT + "*.api..")
            .should()
            .notDeclareThrowableOfType(Exception.class);

    private static ArchRule standsOnCoreAlone(String module) {
        return standsOn(module, ROOT + "core..");
    }

    private static ArchRule standsOn(String module, String... others) {
        String itself = ROOT + module + "..";
        List<String> seen = new ArrayList<>(List.of(others));
        seen.add(itself);
        return noClasses()
                .that()
                .resideInAPackage(itself)
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.kalshiperps..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(seen.toArray(String[]::new))));
    }

    private static List<JavaClass> types(JavaMember member) {
        List<JavaClass> types = new ArrayList<>();
        if (member instanceof JavaField field) {
            types.addAll(field.getType().getAllInvolvedRawTypes());
        } else if (member instanceof JavaCodeUnit unit) {
            types.addAll(unit.getReturnType().getAllInvolvedRawTypes());
            unit.getParameterTypes().forEach(type -> types.addAll(type.getAllInvolvedRawTypes()));
        }
        return types;
    }
}
