/** Channels at work: intake, steps, lanes, ledger, swap. Plain Java, no OSGi. */
@NullMarked
package dev.pons.core.engine;

import org.jspecify.annotations.NullMarked;
