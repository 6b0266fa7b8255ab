/**
 * Commands that a plugin adds to the console, for what only it can show: the ports of this machine,
 * a line that does not speak.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.spi.console;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
