package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Attempts;
import dev.pons.core.config.ChannelFile.Body;

import java.time.Duration;
import java.util.Optional;

/** Reads what a destination says of its attempts: what is sent, and when. */
final class AttemptsReader {

    private final Faults faults;

    AttemptsReader(Faults faults) {
        this.faults = faults;
    }

    Attempts attempts(Section section) {
        return new Attempts(
                new OutcomeReader(faults).outcomes(section),
                expire(section),
                section.text("after"),
                section.get("body").flatMap(this::body),
                rate(section),
                priority(section));
    }

    private Optional<Yaml> priority(Section section) {
        var condition = section.get("priority");
        boolean strict =
                section.get("order")
                        .map(o -> o instanceof Yaml.Text text && text.text().equals("strict"))
                        .orElse(true);
        if (condition.isPresent() && strict) {
            section.refuse(
                    "priority",
                    "lets some messages go before others, and strict order lets none; write for"
                            + " example order: { key: \"{mrn}\" } or order: none");
        }
        return condition;
    }

    private static Optional<Duration> expire(Section section) {
        if (section.get("expire").isEmpty()) {
            return Optional.empty();
        }
        var expire = section.duration("expire", Duration.ofMillis(1), "");
        if (expire.isZero()) {
            section.refuse("expire", "must be longer than nothing; write for example 10s");
        }
        return Optional.of(expire);
    }

    private static Optional<Rate> rate(Section section) {
        var text = section.text("rate");
        var rate = text.flatMap(t -> Rate.parse(t.text()));
        if (text.isPresent() && rate.isEmpty()) {
            section.fault(text.get(), "rate", "is no rate; " + Rate.EXAMPLE);
        }
        return rate;
    }

    /** What is sent in place of the message. */
    Optional<Body> body(Yaml yaml) {
        return Section.of(
                        ReservedWords.BODY,
                        yaml,
                        "\"body\" is a map; write for example { from: OBX-5.5, decode: base64 }",
                        faults)
                .flatMap(this::body);
    }

    private Optional<Body> body(Section section) {
        section.refuseOthers();
        var from = section.text("from");
        if (section.get("from").isEmpty()) {
            faults.add(
                    section.mark(),
                    "\"body\" needs the place that is sent; write for example from: OBX-5.5");
        }
        var decode = section.choice("decode", Body.Decode.class, Body.Decode.NONE);
        return from.map(path -> new Body(path, decode));
    }
}
