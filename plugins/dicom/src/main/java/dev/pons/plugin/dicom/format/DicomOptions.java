package dev.pons.plugin.dicom.format;

import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

/** {@code format: dicom} has no options. */
@Name("dicom")
@Doc("DICOM files and data sets, in all transfer syntaxes; pixels pass as they are")
public record DicomOptions() {}
