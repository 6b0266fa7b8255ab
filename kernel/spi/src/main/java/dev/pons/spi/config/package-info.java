/**
 * The options of a plugin: one annotated record per type. Binding, validation, schema, form and
 * reference page are made from it; defaults stand nowhere else.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.spi.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
