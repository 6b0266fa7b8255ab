package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Acknowledge;
import dev.pons.core.config.ChannelFile.Answer;
import dev.pons.core.config.ChannelFile.FormatPart;
import dev.pons.core.config.ChannelFile.Source;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the source of a channel file. */
final class SourceReader {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration SCHEDULE = Duration.ofSeconds(1);
    private static final String FORMAT = "binary";

    private final Faults faults;

    SourceReader(Faults faults) {
        this.faults = faults;
    }

    Optional<Source> source(Yaml yaml) {
        return Section.of(
                        ReservedWords.SOURCE,
                        yaml,
                        "a source is a map; write for example \"source: { mllp: { listen: 2575 } }\"",
                        faults)
                .flatMap(this::source);
    }

    private Optional<Source> source(Section section) {
        var format = format(section);
        var acknowledge = acknowledge(section);
        var within = section.duration("within", WITHIN, "");
        if (within.isZero()) {
            section.refuse("within", "must be longer than nothing; write for example 10s");
        }
        var schedule =
                section.duration(
                        "schedule", SCHEDULE, " (times of day are not available in this version)");
        if (schedule.isZero()) {
            section.refuse("schedule", "must be longer than nothing; write for example 1s");
        }
        var alert = new AlertReader(faults).alert(section);
        return section.part()
                .map(
                        p ->
                                new Source(
                                        p,
                                        format,
                                        new Answer(acknowledge, "", within, List.of()),
                                        schedule,
                                        Optional.empty(),
                                        alert));
    }

    private FormatPart format(Section section) {
        var yaml = section.get("format");
        if (yaml.isPresent()
                && yaml.get() instanceof Yaml.Fields fields
                && !fields.fields().isEmpty()) {
            var first = fields.fields().get(0);
            if (fields.fields().size() > 1) {
                faults.add(
                        fields.fields().get(1).mark(),
                        "\"format\" names one format, with its options below it: format: {"
                                + " delimited: { separator: \";\" } }");
            }
            return new FormatPart(first.key(), first.mark(), first.value());
        }
        var text = section.text("format");
        var mark = text.map(Yaml.Text::mark).orElse(section.mark());
        return new FormatPart(
                text.map(Yaml.Text::text).orElse(FORMAT),
                mark,
                new Yaml.Fields(mark, List.of(), false));
    }

    private Acknowledge acknowledge(Section section) {
        var yaml = section.get("acknowledge");
        var later =
                yaml.isPresent()
                        && (yaml.get() instanceof Yaml.Fields f
                                ? f.get("reply-of").isPresent()
                                : yaml.get() instanceof Yaml.Text t
                                        && t.text().equals("processed"));
        if (later) {
            faults.add(
                    yaml.get().mark(),
                    "\"acknowledge: "
                            + (yaml.get() instanceof Yaml.Text ? "processed" : "{ reply-of: ... }")
                            + "\" is not available in this version; write stored or checked");
            return Acknowledge.STORED;
        }
        return section.choice("acknowledge", Acknowledge.class, Acknowledge.STORED);
    }
}
