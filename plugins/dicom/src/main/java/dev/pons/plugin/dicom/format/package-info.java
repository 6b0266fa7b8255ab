/** The format {@code dicom}: paths, edits and checks of a channel on DICOM data sets. */
@NullMarked
package dev.pons.plugin.dicom.format;

import org.jspecify.annotations.NullMarked;
