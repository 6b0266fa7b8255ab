package com.example.syslog;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;

import org.osgi.service.component.annotations.Component;

/** {@code source: { syslog: ... }} in a channel file. */
@Component(service = SourceType.class)
public final class SyslogSource implements SourceType<SyslogListener.Options> {

    @Override
    public Class<SyslogListener.Options> config() {
        return SyslogListener.Options.class;
    }

    @Override
    public Source create(SyslogListener.Options options, Context context) {
        return new SyslogListener(options, context);
    }
}
