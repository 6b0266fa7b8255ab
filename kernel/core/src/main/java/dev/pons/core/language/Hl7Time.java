package dev.pons.core.language;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * A time as HL7 writes it: {@code YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]} (HL7 v2.8.2,
 * 2.A.22 DTM). What was not given is not invented: a day stays a day.
 *
 * @param digits that were given, 4 to 14
 * @param fraction digits of a second that were given
 * @param offset null: in the channel's zone
 */
record Hl7Time(LocalDateTime local, int digits, int fraction, @Nullable ZoneOffset offset) {

    static final int YEAR = 4;
    static final int MONTH = 6;
    static final int DAY = 8;
    static final int HOUR = 10;
    static final int MINUTE = 12;
    static final int SECOND = 14;

    /** Null: not such a time. */
    static @Nullable Hl7Time parse(String text) {
        int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
        int end = sign < 0 ? text.length() : sign;
        int dot = text.indexOf('.');
        int digits = dot < 0 ? end : dot;
        int fraction = dot < 0 ? 0 : end - dot - 1;
        boolean shaped =
                digits >= YEAR
                        && digits <= SECOND
                        && digits % 2 == 0
                        && (dot < 0 || (digits == SECOND && fraction >= 1 && fraction <= 9))
                        && (sign < 0 || text.length() - sign == 5)
                        && onlyDigits(text, dot, sign);
        try {
            return shaped
                    ? new Hl7Time(
                            local(text, digits, fraction), digits, fraction, offset(text, sign))
                    : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private static boolean onlyDigits(String text, int dot, int sign) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i != dot && i != sign && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static LocalDateTime local(String text, int digits, int fraction) {
        int nano = 0;
        for (int i = 0; i < 9; i++) {
            nano = nano * 10 + (i < fraction ? text.charAt(SECOND + 1 + i) - '0' : 0);
        }
        return LocalDateTime.of(
                part(text, 0, YEAR),
                digits < MONTH ? 1 : part(text, 4, MONTH),
                digits < DAY ? 1 : part(text, 6, DAY),
                digits < HOUR ? 0 : part(text, 8, HOUR),
                digits < MINUTE ? 0 : part(text, 10, MINUTE),
                digits < SECOND ? 0 : part(text, 12, SECOND),
                nano);
    }

    private static @Nullable ZoneOffset offset(String text, int sign) {
        if (sign < 0) {
            return null;
        }
        int minutes = part(text, sign + 1, sign + 3) * 60 + part(text, sign + 3, sign + 5);
        return ZoneOffset.ofTotalSeconds((text.charAt(sign) == '-' ? -60 : 60) * minutes);
    }

    private static int part(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    boolean hasHours() {
        return digits >= HOUR;
    }

    /** The first instant that this may mean. */
    Instant start(ZoneId zone) {
        return instant(local, zone);
    }

    /** The first instant after all that this may mean. */
    Instant end(ZoneId zone) {
        var next =
                switch (digits) {
                    case YEAR -> local.plusYears(1);
                    case MONTH -> local.plusMonths(1);
                    case DAY -> local.plusDays(1);
                    case HOUR -> local.plusHours(1);
                    case MINUTE -> local.plusMinutes(1);
                    default -> local.plusNanos((long) Math.pow(10, 9 - fraction));
                };
        return instant(next, zone);
    }

    private Instant instant(LocalDateTime time, ZoneId zone) {
        return offset == null ? time.atZone(zone).toInstant() : time.toInstant(offset);
    }

    /** The same precision at another time. */
    Hl7Time at(LocalDateTime other, @Nullable ZoneOffset otherOffset) {
        return new Hl7Time(other, digits, fraction, otherOffset);
    }

    /** As HL7 writes it, with the precision and offset that it has. */
    String write() {
        var text = new StringBuilder(24);
        text.append(
                String.format(
                        Locale.ROOT,
                        "%04d%02d%02d%02d%02d%02d",
                        local.getYear(),
                        local.getMonthValue(),
                        local.getDayOfMonth(),
                        local.getHour(),
                        local.getMinute(),
                        local.getSecond()));
        text.setLength(digits);
        if (fraction > 0) {
            String nano = String.format(Locale.ROOT, "%09d", local.getNano());
            text.append('.').append(nano, 0, fraction);
        }
        if (offset != null) {
            int minutes = offset.getTotalSeconds() / 60;
            int size = Math.abs(minutes);
            text.append(minutes < 0 ? '-' : '+')
                    .append(String.format(Locale.ROOT, "%02d%02d", size / 60, size % 60));
        }
        return text.toString();
    }
}
