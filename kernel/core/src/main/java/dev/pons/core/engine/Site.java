package dev.pons.core.engine;

import dev.pons.core.config.References;
import dev.pons.core.language.Tables;

/**
 * What belongs to the place where an engine runs, and to none of its channels. Any thread.
 *
 * @param references what stands for text in options
 * @param tables code tables
 */
public record Site(References references, Tables tables) {

    /** Without code tables. */
    public Site(References references) {
        this(references, Tables.NONE);
    }
}
