/** Files, in and out. */
@NullMarked
package dev.pons.plugin.file;

import org.jspecify.annotations.NullMarked;
