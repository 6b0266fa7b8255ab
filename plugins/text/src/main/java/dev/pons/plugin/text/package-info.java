/** Plain text. */
@NullMarked
package dev.pons.plugin.text;

import org.jspecify.annotations.NullMarked;
