package dev.pons.tck;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Receipt;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A source that takes what a test hands in. */
final class Hand implements SourceType<Hand.Options> {

    static final String NAME = "tck-hand";

    private final Map<String, Intake> intakes = new ConcurrentHashMap<>();
    private final Map<String, Long> stored = new ConcurrentHashMap<>();

    @Name(NAME)
    @Doc("Takes what a test hands in")
    record Options() {}

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        return (Listener) intake -> intakes.put(context.name(), intake);
    }

    Receipt submit(String channel, byte[] body) throws InterruptedException {
        var intake = intakes.get(channel);
        if (intake == null) {
            throw new AssertionError("channel " + channel + " is not started");
        }
        var receipt = intake.submit(Message.of(body));
        if (receipt.kind() == Receipt.Kind.STORED) {
            stored.merge(channel, 1L, Long::sum);
        }
        return receipt;
    }

    /** How many of those that were handed in were stored. */
    long stored(String channel) {
        return stored.getOrDefault(channel, 0L);
    }
}
