/**
 * Lines that the kernel owns: listening ports, dialed connections, lines shared by a source and a
 * destination. For plugins that speak a protocol on bytes; a poller or step never meets it.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.spi.net;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
