package io.github.kalshiperps.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayoutTest {
    @Test
    void aShortCommentStandsOnOneLine() {
        assertThat(Layout.of("""
                    /**
                     * The price.
                     */
                    int price;
                """)).isEqualTo("""
                    /** The price. */
                    int price;
                """);
    }

    @Test
    void paragraphsAreFilledAndTagsHang() {
        String words = "word ".repeat(30).strip();

        assertThat(Layout.of("    /**\n     * " + words + "\n     *\n     *\n     * @param a " + words
                        + "\n     *\n     */\n"))
                .isEqualTo("    /**\n"
                        + "     * " + "word ".repeat(22).strip() + "\n"
                        + "     * " + "word ".repeat(8).strip() + "\n"
                        + "     *\n"
                        + "     * @param a " + "word ".repeat(21).strip() + "\n"
                        + "     *     " + "word ".repeat(9).strip() + "\n"
                        + "     */\n");
    }

    @Test
    void anInlineTagIsNeverTorn() {
        String code = "{@code {\"error\": \"" + "too many requests ".repeat(4).strip() + "\"}}";

        assertThat(Layout.of("/**\n * " + "word ".repeat(12) + code + " ends.\n */\n"))
                .isEqualTo("/**\n * " + "word ".repeat(12).strip() + "\n * " + code + " ends.\n */\n");
    }

    @Test
    void argumentsMoveToTheNextLineTogetherOrStandOnePerLine() {
        String together = "first".repeat(6) + ", " + "second".repeat(6) + ", " + "third".repeat(4);
        String more = together + ", Map<String, Long> " + "fourth".repeat(4);

        assertThat(Layout.of("    call" + "Something".repeat(3) + "(" + together + ");\n"))
                .isEqualTo("    call" + "Something".repeat(3) + "(\n            " + together + ");\n");
        assertThat(Layout.of("    call(" + more + ");\n"))
                .isEqualTo("    call(\n            " + "first".repeat(6) + ",\n            " + "second".repeat(6)
                        + ",\n            " + "third".repeat(4) + ",\n            Map<String, Long> "
                        + "fourth".repeat(4) + ");\n");
    }

    @Test
    void commasAndBracketsInTextsAreText() {
        String text = "\"a, (b \\\" c, " + "d".repeat(60) + "\"";

        assertThat(Layout.of("    call(" + text + ", " + text + ");\n"))
                .isEqualTo("    call(\n            " + text + ",\n            " + text + ");\n");
    }

    @Test
    void aLongValueStandsBehindItsAssignment() {
        String value = "new Value(\"" + "v".repeat(80) + "\");";

        assertThat(Layout.of("    static final Value CONSTANT = " + value + "\n"))
                .isEqualTo("    static final Value CONSTANT =\n            " + value + "\n");
    }

    @Test
    void branchesOfASwitchAndOfAConditionBreakAtTheirSigns() {
        String call = "in.scalar(\"" + "m".repeat(40) + "\", Codecs.DOLLARS, false);";

        assertThat(Layout.of("    case 1 -> builder." + "m".repeat(40) + " = " + call + "\n"))
                .isEqualTo("    case 1 ->\n        builder." + "m".repeat(40) + " =\n                " + call + "\n");
        assertThat(Layout.of("    this." + "m".repeat(40) + " = value == null ? null : " + call + "\n"))
                .isEqualTo("    this." + "m".repeat(40) + " =\n            value == null ? null : " + call + "\n");
    }

    @Test
    void importsAreSortedAndIdleOnesDropped() {
        assertThat(Layout.of("""
                package p;

                import java.util.Map;
                import java.util.List;
                import java.io.IOException;
                import java.util.Objects;

                /**
                 * Objects in prose do not count.
                 *
                 * @see {@link IOException}
                 */
                class A {
                    Map<String, List<String>> map;
                }
                """)).isEqualTo("""
                package p;

                import java.io.IOException;
                import java.util.List;
                import java.util.Map;

                /**
                 * Objects in prose do not count.
                 *
                 * @see {@link IOException}
                 */
                class A {
                    Map<String, List<String>> map;
                }
                """);
    }

    @Test
    void blankLinesStandAloneAndNotAtTheEdgesOfABlock() {
        assertThat(Layout.of("""

                class A {

                    int a;


                    int b;

                }

                """)).isEqualTo("""
                class A {
                    int a;

                    int b;
                }
                """);
    }
}
