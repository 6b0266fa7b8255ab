package dev.pons.plugin.xml;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A path: the subset of XPath 1.0 (sections 2 to 3) that names places and chooses among them.
 *
 * @param absolute begins at the document, wherever it is asked from
 * @param steps none: the place itself
 * @param base the text without what chooses in the last step
 */
record Path(boolean absolute, List<Step> steps, String base) {

    /** What a step leads to. */
    enum Kind {
        ELEMENT,
        ATTRIBUTE,
        TEXT
    }

    /**
     * One step down.
     *
     * @param deep at any depth ({@code //})
     * @param prefix as written; empty: none
     * @param namespace what the prefix stands for; null: any
     * @param name without prefix; {@code *}: any
     */
    record Step(
            boolean deep,
            Kind kind,
            String prefix,
            @Nullable String namespace,
            String name,
            List<Choice> choices) {

        boolean anyName() {
            return name.equals("*");
        }

        /** The same with nothing that chooses. */
        Step plain() {
            return new Step(deep, kind, prefix, namespace, name, List.of());
        }
    }

    /** What chooses among the matches of a step, one after the other. */
    sealed interface Choice {}

    /** {@code [2]}, counted from 1. */
    record Index(int number) implements Choice {}

    /** {@code [code/@code='x' and title]}: all must hold. */
    record Having(List<Test> tests) implements Choice {}

    /**
     * Something is at a path.
     *
     * @param text and one of its values is this text; null: whatever
     */
    record Test(Path path, @Nullable String text) {}

    /** The last step, which there must be. */
    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The path without its last step. */
    Path above() {
        return new Path(absolute, steps.subList(0, steps.size() - 1), "");
    }
}
