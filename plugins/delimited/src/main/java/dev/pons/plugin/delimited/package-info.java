/** Tables as text: cells between separators (RFC 4180), or at fixed places of a line. */
@NullMarked
package dev.pons.plugin.delimited;

import org.jspecify.annotations.NullMarked;
