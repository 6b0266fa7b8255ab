/**
 * Content: {@link dev.pons.spi.format.Document} is what a step sees of any format, {@link
 * dev.pons.spi.format.Format} and {@link dev.pons.spi.format.Tree} are what a format's author
 * writes.
 */
@Export
@Version("1.0.0")
@NullMarked
package dev.pons.spi.format;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
