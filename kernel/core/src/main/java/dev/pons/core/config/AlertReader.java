package dev.pons.core.config;

import dev.pons.core.config.ChannelFile.Alert;
import dev.pons.core.config.ChannelFile.Hours;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads {@code alert:} of a source or a destination. */
final class AlertReader {

    private static final Pattern HOURS =
            Pattern.compile("([0-9]{1,2})(?::([0-9]{2}))?-([0-9]{1,2})(?::([0-9]{2}))?");
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
                        section.text("hours").flatMap(text -> hours(section, text)),
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

    private static Optional<Hours> hours(Section section, Yaml.Text text) {
        var match = HOURS.matcher(text.text());
        if (match.matches()) {
            try {
                var from = time(match.group(1), match.group(2));
                var until = time(match.group(3), match.group(4));
                if (!from.equals(until)) {
                    return Optional.of(new Hours(from, until));
                }
            } catch (DateTimeException e) {
                section.fault(text, "hours", "names an hour that no day has; " + hoursExample());
                return Optional.empty();
            }
        }
        section.fault(text, "hours", "are no hours of a day; " + hoursExample());
        return Optional.empty();
    }

    private static String hoursExample() {
        return "write for example 06-22, or 22:30-06 for the night";
    }

    /** {@code 24} is the end of the day, which is its beginning. */
    private static LocalTime time(String hour, String minute) {
        int hours = Integer.parseInt(hour);
        int minutes = minute == null ? 0 : Integer.parseInt(minute);
        return LocalTime.of(hours == 24 && minutes == 0 ? 0 : hours, minutes);
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
