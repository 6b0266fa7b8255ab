/** The verbs of the launcher that run outside of the engine: send, exec, console, demo. */
@NullMarked
package dev.pons.cli;

import org.jspecify.annotations.NullMarked;
