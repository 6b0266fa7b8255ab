package dev.pons.core.engine;

import dev.pons.core.store.Entry;
import dev.pons.core.store.Ids;
import dev.pons.spi.Attempt;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.ProblemException;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.Format;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** One attempt to deliver: what was recorded, as the plugin sees it. */
final class Sending implements Attempt {

    final Item item;
    private final Message message;
    private final String key;
    private final Instant deadline;
    private final List<Rendered> texts;
    private final Format format;

    /** A template option of the instance, and the text that was recorded for it. */
    private record Rendered(Template template, String text) {}

    private Sending(
            Item item,
            Message message,
            String key,
            Instant deadline,
            List<Rendered> texts,
            Format format) {
        this.item = item;
        this.message = message;
        this.key = key;
        this.deadline = deadline;
        this.texts = texts;
        this.format = format;
    }

    /** Reads what is to be sent from the journal. */
    static Sending read(
            Item item, Kit kit, DestinationInstance instance, Format format, Instant deadline)
            throws IOException {
        if (!(kit.store().read(item.routed) instanceof Entry.Routed routed)
                || !(kit.store().read(item.message) instanceof Entry.Received received)) {
            throw new IOException("the journal has something else at " + Ids.text(item.routed));
        }
        var branch = routed.branches().get(item.branch);
        var body = branch.body() == null ? received.body() : branch.body();
        var meta = branch.meta() == null ? received.meta() : branch.meta();
        var templates = instance.made.bound().templates();
        var texts = branch.texts();
        var rendered =
                IntStream.range(0, Math.min(templates.size(), texts.size()))
                        .mapToObj(i -> new Rendered(templates.get(i).template(), texts.get(i)))
                        .toList();
        var key = Ids.text(item.message) + "/" + branch.destination();
        return new Sending(item, Message.of(body, meta), key, deadline, rendered, format);
    }

    @Override
    public Message message() {
        return message;
    }

    @Override
    public int number() {
        return item.attempts() + 1;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public String text(Template template) {
        for (var rendered : texts) {
            if (rendered.template() == template) {
                return rendered.text();
            }
        }
        throw new IllegalArgumentException(
                "the template is no option of this destination, or was added after the message was"
                        + " accepted");
    }

    @Override
    public Delivery judge(Message response) {
        try {
            return format.judge(message, response).with(response);
        } catch (ProblemException e) {
            return Delivery.unknown("the answer cannot be read: " + e.getMessage()).with(response);
        } catch (IOException e) {
            return Delivery.unknown("the answer cannot be read").with(response);
        }
    }
}
