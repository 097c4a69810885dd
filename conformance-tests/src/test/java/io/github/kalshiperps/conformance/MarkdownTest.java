package io.github.kalshiperps.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void aCodeSpanShowsAnyText() {
        assertThat(Markdown.code("$.markets[].tick_size")).isEqualTo("`$.markets[].tick_size`");
        assertThat(Markdown.code("a `b` c")).isEqualTo("``a `b` c``");
        assertThat(Markdown.code("`")).isEqualTo("`` ` ``");
        assertThat(Markdown.code("two\nlines")).isEqualTo("`two lines`");
        assertThat(Markdown.code("")).isEqualTo("(empty)");
    }

    @Test
    void aPipeDoesNotEndACell() {
        assertThat(Markdown.row("a|b", Markdown.code("c|d"))).isEqualTo("| a\\|b | `c\\|d` |");
    }
}
