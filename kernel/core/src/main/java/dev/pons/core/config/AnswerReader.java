package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Acknowledge;
import dev.pons.core.config.ChannelFile.Answer;
import dev.pons.core.config.ChannelFile.StepPart;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads what the sender is told: {@code acknowledge}, {@code within} and {@code reply}. */
final class AnswerReader {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final String SHAPE =
            "choose one of stored, checked, processed, { reply-of: NAME }";

    private final Set<String> destinations;
    private final Faults faults;

    /**
     * @param destinations names of the channel's destinations
     */
    AnswerReader(Set<String> destinations, Faults faults) {
        this.destinations = destinations;
        this.faults = faults;
    }

    Answer answer(Section source) {
        var of = replyOf(source);
        var within = source.duration("within", WITHIN, "");
        if (within.isZero()) {
            source.refuse("within", "must be longer than nothing; write for example 10s");
        }
        List<StepPart> reply =
                source.get("reply").map(y -> StepReader.list("reply", y, faults)).orElse(List.of());
        return new Answer(
                of.isEmpty() ? acknowledge(source) : Acknowledge.REPLY_OF, of, within, reply);
    }

    private Acknowledge acknowledge(Section source) {
        if (source.get("acknowledge").filter(y -> !(y instanceof Yaml.Text)).isPresent()) {
            return Acknowledge.STORED;
        }
        var chosen = source.choice("acknowledge", Acknowledge.class, Acknowledge.STORED);
        if (chosen == Acknowledge.REPLY_OF) {
            source.refuse("acknowledge", "names no destination; write { reply-of: NAME }");
        }
        return chosen;
    }

    /** The destination's name; empty: another kind, or a fault. */
    private String replyOf(Section source) {
        var yaml = source.get("acknowledge");
        if (yaml.isEmpty() || yaml.get() instanceof Yaml.Text) {
            return "";
        }
        return Section.of(
                        ReservedWords.ACKNOWLEDGE,
                        yaml.get(),
                        "\"acknowledge\" is one word or a map; " + SHAPE,
                        faults)
                .map(this::name)
                .orElse("");
    }

    private String name(Section section) {
        section.refuseOthers();
        var name = section.text("reply-of");
        if (name.isEmpty()) {
            if (section.get("reply-of").isEmpty()) {
                faults.add(section.mark(), "\"acknowledge\": " + SHAPE);
            }
            return "";
        }
        if (!destinations.contains(name.get().text())) {
            section.fault(
                    name.get(),
                    "reply-of",
                    "is no destination of this channel"
                            + DidYouMean.words(name.get().text(), List.copyOf(destinations)));
        }
        return name.get().text();
    }
}
