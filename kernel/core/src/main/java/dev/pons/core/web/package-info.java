/**
 * What the engine asks of the room {@code kernel/http}, which serves HTTP on shared ports. Below
 * all other rooms but control.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.core.web;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
