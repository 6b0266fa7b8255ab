package com.example.vendor;

import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;

import org.osgi.service.component.annotations.Component;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Publishes the destination {@code shout}. */
@Component(service = DestinationType.class)
public final class Shout implements DestinationType<ShoutOptions> {

    @Override
    public Class<ShoutOptions> config() {
        return ShoutOptions.class;
    }

    @Override
    public Destination create(ShoutOptions config, Context context) {
        return (message, attempt) -> {
            String said = new String(message.body().toBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    Path.of(config.file()),
                    said.strip().toUpperCase(Locale.ROOT) + mark() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return Delivery.delivered();
        };
    }

    private static String mark() throws IOException {
        try (var in = Shout.class.getResourceAsStream("mark.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
