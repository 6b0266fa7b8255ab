package dev.pons.core.config.schedule;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.Optional;

/**
 * A cron expression: five fields as in crontab(5), or six or seven as in Quartz, with seconds
 * before and years behind. Immutable.
 */
final class Cron implements LocalTimes, Schedule.Rule {

    private static final String EXAMPLE = "write for example 0 30 6 ? * MON-FRI";

    /** February 29 comes on a given day of the week every 28 years, 40 over most centuries. */
    private static final int YEARS = 41;

    private final String text;
    private final Times times;
    private final CronDays days;
    private final BitSet months;
    private final BitSet years;

    /** Of one day. */
    private record Times(BitSet hours, BitSet minutes, BitSet seconds) {

        /** The first at or after a time; null: none that day. */
        @Nullable LocalTime next(LocalTime from) {
            for (int h = hours.nextSetBit(from.getHour()); h >= 0; h = hours.nextSetBit(h + 1)) {
                boolean hour = h == from.getHour();
                int m = minutes.nextSetBit(hour ? from.getMinute() : 0);
                for (; m >= 0; m = minutes.nextSetBit(m + 1)) {
                    boolean minute = hour && m == from.getMinute();
                    int s = seconds.nextSetBit(minute ? from.getSecond() : 0);
                    if (s >= 0) {
                        return LocalTime.of(h, m, s);
                    }
                }
            }
            return null;
        }
    }

    private Cron(String text, String[] fields) {
        boolean unix = fields.length == 5;
        int at = unix ? 0 : 1;
        this.text = text;
        this.times =
                new Times(
                        CronField.HOUR.numbers(fields[at + 1]),
                        CronField.MINUTE.numbers(fields[at]),
                        CronField.SECOND.numbers(unix ? "0" : fields[0]));
        this.days = new CronDays(fields[at + 2], fields[at + 4], unix);
        this.months = CronField.MONTH.numbers(fields[at + 3]);
        this.years = CronField.YEAR.numbers(fields.length == 7 ? fields[6] : "*");
    }

    /**
     * Reads one; {@code IllegalArgumentException} with words that follow the expression: what is
     * wrong, and what to write.
     */
    static Cron of(String text) {
        var plain = text.strip().replaceAll("\\s+", " ");
        var fields = plain.split(" ");
        if (fields.length < 5 || fields.length > 7) {
            throw new IllegalArgumentException(
                    "has "
                            + fields.length
                            + (fields.length == 1 ? " field" : " fields")
                            + "; a cron expression has 5 (minute, hour, day of the month, month, day"
                            + " of the week), 6 (seconds before them) or 7 (years behind them); "
                            + EXAMPLE);
        }
        return new Cron(plain, fields);
    }

    @Override
    public Optional<LocalDateTime> next(LocalDateTime after) {
        var first = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        var from = first.toLocalTime();
        var end = after.getYear() + YEARS;
        var date = first.toLocalDate();
        while (date.getYear() <= end) {
            var skipped = skip(date);
            if (skipped.equals(date)) {
                var time = days.has(date) ? times.next(from) : null;
                if (time != null) {
                    return Optional.of(date.atTime(time));
                }
                skipped = date.plusDays(1);
            }
            date = skipped;
            from = LocalTime.MIDNIGHT;
        }
        return Optional.empty();
    }

    /** The first day of the next month or year where this is none that it names. */
    private LocalDate skip(LocalDate date) {
        if (!years.get(date.getYear())) {
            int next = years.nextSetBit(date.getYear());
            return LocalDate.of(next < 0 ? CronField.YEAR.last + YEARS : next, 1, 1);
        }
        return months.get(date.getMonthValue())
                ? date
                : date.with(TemporalAdjusters.firstDayOfNextMonth());
    }

    @Override
    public boolean everyHour() {
        return times.hours.cardinality() == 24;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cron cron && cron.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** {@code cron 0 30 6 ? * MON-FRI}. */
    @Override
    public String toString() {
        return "cron " + text;
    }
}
