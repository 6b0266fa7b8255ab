package dev.pons.plugin.tcp;

import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.net.Datagrams;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** Sends datagrams. The network may lose them, and nobody tells. */
final class Telling implements Destination {

    private final UdpDestination.Options options;
    private final Context context;
    private Datagrams.@Nullable Sender sender;

    Telling(UdpDestination.Options options, Context context) {
        this.options = options;
        this.context = context;
    }

    /** The name is looked up anew after each failure. */
    @Override
    public void connect() throws NotSentException {
        close();
        sender = Datagrams.of(context).sender(options.to(), options);
    }

    @Override
    public Delivery send(Message message, Attempt attempt) throws NotSentException, IOException {
        long size = message.body().size();
        if (size > options.maxSize()) {
            return Delivery.rejected(
                    "the message has " + size + " bytes; max-size allows " + options.maxSize());
        }
        var way = sender;
        if (way == null) {
            throw new NotSentException("there is no way to the peer yet");
        }
        way.send(message.body().toBytes());
        return Delivery.delivered();
    }

    @Override
    public void close() {
        var way = sender;
        sender = null;
        if (way != null) {
            way.close();
        }
    }
}
