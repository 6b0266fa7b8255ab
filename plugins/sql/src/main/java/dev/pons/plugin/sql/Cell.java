package dev.pons.plugin.sql;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;

/**
 * One value with its type as a text, for the journal: {@code integer:42}, {@code
 * timestamp:2026-01-31T12:00:00.000001}, {@code null:}. What comes back is what went in.
 */
final class Cell {

    private Cell() {}

    static String text(@Nullable Object value) {
        if (value == null) {
            return "null:";
        }
        if (value instanceof byte[] bytes) {
            return "bytes:" + Base64.getEncoder().encodeToString(bytes);
        }
        return type(value) + ":" + value;
    }

    private static String type(Object value) {
        if (value instanceof Long) {
            return "integer";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof Number) {
            return "decimal";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        if (value instanceof LocalDateTime) {
            return "timestamp";
        }
        if (value instanceof OffsetDateTime) {
            return "instant";
        }
        if (value instanceof LocalDate) {
            return "date";
        }
        return value instanceof LocalTime ? "time" : "text";
    }

    /** As a message has it; times with their seconds, always. */
    static String iso(Object value) {
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        return value instanceof LocalTime time
                ? DateTimeFormatter.ISO_LOCAL_TIME.format(time)
                : value.toString();
    }

    static @Nullable Object value(String text) {
        int colon = text.indexOf(':');
        var rest = text.substring(colon + 1);
        return switch (text.substring(0, Math.max(0, colon))) {
            case "null" -> null;
            case "bytes" -> Base64.getDecoder().decode(rest);
            case "integer" -> Long.valueOf(rest);
            case "double" -> Double.valueOf(rest);
            case "decimal" -> new BigDecimal(rest);
            case "boolean" -> Boolean.valueOf(rest);
            case "timestamp" -> LocalDateTime.parse(rest);
            case "instant" -> OffsetDateTime.parse(rest);
            case "date" -> LocalDate.parse(rest);
            case "time" -> LocalTime.parse(rest);
            case "text" -> rest;
            default -> throw new IllegalStateException("a position of a type that is not known");
        };
    }

    /**
     * Whether one stands behind the other: negative, zero, positive; zero for texts and for values
     * of two types, whose order is the database's own.
     */
    static int compare(Object one, Object other) {
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
        }
        if (one instanceof OffsetDateTime a && other instanceof OffsetDateTime b) {
            return a.toInstant().compareTo(b.toInstant());
        }
        if (one instanceof LocalDateTime a && other instanceof LocalDateTime b) {
            return a.compareTo(b);
        }
        if (one instanceof byte[] a && other instanceof byte[] b) {
            return Arrays.compareUnsigned(a, b);
        }
        return one instanceof LocalDate a && other instanceof LocalDate b ? a.compareTo(b) : 0;
    }

    /** They are the same position. */
    static boolean same(Object one, Object other) {
        boolean text = one instanceof String || other instanceof String;
        boolean alike = one.getClass() == other.getClass();
        boolean numbers = one instanceof Number && other instanceof Number;
        return text ? one.equals(other) : (alike || numbers) && compare(one, other) == 0;
    }
}
