/** The source type {@code timer}: messages by the clock. */
@NullMarked
package dev.pons.plugin.timer;

import org.jspecify.annotations.NullMarked;
