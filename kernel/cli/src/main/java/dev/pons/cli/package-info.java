/**
 * The verbs of the launcher that run beside the engine: send, receive, plugin, exec, console, demo.
 * Plain Java without a library, so that it starts at once; prints to standard output because that
 * is what it is for.
 */
@NullMarked
package dev.pons.cli;

import org.jspecify.annotations.NullMarked;
