package dev.pons.core.engine;

import dev.pons.core.config.Bound.TemplateAt;
import dev.pons.core.config.ChannelFile.Enrich;
import dev.pons.core.config.ChannelFile.Retry;
import dev.pons.core.language.Formats;
import dev.pons.core.language.Peer;
import dev.pons.core.language.Peers;
import dev.pons.core.language.Question;
import dev.pons.spi.Attempt;
import dev.pons.spi.Context;
import dev.pons.spi.Delivery;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.Late;
import dev.pons.spi.Message;
import dev.pons.spi.NotSentException;
import dev.pons.spi.Payload;
import dev.pons.spi.config.Template;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A peer that a step of one version of a channel asks. Its line is made for the first question and
 * kept for those that follow. Questions come one at a time, on the thread of the channel's steps,
 * with no lock held; whoever stops the channel ends them.
 */
final class Asker implements Peer {

    private static final Logger LOG = LoggerFactory.getLogger(Asker.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);
    private static final Retry PAUSES =
            new Retry(Duration.ofMillis(250), Duration.ofSeconds(2), true);

    /** So long after a deadline it has surely passed. */
    private static final Duration BEHIND = Duration.ofMillis(20);

    /** One attempt may fail by chance. */
    private static final int SURELY_SILENT = 2;

    /** What comes later is awaited by destinations only. */
    private static final Late NOBODY = (correlation, delivery) -> false;

    private static final String LATER =
            " answers later, by another way, and a step needs its answer at once; send it by a"
                    + " destination, and go on in one that comes `after` it";

    private final Kit kit;
    private final String channel;
    private final Peers.Asked asked;
    private final Asking asking;
    private volatile @Nullable DestinationLine line;
    private volatile boolean closed;

    Asker(Kit kit, String channel, Peers.Asked asked) {
        this.kit = kit;
        this.channel = channel;
        this.asked = asked;
        this.asking = kit.asks().of(channel);
    }

    /** A new instance of its plugin. */
    Destination create(Context context) {
        return make(asked.type(), asked.bound().options(), context);
    }

    @SuppressWarnings("unchecked")
    private static <C extends Record> Destination make(
            DestinationType<C> type, Record options, Context context) {
        return type.create((C) options, context);
    }

    String name() {
        return asked.file().name();
    }

    @Override
    public Answered ask(Question question) throws InterruptedException {
        var within = asked.file().within();
        asking.begin(this);
        kit.threads().stuck(true);
        try {
            return new Attempts(question, System.nanoTime() + within.toNanos()).untilAnswered();
        } finally {
            kit.threads().stuck(false);
            asking.end();
        }
    }

    /** The attempts to get one question answered. */
    private final class Attempts {

        private final Question question;
        private final long end;
        private int count;
        private Map<String, String> values = Map.of();

        Attempts(Question question, long end) {
            this.question = question;
            this.end = end;
        }

        private Duration left() {
            return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        }

        Answered untilAnswered() throws InterruptedException {
            while (true) {
                count++;
                var delivery = read(once());
                switch (delivery.kind()) {
                    case DELIVERED -> {
                        asking.well(name());
                        return new Answered(Kind.ANSWERED, "", values);
                    }
                    case REJECTED -> {
                        asking.well(name());
                        return new Answered(Kind.REFUSED, name() + " said no" + why(delivery));
                    }
                    case AWAITING -> {
                        return new Answered(Kind.SILENT, name() + LATER);
                    }
                    default -> {
                        var last = again(delivery);
                        if (last != null) {
                            return last;
                        }
                    }
                }
            }
        }

        /** Null: after a pause it is asked again. */
        private @Nullable Answered again(Delivery delivery) throws InterruptedException {
            boolean unknown = delivery.kind() == Delivery.Kind.UNKNOWN;
            if (unknown && asked.file().unknown() == Enrich.Unknown.HOLD) {
                return new Answered(
                        Kind.UNKNOWN,
                        name()
                                + " may have got the question and did not answer"
                                + why(delivery)
                                + "; message:release asks it again");
            }
            if (closed) {
                throw new InterruptedException("the program is closed");
            }
            asking.mayGoOn();
            var own = Pause.after(count, PAUSES);
            var pause = delivery.pause().compareTo(own) > 0 ? delivery.pause() : own;
            if (count >= SURELY_SILENT || pause.compareTo(left()) >= 0) {
                asking.silent(name(), delivery.why());
            }
            if (pause.compareTo(left()) >= 0) {
                return new Answered(Kind.SILENT, silence(delivery));
            }
            asking.rest(pause);
            return null;
        }

        private String silence(Delivery delivery) {
            return name()
                    + " gave no answer within "
                    + words(asked.file().within())
                    + "; it was asked "
                    + (count == 1 ? "once" : count + " times, the last time")
                    + why(delivery);
        }

        /** What an answer has; one that cannot be read is unknown. */
        private Delivery read(Delivery delivery) {
            if (delivery.kind() != Delivery.Kind.DELIVERED) {
                return delivery;
            }
            try {
                var answer = delivery.response().orElse(Message.of(new byte[0]));
                var own = Message.of(Payload.of(answer.body().toBytes()), answer.meta());
                values = Fence.call(() -> question.read(own));
                return delivery;
            } catch (Formats.Missing e) {
                throw e;
            } catch (Exception e) {
                return Delivery.unknown("the answer cannot be read");
            }
        }

        private Delivery once() {
            var longest = left().compareTo(Batch.LONGEST) < 0 ? left() : Batch.LONGEST;
            var due = kit.clock().instant().plus(longest);
            asking.lasts(longest);
            var alarm = kit.threads().alarm(longest.plus(BEHIND), Asker.this::abortLate);
            try {
                return send(due);
            } catch (NotSentException e) {
                return Delivery.retry(Fence.words(e));
            } catch (Exception e) {
                return Delivery.unknown(Fence.words(e));
            } finally {
                alarm.cancel(false);
            }
        }

        private Delivery send(Instant due) throws Exception {
            DestinationLine to;
            try {
                to = line();
                to.connect(due);
            } catch (Exception e) {
                return Delivery.retry(Fence.words(e));
            }
            var attempt = new Once(question, count, due, asked);
            var delivery = to.call(due, d -> d.send(question.message(), attempt));
            return delivery == null
                    ? Delivery.unknown("the plugin did not say what became of it")
                    : delivery;
        }
    }

    private static String words(Duration within) {
        return within.toSeconds() < 1 ? within.toMillis() + " ms" : Views.words(within);
    }

    private static String why(Delivery delivery) {
        return delivery.why().isEmpty() ? "" : ": " + delivery.why();
    }

    /** One attempt, as the plugin sees it. */
    private record Once(Question question, int number, Instant deadline, Peers.Asked asked)
            implements Attempt {

        @Override
        public Message message() {
            return question.message();
        }

        @Override
        public String key() {
            return question.key();
        }

        @Override
        public String text(Template template) {
            var templates = asked.bound().templates();
            for (int i = 0; i < templates.size(); i++) {
                TemplateAt at = templates.get(i);
                if (at.template() == template) {
                    return question.texts().get(i);
                }
            }
            throw new IllegalArgumentException("the template is no option of this type");
        }

        @Override
        public Delivery judge(Message response) {
            return question.judge(response);
        }
    }

    private DestinationLine line() throws Exception {
        var kept = line;
        if (kept != null) {
            return kept;
        }
        var label = channel + "/" + name();
        var lent = new PluginContext.Lent(kit.net().lines(label), kit.store()::spool, NOBODY);
        var context = new PluginContext(label, kit.clock(), lent, this::said);
        try {
            var made = new DestinationLine(() -> create(context), context);
            line = made;
            asking.lines(1);
            return made;
        } catch (Exception e) {
            context.close();
            throw e;
        }
    }

    /** What the plugin says of itself. */
    private void said(String why) {
        if (why.isEmpty()) {
            asking.well(name());
        } else {
            asking.silent(name(), why);
        }
    }

    private void abortLate() {
        var open = line;
        if (open != null && open.isLate(kit.clock().instant())) {
            open.abort();
        }
    }

    /** Ends an attempt soon. Any thread. */
    void abort() {
        var open = line;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void close() {
        closed = true;
        var open = line;
        line = null;
        if (open == null) {
            return;
        }
        asking.lines(-1);
        asking.well(name());
        try {
            new Deadline(kit.threads()).run("close", LONGEST_CLOSE, open::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{}/{}: {}", channel, name(), Fence.words(e));
        }
    }
}
