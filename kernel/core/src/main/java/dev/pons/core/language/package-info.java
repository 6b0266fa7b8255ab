/**
 * The channel language over any format: paths, conditions, templates with pipes, and the steps that
 * every channel has. Parsed once per channel version, evaluated per message.
 */
@NullMarked
package dev.pons.core.language;

import org.jspecify.annotations.NullMarked;
