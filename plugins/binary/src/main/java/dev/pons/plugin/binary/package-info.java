/** Bytes as they are. */
@NullMarked
package dev.pons.plugin.binary;

import org.jspecify.annotations.NullMarked;
