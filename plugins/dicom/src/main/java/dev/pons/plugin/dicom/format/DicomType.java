package dev.pons.plugin.dicom.format;

import dev.pons.spi.Context;
import dev.pons.spi.format.Format;
import dev.pons.spi.format.FormatType;

import org.osgi.service.component.annotations.Component;

/** Publishes {@code format: dicom}. */
@Component(service = FormatType.class)
public final class DicomType implements FormatType<DicomOptions> {

    @Override
    public Class<DicomOptions> config() {
        return DicomOptions.class;
    }

    @Override
    public Format create(DicomOptions config, Context context) {
        return new DicomFormat();
    }
}
