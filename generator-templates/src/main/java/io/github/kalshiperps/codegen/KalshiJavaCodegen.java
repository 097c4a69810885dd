package io.github.kalshiperps.codegen;

import com.samskivert.mustache.Mustache;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openapitools.codegen.CodegenModel;
import org.openapitools.codegen.CodegenType;
import org.openapitools.codegen.SupportingFile;
import org.openapitools.codegen.languages.AbstractJavaCodegen;
import org.openapitools.codegen.model.ModelMap;
import org.openapitools.codegen.model.ModelsMap;
import org.openapitools.codegen.model.OperationsMap;

/**
 * The generator {@code kalshi-java}. OpenAPI Generator finds the files to write, fills the templates and lays the files
 * out; what stands in them comes from {@link ModelShapes} and {@link OperationShapes}, which know the contract's decimals,
 * instants, open enums and tolerant members that the engine's own types do not.
 */
public final class KalshiJavaCodegen extends AbstractJavaCodegen {
    private static final String SHAPE = "x-kalshi";

    private @Nullable Contract contract;
    private Map<String, Map<String, Object>> params = Map.of();

    /** For the service loader. */
    public KalshiJavaCodegen() {
        setTemplateDir("kalshi-java");
        embeddedTemplateDir = "kalshi-java";
    }

    @Override
    public CodegenType getTag() {
        return CodegenType.CLIENT;
    }

    @Override
    public String getName() {
        return "kalshi-java";
    }

    @Override
    public String getHelp() {
        return "Generates immutable models, streaming Moshi adapters and Retrofit interfaces from a recipe.";
    }

    @Override
    public void processOpts() {
        super.processOpts();
        modelTemplateFiles.clear();
        modelTemplateFiles.put("model.mustache", ".java");
        apiTemplateFiles.clear();
        apiTemplateFiles.put("api.mustache", ".java");
        modelDocTemplateFiles.clear();
        apiDocTemplateFiles.clear();
        modelTestTemplateFiles.clear();
        apiTestTemplateFiles.clear();
        supportingFiles.clear();
        additionalProperties.put(
                "layout", (Mustache.Lambda) (fragment, out) -> out.write(Layout.of(fragment.execute())));
    }

    /** Only what the contract has something for. */
    private void addSupportingFiles(Contract loaded) {
        String prefix = (String) additionalProperties.getOrDefault("namePrefix", "");
        String models = folder(modelPackage);
        supportingFiles.add(new SupportingFile("modelPackageInfo.mustache", models, "package-info.java"));
        supportingFiles.add(new SupportingFile("modelFactory.mustache", models, prefix + "Models.java"));
        MessageShapes messages = new MessageShapes(loaded);
        if (messages.any()) {
            additionalProperties.putAll(messages.shape());
            supportingFiles.add(new SupportingFile("serverMessage.mustache", models, "ServerMessage.java"));
            supportingFiles.add(
                    new SupportingFile("serverMessageAdapter.mustache", models, "ServerMessageAdapter.java"));
            supportingFiles.add(new SupportingFile("clientCommand.mustache", models, "ClientCommand.java"));
        }
        OperationShapes operations = new OperationShapes(loaded);
        String apis = folder(apiPackage);
        if (!operations.table().isEmpty()) {
            List<String> imports = new ArrayList<>();
            operations.tableModels().forEach(name -> imports.add(modelPackage + "." + name));
            additionalProperties.put("operationTable", operations.table());
            additionalProperties.put("operationImports", imports);
            supportingFiles.add(new SupportingFile("operations.mustache", apis, prefix + "Operations.java"));
        }
        if (!operations.table().isEmpty() || !operations.servers().isEmpty()) {
            supportingFiles.add(new SupportingFile("apiPackageInfo.mustache", apis, "package-info.java"));
        }
        if (!operations.servers().isEmpty()) {
            additionalProperties.put("serverTable", operations.servers());
            supportingFiles.add(new SupportingFile("servers.mustache", apis, prefix + "Servers.java"));
        }
    }

    private String folder(String packageName) {
        return sourceFolder + File.separator + packageName.replace('.', File.separatorChar);
    }

    @Override
    public void preprocessOpenAPI(OpenAPI openApi) {
        super.preprocessOpenAPI(openApi);
        Contract loaded = Contract.load(Path.of(getInputSpec()));
        contract = loaded;
        addSupportingFiles(loaded);
        params = new OperationShapes(loaded).params();
    }

    @Override
    public Map<String, ModelsMap> postProcessAllModels(Map<String, ModelsMap> all) {
        Map<String, ModelsMap> models = super.postProcessAllModels(all);
        ModelShapes shapes = new ModelShapes(loaded());
        List<Map<String, String>> adapters = new ArrayList<>();
        for (ModelsMap file : models.values()) {
            for (ModelMap holder : file.getModels()) {
                CodegenModel model = holder.getModel();
                Map<String, Object> paramsShape = params.get(model.name);
                Map<String, Object> shape =
                        paramsShape != null ? Map.of("paramsShape", paramsShape) : shapes.shape(model.name);
                model.vendorExtensions.put(SHAPE, shape);
                if (shape.containsKey("objectShape")) {
                    adapters.add(Map.of("model", model.name, "adapter", model.name + ".Adapter.INSTANCE"));
                } else if (shape.containsKey("enumShape")) {
                    adapters.add(Map.of("model", model.name, "adapter", model.name + ".CODEC"));
                }
            }
        }
        if (new MessageShapes(loaded()).any()) {
            adapters.add(Map.of("model", "ServerMessage", "adapter", "ServerMessageAdapter.INSTANCE"));
        }
        adapters.sort(Comparator.comparing(adapter -> adapter.get("model")));
        additionalProperties.put("adapters", adapters);
        return models;
    }

    @Override
    public OperationsMap postProcessOperationsWithModels(OperationsMap operations, List<ModelMap> models) {
        String family =
                operations.getOperations().getOperation().get(0).tags.get(0).getName();
        Map<String, Object> shape = new OperationShapes(loaded()).family(family, modelPackage);
        operations.put("shape", shape);
        return operations;
    }

    @Override
    public String toApiName(String name) {
        return OperationShapes.interfaceName(name);
    }

    @Override
    public String toModelName(String name) {
        return name; // the contract's names, and those the recipe gave, are Java names already
    }

    @Override
    public String sanitizeTag(String tag) {
        return tag;
    }

    @Override
    public void postProcess() {
        // no banner
    }

    private Contract loaded() {
        return Objects.requireNonNull(contract, "the contract is loaded before models are made");
    }
}
