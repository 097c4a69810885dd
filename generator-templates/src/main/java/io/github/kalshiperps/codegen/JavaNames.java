package io.github.kalshiperps.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Java names of the contract's names. */
final class JavaNames {
    /** Members of every generated model, which an accessor must not hide. */
    private static final Set<String> TAKEN = Set.of(
            "builder",
            "toBuilder",
            "unknownMembers",
            "hashCode",
            "toString",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "clone",
            "finalize",
            "equals",
            "build",
            "putUnknownMember",
            "putQuery",
            // variables of the generated methods
            "extras",
            "other",
            "that");

    private JavaNames() {}

    /** The Java name of a member or parameter: the overlay's {@code x-java-name}, or one made of the wire name. */
    static String member(String wireName, JsonNode described, String place) {
        String name = described.path("x-java-name").asText(member(wireName));
        if (!SourceVersion.isName(name) || name.indexOf('.') >= 0) {
            throw new ContractException(place + ": '" + name + "' is no Java name");
        }
        return name;
    }

    /** {@code volume_24h} to {@code volume24h}. */
    static String member(String wireName) {
        String pascal = type(wireName);
        String name = pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
        return SourceVersion.isKeyword(name) || TAKEN.contains(name) ? name + "_" : name;
    }

    /** {@code fee_schedule} or {@code feeSchedule} to {@code FeeSchedule}. */
    static String type(String wireName) {
        StringBuilder name = new StringBuilder();
        boolean startsWord = true;
        for (int i = 0; i < wireName.length(); i++) {
            char c = wireName.charAt(i);
            boolean partOfWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (partOfWord) {
                name.append(startsWord ? Character.toUpperCase(c) : c);
            }
            startsWord = !partOfWord;
        }
        if (name.isEmpty()) {
            throw new ContractException("No Java name can be made of '" + wireName + "'");
        }
        return Character.isDigit(name.charAt(0)) ? "N" + name : name.toString();
    }

    /** {@code fill_or_kill} to {@code FILL_OR_KILL}, {@code MarginCancel} to {@code MARGIN_CANCEL}. */
    static String constant(String wireValue) {
        String name = wireValue
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .toUpperCase(Locale.ROOT);
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "VALUE_" + name : name;
    }
}
