/** Console commands, and the local console socket. */
@NullMarked
package dev.pons.shell;

import org.jspecify.annotations.NullMarked;
