package io.github.kalshiperps.spectools.contract;

import static io.github.kalshiperps.spectools.contract.Shapes.TEXT;

/** Objects other than schemas that OpenAPI and AsyncAPI share. */
final class CommonShapes {
    static final String SECURITY_SCHEME_KIND = "SecurityScheme";

    static final Shape SECURITY_SCHEME = ObjectShape.of(SECURITY_SCHEME_KIND)
            .referable()
            .required("type", TEXT)
            .fact("scheme", TEXT)
            .fact("bearerFormat", TEXT)
            .fact("in", TEXT)
            .fact("name", TEXT)
            .prose("description")
            .end();

    static final Shape TAG = ObjectShape.of("Tag")
            .required("name", TEXT)
            .prose("description", "externalDocs")
            .end();

    private CommonShapes() {}

    static Shape info(String title) {
        return ObjectShape.of("Info")
                .constant("title", title)
                .required("version", TEXT)
                .prose("summary", "description", "termsOfService", "contact", "license", "tags", "externalDocs")
                .end();
    }
}
