package io.github.kalshiperps.core;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random texts for the properties of the decimal types. */
final class PlainDecimals {
    /** What the types accept; written down a second time, as the oracle of the parser. */
    static final Pattern GRAMMAR = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private PlainDecimals() {}

    /** Any accepted text of 1 to 40 digits at any scale, superfluous zeros and minus signs included. */
    static Arbitrary<String> any() {
        Arbitrary<String> digits =
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(40).withoutEdgeCases();
        Arbitrary<Integer> decimals = Arbitraries.integers().between(0, 39);
        Arbitrary<Boolean> negative = Arbitraries.of(true, false);
        return Combinators.combine(digits, decimals, negative).as((text, scale, minus) -> {
            int point = text.length() - scale % text.length();
            String fraction = text.substring(point);
            return (minus ? "-" : "") + text.substring(0, point) + (fraction.isEmpty() ? "" : "." + fraction);
        });
    }

    /** Those texts that a number is printed as: no superfluous leading zero, no minus before zero. */
    static Arbitrary<String> canonical() {
        return any().map(text -> {
            String unsigned = text.replaceFirst("^-", "").replaceFirst("^0+(?=[0-9])", "");
            boolean zero = unsigned.chars().allMatch(c -> c == '0' || c == '.');
            return text.startsWith("-") && !zero ? "-" + unsigned : unsigned;
        });
    }

    /** Texts near the grammar and far from it, most of them not accepted. */
    static Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().withChars("01.-").ofMaxLength(8),
                Arbitraries.strings()
                        .withChars("059.-+eE, _\t\n\u0660\uff10xNaIf")
                        .ofMaxLength(8),
                Combinators.combine(
                                any(),
                                Arbitraries.integers().between(0, 42),
                                Arbitraries.chars().all())
                        .as((text, position, c) -> {
                            int at = Math.min(position, text.length());
                            return text.substring(0, at) + c + text.substring(at);
                        }));
    }
}
