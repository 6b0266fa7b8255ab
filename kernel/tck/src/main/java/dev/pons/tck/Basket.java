package dev.pons.tck;

import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A destination that keeps what it gets. */
final class Basket implements DestinationType<Basket.Options> {

    static final String NAME = "tck-basket";

    private final Map<String, List<byte[]>> got = new ConcurrentHashMap<>();

    @Name(NAME)
    @Doc("Keeps what it gets")
    record Options() {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options options, Context context) {
        return (message, attempt) -> {
            of(context.name()).add(message.body().toBytes());
            return Delivery.delivered();
        };
    }

    /** What came to {@code channel/destination}. */
    List<byte[]> of(String name) {
        return got.computeIfAbsent(name, n -> new CopyOnWriteArrayList<>());
    }
}
