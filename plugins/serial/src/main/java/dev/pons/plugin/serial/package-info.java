/**
 * Messages over serial lines: a {@link Line} for each port, which its members share ({@link Taking}
 * takes messages from it, {@link Sending} brings them), and what is spoken on it, a {@link Talk}.
 */
@NullMarked
package dev.pons.plugin.serial;

import org.jspecify.annotations.NullMarked;
