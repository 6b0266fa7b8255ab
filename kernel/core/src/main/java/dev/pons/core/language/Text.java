package dev.pons.core.language;

import dev.pons.spi.ProblemException;

/** A compiled template. Any thread. */
@FunctionalInterface
public interface Text {

    /** Renders it; values are escaped for the place that it was compiled for. */
    String render(Flow flow) throws ProblemException;
}
