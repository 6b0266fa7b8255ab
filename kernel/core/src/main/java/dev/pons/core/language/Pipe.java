package dev.pons.core.language;

import dev.pons.spi.ProblemException;

import java.util.List;

/** One pipe of a template, with its arguments. Any thread. */
sealed interface Pipe {

    /** Changes a text; of several values, each. */
    @FunctionalInterface
    non-sealed interface Each extends Pipe {
        String of(String value, Flow flow) throws ProblemException;
    }

    /** Makes one text of all values at the path; absent: an empty list. */
    @FunctionalInterface
    non-sealed interface All extends Pipe {
        String of(List<String> values);
    }
}
