package dev.pons.core.config;

import dev.pons.core.config.schedule.Active;
import dev.pons.core.config.schedule.Hours;
import dev.pons.core.config.schedule.Schedule;
import dev.pons.core.config.schedule.Schedule.Missed;
import dev.pons.core.config.schedule.Schedule.Rule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code schedule:} of a source. */
final class ScheduleReader {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?");
    private static final List<String> RULES = List.of("every", "at", "cron");
    private static final String EXAMPLE =
            "write for example 5m, { at: [\"06:30\"] } or { cron: \"0 30 6 ? * MON-FRI\" }";

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration MOST_JITTER = Duration.ofHours(24);

    /** Any moment after which every schedule that is right has a run. */
    private static final Instant SOME_TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final ZoneId zone;
    private final Faults faults;

    /**
     * @param zone of times of the day
     */
    ScheduleReader(ZoneId zone, Faults faults) {
        this.zone = zone;
        this.faults = faults;
    }

    /** The schedule of a source; empty: none is given, or what is wrong was said. */
    Optional<Schedule> schedule(Section source) {
        var yaml = source.get("schedule");
        if (yaml.isPresent() && !(yaml.get() instanceof Yaml.Fields)) {
            return source.text("schedule")
                    .flatMap(text -> every(source, "schedule", text, "; or " + EXAMPLE))
                    .map(time -> inZone(Schedule.rule(time)));
        }
        return yaml.flatMap(
                        y ->
                                Section.of(
                                        ReservedWords.SCHEDULE,
                                        y,
                                        "\"schedule\" is a map; " + EXAMPLE,
                                        faults))
                .flatMap(this::map);
    }

    private Schedule inZone(Rule rule) {
        return new Schedule(rule, Active.ALWAYS, Duration.ZERO, Missed.ONCE, zone);
    }

    private Optional<Schedule> map(Section section) {
        int before = faults.count();
        section.refuseOthers();
        var rules = RULES.stream().filter(word -> section.get(word).isPresent()).toList();
        if (rules.size() != 1 && faults.count() == before) {
            faults.add(
                    section.mark(),
                    "a schedule has one of every, at and cron, here "
                            + (rules.isEmpty()
                                    ? "stands none"
                                    : "stand " + String.join(" and ", rules))
                            + "; "
                            + EXAMPLE);
        }
        if (faults.count() > before) {
            return Optional.empty();
        }
        var active = new Active(HoursReader.hours(section), HoursReader.days(section));
        var jitter = section.duration("jitter", Duration.ZERO, "");
        var missed = section.choice("missed", Missed.class, Missed.ONCE);
        var rule = rule(section, rules.get(0));
        if (rule.isEmpty() || faults.count() > before) {
            return Optional.empty();
        }
        var schedule = new Schedule(rule.get(), active, jitter, missed, zone);
        fits(section, rules.get(0), schedule);
        return Optional.of(schedule);
    }

    private Optional<Rule> rule(Section section, String word) {
        return switch (word) {
            case "every" ->
                    section.text(word)
                            .flatMap(text -> every(section, word, text, ""))
                            .map(Schedule::rule);
            case "at" -> at(section);
            default -> section.text(word).flatMap(text -> cron(section, text));
        };
    }

    private static Optional<Duration> every(
            Section section, String word, Yaml.Text text, String remedy) {
        try {
            var time = Scalars.duration(text.text());
            if (time.compareTo(LONGEST) <= 0 && !time.isZero()) {
                return Optional.of(time);
            }
            section.refuse(
                    word,
                    time.isZero()
                            ? "must be longer than nothing; write for example 1s"
                            : "must not be longer than a year; write at most 366d");
        } catch (IllegalArgumentException e) {
            section.fault(text, word, e.getMessage() + remedy);
        }
        return Optional.empty();
    }

    private static Optional<Rule> at(Section section) {
        var times = new ArrayList<LocalTime>();
        for (var text : section.texts("at")) {
            try {
                time(text)
                        .ifPresentOrElse(
                                times::add,
                                () ->
                                        section.fault(
                                                text,
                                                "at",
                                                "is no time of a day; write for example [\"06:30\","
                                                        + " \"18:00\"]"));
            } catch (DateTimeException e) {
                section.fault(text, "at", "is a time that no day has; write 00:00 to 23:59");
            }
        }
        return times.isEmpty() ? Optional.empty() : Optional.of(Schedule.rule(times));
    }

    /** {@code DateTimeException}: no day has it. */
    private static Optional<LocalTime> time(Yaml.Text text) {
        var match = TIME.matcher(text.text());
        return match.matches()
                ? Optional.of(
                        LocalTime.of(
                                Integer.parseInt(match.group(1)),
                                Integer.parseInt(match.group(2)),
                                match.group(3) == null ? 0 : Integer.parseInt(match.group(3))))
                : Optional.empty();
    }

    private static Optional<Rule> cron(Section section, Yaml.Text text) {
        try {
            return Optional.of(Schedule.rule(text.text()));
        } catch (IllegalArgumentException e) {
            section.fault(text, "cron", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What is right by itself may not fit together. */
    private void fits(Section section, String word, Schedule schedule) {
        int before = faults.count();
        if (word.equals("at")) {
            schedule.active().hours().ifPresent(hours -> within(section, hours));
        }
        if (faults.count() == before && schedule.next(SOME_TIME).isEmpty()) {
            section.refuse(word, "names times that never come; " + EXAMPLE);
        }
        if (schedule.jitter().compareTo(MOST_JITTER) > 0
                || schedule.jitter().compareTo(schedule.shortest(SOME_TIME)) >= 0) {
            section.refuse(
                    "jitter",
                    "must be shorter than the time between two runs, and at most 24h; write for"
                            + " example 30s");
        }
    }

    private static void within(Section section, Hours hours) {
        for (var text : section.texts("at")) {
            if (!time(text).map(hours::contains).orElse(true)) {
                section.fault(
                        text,
                        "at",
                        "is not within the hours "
                                + hours.from()
                                + "-"
                                + hours.until()
                                + "; take it out, or leave out \"hours\"");
            }
        }
    }
}
