package dev.pons.plugin.tcp;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Message;
import dev.pons.spi.Position;
import dev.pons.spi.Problem;
import dev.pons.spi.Receipt;
import dev.pons.spi.net.Datagrams;
import dev.pons.spi.net.Datagrams.Datagram;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes datagrams. All that have come are stored at once, so that one fsync covers them. No sender
 * can be told to send again: what the engine does not take is lost, and that is said.
 */
final class Hearing implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final UdpSource.Options options;
    private final Context context;
    private final AtomicLong lost = new AtomicLong();

    Hearing(UdpSource.Options options, Context context) {
        this.options = options;
        this.context = context;
    }

    @Override
    public void start(Intake intake) throws Exception {
        Datagrams.of(context).receive(options.listen(), options, some -> take(some, intake));
    }

    /** On one thread, never twice at once. */
    private void take(List<Datagram> some, Intake intake) throws InterruptedException {
        var messages = new ArrayList<Message>(some.size());
        for (var datagram : some) {
            var message = Message.of(datagram.bytes()).with("peer", datagram.peer());
            int size = datagram.bytes().length;
            if (size > options.maxSize()) {
                tooLong(message, size, intake);
            } else if (size > 0) {
                messages.add(message);
            }
        }
        if (!messages.isEmpty()) {
            count(stored(messages, intake), messages.size());
        }
    }

    private Receipt stored(List<Message> messages, Intake intake) throws InterruptedException {
        try {
            return intake.submitAll(messages, Position.none());
        } catch (InterruptedException e) {
            lost.addAndGet(messages.size());
            throw e;
        }
    }

    @Override
    public void close() {
        if (lost.get() > 0) {
            LOG.warn("{}: {} datagrams were lost: the engine took none", context.name(), lost);
        }
    }

    private void tooLong(Message message, int size, Intake intake) throws InterruptedException {
        var words = "the datagram has " + size + " bytes; max-size allows " + options.maxSize();
        count(intake.refuse(message, Problem.of("too-long", words)), 1);
    }

    private void count(Receipt receipt, int messages) {
        if (receipt.kept() || receipt.refused()) {
            long before = lost.getAndSet(0);
            if (before > 0) {
                LOG.warn("{}: takes datagrams again; {} were lost", context.name(), before);
                context.up();
            }
        } else if (lost.getAndAdd(messages) == 0) {
            context.down("datagrams are being lost: the engine takes nothing now");
        }
    }
}
