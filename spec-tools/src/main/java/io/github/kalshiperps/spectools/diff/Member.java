package io.github.kalshiperps.spectools.diff;

/**
 * A member of an object as one edition has it.
 *
 * @param slot where its schema stands
 * @param type its Java type
 * @param required whether it has to be there
 * @param nullable whether it may be null
 */
record Member(Slot slot, String type, boolean required, boolean nullable) {
    /** Whether Java promises a value. */
    boolean isPresent() {
        return required && !nullable && !slot.schema().path("x-kalshi-optional").asBoolean();
    }

    /** The type of its accessor. */
    String given() {
        return isPresent() ? JavaTypes.unboxed(type) : type;
    }

    boolean isConstant() {
        return slot.schema().has("const");
    }
}
