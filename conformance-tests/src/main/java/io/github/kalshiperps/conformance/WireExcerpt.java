package io.github.kalshiperps.conformance;

import io.github.kalshiperps.conformance.Wire.ArrayValue;
import io.github.kalshiperps.conformance.Wire.Member;
import io.github.kalshiperps.conformance.Wire.ObjectValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a message has around a place, shortened: the object or array that holds it, with its first part, which mostly says
 * which one it is, and the neighbours.
 *
 * @param container the exact path of the object or array
 * @param lines its text
 * @param marks the indices of the lines that are about the place
 */
record WireExcerpt(String container, List<String> lines, List<Integer> marks) {
    static final WireExcerpt NONE = new WireExcerpt("", List.of(), List.of());

    /** How many neighbours are shown on each side. */
    private static final int NEIGHBOURS = 2;

    WireExcerpt {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    /**
     * What is around a place.
     *
     * @param root the message
     * @param path the path of the message in its capture
     * @param steps from the message to the place
     */
    static WireExcerpt of(Wire root, String path, List<Step> steps) {
        Wire container = root;
        StringBuilder where = new StringBuilder(path);
        for (int i = 0; i + 1 < steps.size(); i++) {
            Wire inside = steps.get(i).into(container);
            if (!(inside instanceof ObjectValue || inside instanceof ArrayValue)) {
                // What is missing, or no container, is itself the place to show.
                return around(container, where.toString(), steps.get(i));
            }
            container = inside;
            where.append(
                    steps.get(i) instanceof Step.Index index
                            ? "[" + index.index() + "]"
                            : "." + ((Step.Name) steps.get(i)).name());
        }
        return around(container, where.toString(), steps.isEmpty() ? null : steps.get(steps.size() - 1));
    }

    private static WireExcerpt around(Wire container, String path, @Nullable Step last) {
        Printer printer = new Printer();
        if (container instanceof ObjectValue object) {
            String name = last instanceof Step.Name step ? step.name() : "";
            List<Member> members = object.members();
            printer.print(
                    "{",
                    members.size(),
                    index -> last != null && members.get(index).name().equals(name),
                    index -> "  " + Excerpt.of(members.get(index)),
                    last == null || last.into(container) != null ? null : "  (no \"" + name + "\")",
                    "}");
        } else if (container instanceof ArrayValue array) {
            List<Wire> elements = array.elements();
            int marked = last instanceof Step.Index step ? step.index() : -1;
            printer.print(
                    "[",
                    elements.size(),
                    index -> index == marked,
                    index -> "  " + Excerpt.of(elements.get(index)),
                    null,
                    "]");
        } else {
            printer.lines.add(Excerpt.of(container));
            printer.marks.add(0);
        }
        return new WireExcerpt(path, printer.lines, printer.marks);
    }

    private static final class Printer {
        private final List<String> lines = new ArrayList<>();
        private final List<Integer> marks = new ArrayList<>();

        void print(
                String open,
                int size,
                IntPredicate isMarked,
                IntFunction<String> part,
                @Nullable String missing,
                String close) {
            BitSet shown = new BitSet();
            IntStream.range(0, size)
                    .filter(isMarked)
                    .forEach(mark -> shown.set(Math.max(0, mark - NEIGHBOURS), Math.min(size, mark + NEIGHBOURS + 1)));
            shown.set(0, Math.min(size, shown.isEmpty() ? NEIGHBOURS + 1 : 1));
            lines.add(open);
            int last = -1;
            for (int i = shown.nextSetBit(0); i >= 0; i = shown.nextSetBit(i + 1)) {
                skipped(i - last - 1);
                last = i;
                if (isMarked.test(i)) {
                    marks.add(lines.size());
                }
                lines.add(part.apply(i));
            }
            skipped(size - last - 1);
            if (missing != null) {
                marks.add(lines.size());
                lines.add(missing);
            }
            lines.add(close);
        }

        private void skipped(int parts) {
            if (parts > 0) {
                lines.add("  … " + parts + " more");
            }
        }
    }
}
