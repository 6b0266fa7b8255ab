/**
 * What every plugin sees: messages, sources, destinations and steps. Answers are values, broken
 * lines are exceptions; the kernel owns sockets, schedule, queue and retry; a plugin owns a
 * protocol.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
