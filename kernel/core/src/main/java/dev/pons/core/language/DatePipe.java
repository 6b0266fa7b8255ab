package dev.pons.core.language;

import dev.pons.spi.ProblemException;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * {@code date([from], [to], [zone], [plus])}: reads a time and writes it. Without {@code from} and
 * {@code to} both are HL7 times, and the precision and the offset that came are kept: a day stays a
 * day. A time without offset is one of the channel's zone.
 *
 * <ul>
 *   <li>{@code from}, {@code to}: patterns of {@link DateTimeFormatter}, e.g. {@code 'dd.MM.yyyy
 *       HH:mm'}; {@code to} writes what it says, and what was not given as zero
 *   <li>{@code zone}: converts to this zone, if hours are known; a day is not moved
 *   <li>{@code plus}: {@code '1d'}, {@code '-30d'}, {@code '1mo12h'}; units {@code y mo w d h m s}.
 *       Days and longer keep the time of day, also when the clocks change
 * </ul>
 *
 * What cannot be read fails the message without quoting it; an empty text stays empty.
 */
record DatePipe(
        Path path,
        @Nullable DatePattern from,
        @Nullable DatePattern to,
        @Nullable ZoneId zone,
        String plus)
        implements Pipe.Each {

    private static final Pattern PART = Pattern.compile("([0-9]{1,6})(y|mo|w|d|h|m|s)");
    private static final Pattern PLUS = Pattern.compile("[+-]?(?:" + PART.pattern() + ")+");

    static Pipe make(Arguments arguments, Path path) {
        arguments.take("from", "to", "zone", "plus");
        String plus = arguments.get("plus", "");
        if (!plus.isEmpty() && !PLUS.matcher(plus).matches()) {
            throw new IllegalArgumentException(
                    "\"plus\" of `date` is a time such as 1d, -30d or 1mo12h (y mo w d h m s)");
        }
        return new DatePipe(
                path,
                arguments.get("from") == null ? null : DatePattern.reading(arguments.need("from")),
                arguments.get("to") == null ? null : DatePattern.writing(arguments.need("to")),
                arguments.get("zone") == null
                        ? null
                        : arguments.made("zone", "a zone such as Europe/Berlin or UTC", ZoneId::of),
                plus);
    }

    @Override
    public String of(String value, Flow flow) throws ProblemException {
        if (value.isEmpty()) {
            return value;
        }
        var time = from == null ? Hl7Time.parse(value) : from.read(value);
        if (time == null) {
            throw path.problem("value", "not a date");
        }
        try {
            return written(moved(time, flow.zone()), flow.zone());
        } catch (DateTimeException outOfRange) {
            throw path.problem("value", "not a date that can be reckoned with");
        }
    }

    private Hl7Time moved(Hl7Time time, ZoneId channel) {
        var result = time;
        if (!plus.isEmpty()) {
            result = plus(result, channel);
        }
        if (zone != null && result.hasHours()) {
            var there = result.start(channel).atZone(zone);
            result =
                    result.at(
                            there.toLocalDateTime(),
                            result.offset() == null ? null : there.getOffset());
        }
        return result;
    }

    private Hl7Time plus(Hl7Time time, ZoneId channel) {
        int sign = plus.startsWith("-") ? -1 : 1;
        var parts = PART.matcher(plus);
        var local = time.local();
        var offset = time.offset();
        while (parts.find()) {
            long size = sign * Long.parseLong(parts.group(1));
            local =
                    switch (parts.group(2)) {
                        case "y" -> local.plusYears(size);
                        case "mo" -> local.plusMonths(size);
                        case "w" -> local.plusWeeks(size);
                        case "d" -> local.plusDays(size);
                        case "h" -> later(local, offset, channel, size * 3600);
                        case "m" -> later(local, offset, channel, size * 60);
                        default -> later(local, offset, channel, size);
                    };
        }
        return time.at(local, offset);
    }

    private static LocalDateTime later(
            LocalDateTime local, @Nullable ZoneOffset offset, ZoneId channel, long seconds) {
        return offset == null
                ? local.atZone(channel).plusSeconds(seconds).toLocalDateTime()
                : local.plusSeconds(seconds);
    }

    /**
     * {@code to} may ask for an offset, which a time without one has from the zone that it is in.
     */
    private String written(Hl7Time time, ZoneId channel) {
        if (to == null) {
            return time.write();
        }
        var offset = time.offset();
        ZoneId own = zone != null && time.hasHours() ? zone : channel;
        return to.write(time.local().atZone(offset == null ? own : offset));
    }
}
