/** The step {@code template}: FreeMarker, with nothing of Java in reach. */
@NullMarked
package dev.pons.plugin.template;

import org.jspecify.annotations.NullMarked;
