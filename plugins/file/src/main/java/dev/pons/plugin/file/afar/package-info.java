/** Files on servers, whatever they speak: addresses, options, lines that come and go. */
@NullMarked
package dev.pons.plugin.file.afar;

import org.jspecify.annotations.NullMarked;
