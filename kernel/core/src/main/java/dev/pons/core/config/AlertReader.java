package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Alert;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code alert:} of a source or a destination. */
final class AlertReader {

    private static final String EXAMPLE =
            "write for example { queue: 500, oldest: 10m, to: oncall }";

    private final Faults faults;

    AlertReader(Faults faults) {
        this.faults = faults;
    }

    /** The alert of a section; empty: none is given, or what is wrong was said. */
    Optional<Alert> alert(Section section) {
        return section.get("alert")
                .flatMap(
                        yaml ->
                                Section.of(
                                        ReservedWords.ALERT,
                                        yaml,
                                        "\"alert\" is a map; " + EXAMPLE,
                                        faults))
                .map(this::alertMap);
    }

    private Alert alertMap(Section section) {
        section.refuseOthers();
        var alert =
                new Alert(
                        number(section, "queue"),
                        time(section, "oldest"),
                        time(section, "down"),
                        time(section, "idle"),
                        number(section, "held"),
                        HoursReader.hours(section),
                        to(section));
        boolean watches =
                ReservedWords.ALERT.words().stream()
                        .filter(word -> !word.equals("hours") && !word.equals("to"))
                        .anyMatch(word -> section.get(word).isPresent());
        if (!watches) {
            faults.add(section.mark(), "\"alert\" watches nothing; " + EXAMPLE);
        }
        return alert;
    }

    private static OptionalLong number(Section section, String word) {
        var text = section.text(word);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (text.get().text().matches("[0-9]{1,12}")) {
            return OptionalLong.of(Long.parseLong(text.get().text()));
        }
        section.fault(text.get(), word, "is no number; write how many may wait, for example 500");
        return OptionalLong.empty();
    }

    private static Optional<Duration> time(Section section, String word) {
        if (section.get(word).isEmpty()) {
            return Optional.empty();
        }
        var time = section.duration(word, Duration.ofMinutes(1), "");
        if (time.isZero()) {
            section.refuse(word, "must be longer than nothing; write for example 10m");
        }
        return Optional.of(time);
    }

    private static String to(Section section) {
        var text = section.text("to");
        text.filter(t -> !t.text().matches(ReservedWords.NAME))
                .ifPresent(
                        t ->
                                section.fault(
                                        t,
                                        "to",
                                        "is no name of a target in etc/alerts.yaml (small letters,"
                                                + " digits and -)"));
        return text.map(Yaml.Text::text).orElse("");
    }
}
