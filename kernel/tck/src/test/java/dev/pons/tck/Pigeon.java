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
import java.util.concurrent.TimeUnit;

/** Carries messages to lofts in this process; with a flaw. */
final class Pigeon implements DestinationType<Pigeon.Options> {

    static final Map<String, Loft> LOFTS = new ConcurrentHashMap<>();

    @Name("pigeon")
    @Doc("Carries messages to a loft")
    record Options(@Doc("Name of the loft") String loft) {}

    /** Where pigeons arrive. */
    static final class Loft implements ReceivingPeer {

        final List<byte[]> received = new CopyOnWriteArrayList<>();
        final String name;
        volatile Manner manner = Manner.TAKES;

        Loft(String name) {
            this.name = name;
            open();
        }

        @Override
        public String options() {
            return "{ loft: " + name + " }";
        }

        @Override
        public void answers(Manner next) {
            manner = next;
        }

        @Override
        public List<byte[]> received() {
            return received;
        }

        @Override
        public void close() {
            LOFTS.remove(name);
        }

        @Override
        public void open() {
            LOFTS.put(name, this);
        }
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options options, Context context) {
        return (message, attempt) -> {
            var loft = LOFTS.get(options.loft());
            if (loft == null) {
                throw new dev.pons.spi.NotSentException("there is no such loft");
            }
            loft.received.add(message.body().toBytes());
            return switch (loft.manner) {
                case TAKES -> Delivery.delivered();
                case REFUSES ->
                        Flaw.STUBBORN.isNow() ? Delivery.retry("no") : Delivery.rejected("no");
                case SILENT -> {
                    if (Flaw.DEAF.isNow()) {
                        yield Delivery.delivered();
                    }
                    var never = new java.util.concurrent.CountDownLatch(1);
                    never.await(1, TimeUnit.SECONDS);
                    yield Delivery.unknown("no answer came");
                }
            };
        };
    }
}
