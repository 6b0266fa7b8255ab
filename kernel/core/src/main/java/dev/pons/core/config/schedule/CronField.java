package dev.pons.core.config.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One field of a cron expression: its numbers and names, and how it is read. */
enum CronField {
    SECOND("second", 0, 59, List.of()),
    MINUTE("minute", 0, 59, List.of()),
    HOUR("hour", 0, 23, List.of()),
    DAY("day of the month", 1, 31, List.of()),
    MONTH(
            "month",
            1,
            12,
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC")),
    /** Of expressions with seconds, as Quartz counts: 1 is Sunday. */
    WEEKDAY("day of the week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")),
    /** Of expressions without, as crontab(5) counts: 0 and 7 are Sunday. */
    UNIX_WEEKDAY(
            "day of the week",
            0,
            7,
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")),
    YEAR("year", 1970, 2199, List.of());

    private static final Pattern RANGE =
            Pattern.compile("(\\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:/([0-9]{1,4}))?");

    private final String title;
    final int first;
    final int last;
    private final List<String> names;

    CronField(String title, int first, int last, List<String> names) {
        this.title = title;
        this.first = first;
        this.last = last;
        this.names = names;
    }

    /** The numbers of a list of ranges; {@code IllegalArgumentException}: what is wrong. */
    BitSet numbers(String text) {
        var all = new BitSet();
        for (var item : items(text)) {
            add(item, all);
        }
        return all;
    }

    /** The parts of a list, in capitals. */
    static List<String> items(String text) {
        return List.of(text.toUpperCase(Locale.ROOT).split(",", -1));
    }

    /** Adds {@code *}, {@code 5}, {@code MON-FRI}, {@code 0/10}, {@code 22-6/2}. */
    void add(String item, BitSet to) {
        var match = RANGE.matcher(item);
        if (!match.matches() || (match.group(1).equals("*") && match.group(2) != null)) {
            throw no(item);
        }
        boolean star = match.group(1).equals("*");
        int from = star ? first : number(match.group(1));
        int until = from;
        if (match.group(2) != null) {
            until = number(match.group(2));
        } else if (star || match.group(3) != null) {
            until = last;
        }
        int step = match.group(3) == null ? 1 : Integer.parseInt(match.group(3));
        if (step == 0) {
            throw new IllegalArgumentException(
                    "steps by 0 in \"" + item + "\"; write for example */5");
        }
        if (until < from && this == YEAR) {
            throw no(item);
        }
        int end = until < from ? until + size() : until;
        for (int i = from; i <= end; i += step) {
            to.set(i > last ? i - size() : i);
        }
    }

    /** How many there are before they begin again. */
    private int size() {
        return this == UNIX_WEEKDAY ? 7 : last - first + 1;
    }

    /** A number or a name. */
    int number(String text) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return first + named;
        }
        int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
        if (number < first || number > last) {
            throw no(text);
        }
        return number;
    }

    /** {@code has no hour "25"; write 0 to 23}. */
    IllegalArgumentException no(String text) {
        var range =
                names.isEmpty()
                        ? first + " to " + last
                        : names.get(0)
                                + " to "
                                + names.get(this == UNIX_WEEKDAY ? 6 : names.size() - 1);
        return new IllegalArgumentException(
                "has no " + title + " \"" + text + "\"; write " + range);
    }
}
