/**
 * The local console: a socket in the instance folder, over which {@code bin/pons} runs commands and
 * opens a terminal. Who may open the folder is an administrator; no password exists.
 */
@NullMarked
package dev.pons.shell.console;

import org.jspecify.annotations.NullMarked;
