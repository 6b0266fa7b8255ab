package dev.pons.core.config.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.regex.Pattern;

/** The two fields of a cron expression that say which days: of the month, and of the week. */
final class CronDays {

    private static final Pattern FROM_END = Pattern.compile("L(?:-([0-9]{1,2}))?");
    private static final Pattern NEAREST = Pattern.compile("([0-9]{1,2})W");
    private static final Pattern NTH = Pattern.compile("([A-Z0-9]+)#([0-9])");
    private static final Pattern LAST = Pattern.compile("([A-Z]{3}|[0-9])L");

    private final OfMonth month = new OfMonth();
    private final OfWeek week = new OfWeek();
    private final boolean either;

    /**
     * Days of the month.
     *
     * @param fromEnd days before the last one, 0: the last
     * @param nearest the day from Monday to Friday that is nearest to this one, in the same month
     * @param lastWeekday the last day from Monday to Friday
     */
    private record OfMonth(BitSet days, BitSet fromEnd, BitSet nearest, BitSet lastWeekday) {

        OfMonth() {
            this(new BitSet(), new BitSet(), new BitSet(), new BitSet());
        }

        boolean has(LocalDate date) {
            int day = date.getDayOfMonth();
            int length = date.lengthOfMonth();
            return days.get(day)
                    || fromEnd.get(length - day)
                    || nearest.stream().anyMatch(n -> nearest(date, Math.min(n, length)) == day)
                    || (lastWeekday.get(0) && nearest(date, length) == day);
        }

        /** Saturday becomes Friday, Sunday Monday, unless that is in another month. */
        private static int nearest(LocalDate date, int to) {
            return switch (date.withDayOfMonth(to).getDayOfWeek()) {
                case SATURDAY -> to > 1 ? to - 1 : to + 2;
                case SUNDAY -> to < date.lengthOfMonth() ? to + 1 : to - 2;
                default -> to;
            };
        }
    }

    /**
     * Days of the week, 1 is Monday.
     *
     * @param last the last of its kind in the month
     * @param nth 10 times the day and the how many-th of its kind in the month
     */
    private record OfWeek(BitSet days, BitSet last, BitSet nth) {

        OfWeek() {
            this(new BitSet(), new BitSet(), new BitSet());
        }

        boolean has(LocalDate date) {
            int day = date.getDayOfWeek().getValue();
            int number = (date.getDayOfMonth() - 1) / 7 + 1;
            return days.get(day)
                    || (last.get(day) && date.getDayOfMonth() + 7 > date.lengthOfMonth())
                    || nth.get(10 * day + number);
        }
    }

    /**
     * Reads both.
     *
     * @param unix as crontab(5) has it: where both are given, either is enough
     */
    CronDays(String ofMonth, String ofWeek, boolean unix) {
        boolean free = isFree(ofMonth, unix) || isFree(ofWeek, unix);
        if (!free && !unix) {
            throw new IllegalArgumentException(
                    "gives days of the month and of the week; write ? for one of them");
        }
        either = !free;
        CronField.items(any(ofMonth)).forEach(this::addOfMonth);
        var field = unix ? CronField.UNIX_WEEKDAY : CronField.WEEKDAY;
        CronField.items(any(ofWeek)).forEach(item -> addOfWeek(item, field));
    }

    /** {@code ?} is said of days only, and is every day. */
    private static String any(String field) {
        return field.equals("?") ? "*" : field;
    }

    /** It leaves the choice to the other field. */
    private static boolean isFree(String field, boolean unix) {
        return field.equals("*") || field.equals("?") || (unix && field.startsWith("*"));
    }

    private void addOfMonth(String item) {
        var fromEnd = FROM_END.matcher(item);
        var near = NEAREST.matcher(item);
        if (item.equals("LW")) {
            month.lastWeekday().set(0);
        } else if (fromEnd.matches()) {
            int before = fromEnd.group(1) == null ? 0 : Integer.parseInt(fromEnd.group(1));
            if (before > 30) {
                throw new IllegalArgumentException(
                        "goes back too far with \"" + item + "\"; write L to L-30");
            }
            month.fromEnd().set(before);
        } else if (near.matches()) {
            month.nearest().set(CronField.DAY.number(near.group(1)));
        } else {
            CronField.DAY.add(item, month.days());
        }
    }

    private void addOfWeek(String item, CronField field) {
        var nth = NTH.matcher(item);
        var last = LAST.matcher(item);
        if (nth.matches()) {
            int number = Integer.parseInt(nth.group(2));
            if (number < 1 || number > 5) {
                throw new IllegalArgumentException(
                        "has no \"" + item + "\"; a month has such a day #1 to #5");
            }
            week.nth().set(10 * iso(field.number(nth.group(1)), field) + number);
        } else if (last.matches()) {
            week.last().set(iso(field.number(last.group(1)), field));
        } else {
            var numbers = new BitSet();
            field.add(item, numbers);
            numbers.stream().forEach(n -> week.days().set(iso(n, field)));
        }
    }

    private static int iso(int number, CronField field) {
        int sinceSunday = (number - field.first) % 7;
        return sinceSunday == 0 ? DayOfWeek.SUNDAY.getValue() : sinceSunday;
    }

    /** A day of these. */
    boolean has(LocalDate date) {
        return either ? month.has(date) || week.has(date) : month.has(date) && week.has(date);
    }
}
