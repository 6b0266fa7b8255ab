package dev.pons.core.config;

import dev.pons.core.config.schedule.Hours;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code hours: 06-22} and {@code days: [mon-fri]}, wherever they stand. */
final class HoursReader {

    private static final Pattern HOURS =
            Pattern.compile("([0-9]{1,2})(?::([0-9]{2}))?-([0-9]{1,2})(?::([0-9]{2}))?");
    private static final Pattern DAYS = Pattern.compile("([a-z]{3})(?:-([a-z]{3}))?");
    private static final List<String> NAMES =
            Arrays.stream(DayOfWeek.values())
                    .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                    .toList();

    private HoursReader() {}

    /** The hours of a section; empty: none are given, or what is wrong was said. */
    static Optional<Hours> hours(Section section) {
        return section.text("hours").flatMap(text -> hours(section, text));
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

    /** The days of a section; empty: none are given, or what is wrong was said. */
    static Set<DayOfWeek> days(Section section) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var text : section.texts("days")) {
            if (!add(text.text().toLowerCase(Locale.ROOT), days)) {
                section.fault(
                        text,
                        "days",
                        "are no days of the week; write for example [mon-fri], or [sat, sun]");
            }
        }
        return days;
    }

    /** {@code mon}, {@code mon-fri}, {@code fri-mon}; false: it is none. */
    private static boolean add(String text, Set<DayOfWeek> to) {
        var match = DAYS.matcher(text);
        int from = match.matches() ? NAMES.indexOf(match.group(1)) : -1;
        int until = from < 0 || match.group(2) == null ? from : NAMES.indexOf(match.group(2));
        if (from < 0 || until < 0) {
            return false;
        }
        for (int i = from; i <= (until < from ? until + NAMES.size() : until); i++) {
            to.add(DayOfWeek.of(i % NAMES.size() + 1));
        }
        return true;
    }
}
