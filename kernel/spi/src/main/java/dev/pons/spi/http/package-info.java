/**
 * Routes on the kernel's shared HTTP ports (RFC 9110). A source that is called by HTTP needs this
 * package; one that calls out dials with {@code dev.pons.spi.net}.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.spi.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
