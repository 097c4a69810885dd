package io.github.kalshiperps.codegen;

import java.util.Set;

/** The Java type of a value, and how it is read and written. */
sealed interface TypeRef {
    /** The type as it stands in source, short. */
    String java();

    /** The expression of its codec. */
    String codec();

    /** The method of MemberReader that reads a member of it; {@code place} is for the message when there is none. */
    String reader(String place);

    /** Adds the imports that {@link #java} and {@link #codec} need; types of the model package need none. */
    void imports(Set<String> imports);

    /** One of the scalars that core has a codec for. */
    enum Scalar implements TypeRef {
        STRING("string", "String", "STRING", ""),
        BOOLEAN("boolean", "Boolean", "BOOLEAN", ""),
        INT32("int32", "Integer", "INT32", ""),
        INT64("int64", "Long", "INT64", ""),
        NUMBER("number", "BigDecimal", "NUMBER", "java.math.BigDecimal"),
        DECIMAL("decimal", "BigDecimal", "DECIMAL_STRING", "java.math.BigDecimal"),
        DOLLARS("dollars", "FixedPointDollars", "DOLLARS", "io.github.kalshiperps.core.FixedPointDollars"),
        COUNT("count", "FixedPointCount", "COUNT", "io.github.kalshiperps.core.FixedPointCount"),
        CENTICENTS("centicents", "Centicents", "CENTICENTS", "io.github.kalshiperps.core.Centicents"),
        INSTANT("instant", "Instant", "INSTANT", "java.time.Instant"),
        EPOCH_MILLIS("epoch-millis", "Instant", "EPOCH_MILLIS", "java.time.Instant"),
        EPOCH_SECONDS("epoch-seconds", "Instant", "EPOCH_SECONDS", "java.time.Instant"),
        DATE("date", "LocalDate", "DATE", "java.time.LocalDate"),
        UUID("uuid", "UUID", "UUID", "java.util.UUID");

        private final String overlayName;
        private final String javaName;
        private final String codecName;
        private final String importName;

        Scalar(String overlayName, String javaName, String codecName, String importName) {
            this.overlayName = overlayName;
            this.javaName = javaName;
            this.codecName = codecName;
            this.importName = importName;
        }

        /** The name that {@code x-kalshi-type} uses. */
        String overlayName() {
            return overlayName;
        }

        @Override
        public String java() {
            return javaName;
        }

        @Override
        public String codec() {
            return "Codecs." + codecName;
        }

        @Override
        public String reader(String place) {
            return "scalar";
        }

        @Override
        public void imports(Set<String> imports) {
            if (!importName.isEmpty()) {
                imports.add(importName);
            }
        }
    }

    /** A price level, {@code [price, count]}. */
    record PriceLevel() implements TypeRef {
        @Override
        public String java() {
            return "PriceLevel";
        }

        @Override
        public String codec() {
            return "Codecs.PRICE_LEVEL";
        }

        @Override
        public String reader(String place) {
            throw new ContractException(place + ": a price level is understood in a list only");
        }

        @Override
        public void imports(Set<String> imports) {
            imports.add("io.github.kalshiperps.core.PriceLevel");
        }
    }

    /** Any JSON, kept as it is. */
    record Raw() implements TypeRef {
        @Override
        public String java() {
            return "RawJson";
        }

        @Override
        public String codec() {
            return "Codecs.RAW";
        }

        @Override
        public String reader(String place) {
            throw new ContractException(place + ": a free-form value is understood in a map only");
        }

        @Override
        public void imports(Set<String> imports) {
            imports.add("io.github.kalshiperps.core.json.RawJson");
        }
    }

    /** An open enum of the model package. */
    record Enumeration(String java) implements TypeRef {
        @Override
        public String codec() {
            return java + ".CODEC";
        }

        @Override
        public String reader(String place) {
            return "scalar";
        }

        @Override
        public void imports(Set<String> imports) {
            // same package
        }
    }

    /** A model of the model package. */
    record Model(String java) implements TypeRef {
        @Override
        public String codec() {
            return java + ".Adapter.INSTANCE";
        }

        @Override
        public String reader(String place) {
            return "object";
        }

        @Override
        public void imports(Set<String> imports) {
            // same package
        }
    }

    /** A list. */
    record ListOf(TypeRef element) implements TypeRef {
        @Override
        public String java() {
            return "List<" + element.java() + ">";
        }

        @Override
        public String codec() {
            return "Codecs.list(" + element.codec() + ")";
        }

        @Override
        public String reader(String place) {
            return "list";
        }

        @Override
        public void imports(Set<String> imports) {
            imports.add("java.util.List");
            element.imports(imports);
        }
    }

    /** A map from names. */
    record MapOf(TypeRef value) implements TypeRef {
        @Override
        public String java() {
            return "Map<String, " + value.java() + ">";
        }

        @Override
        public String codec() {
            return "Codecs.map(" + value.codec() + ")";
        }

        @Override
        public String reader(String place) {
            return "map";
        }

        @Override
        public void imports(Set<String> imports) {
            imports.add("java.util.Map");
            value.imports(imports);
        }
    }
}
