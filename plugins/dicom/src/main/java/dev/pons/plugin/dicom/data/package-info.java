/**
 * DICOM data sets and files as PS3.5, PS3.6 and PS3.10 have them: read, changed in place, written.
 * Knows nothing of the rest of the plugin.
 */
@NullMarked
package dev.pons.plugin.dicom.data;

import org.jspecify.annotations.NullMarked;
