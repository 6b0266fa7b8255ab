package dev.pons.plugin.serial;

import dev.pons.framing.Encoder;
import dev.pons.framing.Frame;
import dev.pons.framing.Framing;
import dev.pons.plugin.serial.Incoming.Reader;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Payload;
import dev.pons.spi.Reply;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/**
 * Frames in both directions, one exchange at a time: what comes while an answer is awaited is that
 * answer, if it can be, and everything else is a message.
 */
final class FramedTalk implements Talk {

    private final Encoder encoder;
    private final Incoming incoming;
    private final Outgoing outgoing;
    private @Nullable Taking taking;
    private @Nullable Exchange exchange;
    private byte[] rest = {};

    FramedTalk(Framing framing) {
        this.encoder = framing.encoder();
        this.incoming = new Incoming(framing);
        this.outgoing = new Outgoing(framing.silence());
    }

    @Override
    public void takes(@Nullable Taking next) {
        taking = next;
    }

    @Override
    public boolean isIdle() {
        return exchange == null && !incoming.begun();
    }

    @Override
    public boolean listens() {
        return exchange == null || !exchange.isJudged();
    }

    @Override
    public void received(byte[] bytes, int count, Instant now) throws InterruptedException {
        int at = 0;
        while (at < count && listens()) {
            var open = exchange;
            if (open != null && open.wantsBytes() && !incoming.begun()) {
                hear(open, bytes[at++], now);
            } else {
                at += feed(bytes, at, count - at, now);
            }
        }
        if (at < count) {
            rest = Arrays.copyOfRange(bytes, at, count);
        }
    }

    private void hear(Exchange open, byte one, Instant now) throws InterruptedException {
        var result = open.heard(one);
        if (result != null) {
            end(open, result);
            return;
        }
        var strange = open.strange();
        if (strange.length == 0) {
            return;
        }
        if (taking == null) {
            end(
                    open,
                    Delivery.unknown("the answer is neither yes nor no").with(Message.of(strange)));
        } else {
            // the device speaks first; its answer may still follow
            for (int at = 0; at < strange.length; ) {
                at += feed(strange, at, strange.length - at, now);
            }
        }
    }

    private int feed(byte[] bytes, int from, int count, Instant now) throws InterruptedException {
        var by = reader();
        if (by == null) {
            incoming.forget();
            return count;
        }
        int taken = incoming.feed(bytes, from, count, by, now);
        came(incoming.frame());
        return taken;
    }

    /** For whom the next frame is; null: for nobody. */
    private @Nullable Reader reader() {
        var open = exchange;
        if (open != null && open.wantsFrame()) {
            var request = open.order().request();
            return new Reader(request.longest(), null, request.timeout());
        }
        return taking == null ? null : taking.reader();
    }

    private void came(@Nullable Frame frame) throws InterruptedException {
        var open = exchange;
        if (frame == null) {
            return;
        }
        if (open != null && open.wantsFrame()) {
            open.judged();
            open.order().answered(frame);
        } else if (taking != null) {
            taking.taken(frame, this);
        } else {
            frame.close();
        }
    }

    private void end(Exchange open, Delivery result) {
        open.order().done(result);
        exchange = null;
    }

    @Override
    public void tick(Instant now) throws InterruptedException {
        came(incoming.tick(now));
        var open = exchange;
        if (open != null) {
            switch (open.order().state()) {
                case WAITING, JUDGED -> {}
                case OVER -> exchange = null;
                case BEGUN -> {
                    if (open.isJudged()) {
                        open.await(now);
                    } else if (open.isLate(now) && !incoming.begun()) {
                        var limit = Frame.words(open.order().request().timeout());
                        end(open, Delivery.unknown("no answer within " + limit));
                    }
                }
            }
        }
        if (listens() && rest.length > 0) {
            var more = rest;
            rest = new byte[0];
            received(more, more.length, now);
        }
    }

    @Override
    public boolean begin(Order order, Instant now) {
        if (exchange != null || incoming.begun() || !outgoing.isFree(now)) {
            return false;
        }
        if (order.begin()) {
            try {
                outgoing.add(encoder.framed(order.request().content()), why -> {});
                exchange = new Exchange(order);
            } catch (IOException e) {
                order.notSent("the message cannot be read now");
            }
        }
        return true;
    }

    /** An answer to a message that was taken; told when it cannot go out. */
    void answer(Reply reply) {
        try {
            var content = Payload.of(reply.toBytes());
            var misfit = encoder.misfit(content);
            if (misfit.isEmpty()) {
                outgoing.add(encoder.framed(content), reply::lost);
            } else {
                reply.lost("it cannot be framed: " + misfit);
            }
        } catch (IOException e) {
            reply.lost("it cannot be read");
        }
    }

    /** Bytes as they are, as an answer. */
    void answer(byte[] bytes) {
        outgoing.add(bytes, why -> {});
    }

    @Override
    public byte[] output(Instant now) {
        return outgoing.next(now);
    }

    @Override
    public void written(Instant now) {
        outgoing.written(now);
        var open = exchange;
        if (open != null && !open.isWritten() && outgoing.isEmpty() && open.written(now)) {
            end(open, Delivery.delivered());
        }
    }

    @Override
    public void lost(Instant now) throws InterruptedException {
        var open = exchange;
        exchange = null;
        rest = new byte[0];
        if (open != null) {
            open.order()
                    .done(
                            Delivery.unknown(
                                    "the line broke before the message was out or answered"));
        }
        came(incoming.broke());
        outgoing.lost();
    }
}
