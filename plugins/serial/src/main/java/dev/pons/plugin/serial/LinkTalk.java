package dev.pons.plugin.serial;

import dev.pons.lis1.Failure;
import dev.pons.lis1.Link;
import dev.pons.lis1.Lis1;
import dev.pons.lis1.Upward;
import dev.pons.spi.Delivery;
import dev.pons.spi.Payload;
import dev.pons.spi.Problem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The link of laboratory analyzers, in both directions: what comes is acknowledged when it is
 * durable, and what is to be sent waits until the link is neutral.
 */
final class LinkTalk implements Talk, Upward {

    /** Where nobody takes messages, none is kept. */
    private static final int LITTLE = 1 << 16;

    private final Lis1 options;
    private Link link;
    private boolean renew;
    private boolean saying;
    private @Nullable Taking taking;
    private @Nullable Order sending;

    @SuppressWarnings("this-escape") // it is told of nothing before bytes come
    LinkTalk(Lis1 options) {
        this.options = options;
        this.link = options.link(this, LITTLE, null);
    }

    /** A session that has begun ends as it began. */
    @Override
    public void takes(@Nullable Taking next) {
        renew |= next != taking;
        taking = next;
        renewed();
    }

    private void renewed() {
        if (renew && isIdle()) {
            renew = false;
            var reader = taking == null ? null : taking.reader();
            link.close();
            link =
                    reader == null
                            ? options.link(this, LITTLE, null)
                            : options.link(this, reader.longest(), reader.spool());
        }
    }

    @Override
    public boolean isIdle() {
        return link.idle() && !saying;
    }

    @Override
    public boolean listens() {
        return true;
    }

    @Override
    public void received(byte[] bytes, int count, Instant at) {
        link.received(bytes, 0, count, at);
    }

    @Override
    public void tick(Instant at) {
        link.tick(at);
        renewed();
    }

    @Override
    public boolean begin(Order order, Instant at) {
        if (!isIdle()) {
            return false;
        }
        if (order.begin()) {
            sending = order;
            link.send(order.request().content(), at);
        }
        return true;
    }

    @Override
    public byte[] output(Instant at) {
        var bytes = link.output();
        saying |= bytes.length > 0;
        return bytes;
    }

    @Override
    public void written(Instant at) {
        if (saying) {
            saying = false;
            link.written(at);
        }
    }

    @Override
    public void lost(Instant at) {
        saying = false;
        link.lost(at);
    }

    @Override
    public void message(Payload message, String repaired) {
        boolean kept = taking != null && taking.kept(message, repaired);
        link.taken(kept, Instant.now()); // what is due runs from here, however long that took
    }

    @Override
    public void refused(Payload part, Problem problem) {
        if (taking != null) {
            taking.refused(part, problem);
        }
    }

    @Override
    public void sent() {
        end(Delivery.delivered());
    }

    @Override
    public void failed(Failure failure, String words) {
        end(
                switch (failure) {
                    case NOT_SENT -> Delivery.retry(words);
                    case REJECTED -> Delivery.rejected(words);
                    case UNKNOWN -> Delivery.unknown(words);
                });
    }

    private void end(Delivery result) {
        var order = sending;
        sending = null;
        if (order != null) {
            order.done(result);
        }
    }
}
