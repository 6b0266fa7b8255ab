/**
 * The engine as an operator sees it: what console, REST and page ask and order. Records and one
 * interface; no plugin, no OSGi, no content but where a method says so.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.core.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
