package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.FormatPart;
import dev.pons.core.config.ChannelFile.Source;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the source of a channel file. */
final class SourceReader {

    private static final String FORMAT = "binary";

    private final Set<String> destinations;
    private final ZoneId zone;
    private final Faults faults;

    /**
     * @param destinations names of the channel's destinations
     * @param zone of the channel's times
     */
    SourceReader(Set<String> destinations, ZoneId zone, Faults faults) {
        this.destinations = destinations;
        this.zone = zone;
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
        var answer = new AnswerReader(destinations, faults).answer(section);
        var duplicates = DuplicatesReader.read(section, faults);
        var schedule = new ScheduleReader(zone, faults).schedule(section);
        var alert = new AlertReader(faults).alert(section);
        return section.part().map(p -> new Source(p, format, answer, schedule, duplicates, alert));
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
}
