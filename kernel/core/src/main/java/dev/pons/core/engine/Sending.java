package dev.pons.core.engine;

import dev.pons.core.store.Ids;
import dev.pons.spi.Attempt;
import dev.pons.spi.Delivery;
import dev.pons.spi.Message;
import dev.pons.spi.Problem;
import dev.pons.spi.ProblemException;
import dev.pons.spi.config.Template;
import dev.pons.spi.format.Format;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** One attempt to deliver: what was recorded, as the plugin sees it. */
final class Sending implements Attempt {

    /** What is sent instead of a message has no format, and its answers none that we know. */
    private static final Format BYTES =
            message -> {
                throw new ProblemException(Problem.of("unsupported", "these are bytes"));
            };

    final Item item;
    final Frozen frozen;
    private final Message message;
    private final Instant deadline;
    private final List<Rendered> texts;
    private final Format format;

    /** A template option of the instance, and the text that was recorded for it. */
    private record Rendered(Template template, String text) {}

    private Sending(
            Item item, Frozen frozen, Instant deadline, List<Rendered> texts, Format format) {
        this.item = item;
        this.frozen = frozen;
        this.message = frozen.message();
        this.deadline = deadline;
        this.texts = texts;
        this.format = format;
    }

    /** What is to be sent, as the plugin's instance sees it. */
    static Sending of(
            Item item,
            Frozen frozen,
            DestinationInstance instance,
            Format format,
            Instant deadline) {
        var templates = instance.made.bound().templates();
        var texts = frozen.branch().texts();
        var rendered =
                IntStream.range(0, Math.min(templates.size(), texts.size()))
                        .mapToObj(i -> new Rendered(templates.get(i).template(), texts.get(i)))
                        .toList();
        boolean part = instance.made.file().attempts().body().isPresent();
        return new Sending(item, frozen, deadline, rendered, part ? BYTES : format);
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
        return Ids.text(item.message) + "/" + frozen.branch().destination();
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
