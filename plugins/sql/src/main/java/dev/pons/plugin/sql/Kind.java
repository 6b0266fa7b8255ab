package dev.pons.plugin.sql;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Base64;

/** What a text is bound as. */
public enum Kind {
    /** As text, which the database makes into what the column is. */
    AUTO(Types.VARCHAR),
    /** As text. */
    TEXT(Types.VARCHAR),
    /** As a number: digits, a point, an exponent. */
    NUMBER(Types.NUMERIC),
    /** {@code true}, {@code false}, {@code yes}, {@code no}, {@code 1}, {@code 0}. */
    BOOLEAN(Types.BOOLEAN),
    /** ISO 8601: {@code 2026-01-31}. */
    DATE(Types.DATE),
    /** ISO 8601: {@code 23:59:59}. */
    TIME(Types.TIME),
    /** ISO 8601, with or without an offset: {@code 2026-01-31T23:59:59+01:00}. */
    TIMESTAMP(Types.TIMESTAMP),
    /** Base64 of bytes. */
    BINARY(Types.VARBINARY);

    private final int type;

    Kind(int type) {
        this.type = type;
    }

    /** The type of JDBC. */
    int type() {
        return type;
    }

    /** The value of a text; {@code IllegalArgumentException} in words that do not quote it. */
    Object value(String text) {
        try {
            return switch (this) {
                case AUTO, TEXT -> text;
                case NUMBER -> number(text.strip());
                case BOOLEAN -> yes(text.strip());
                case DATE -> LocalDate.parse(text.strip());
                case TIME -> LocalTime.parse(text.strip());
                case TIMESTAMP -> time(text.strip().replace(' ', 'T'));
                case BINARY -> Base64.getMimeDecoder().decode(text);
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException("is no " + word(), e);
        }
    }

    private String word() {
        return switch (this) {
            case DATE -> "date; write 2026-01-31";
            case TIME -> "time of day; write 23:59:59";
            case TIMESTAMP -> "time; write 2026-01-31T23:59:59";
            case BINARY -> "Base64";
            default -> name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static Object number(String text) {
        var exact = new BigDecimal(text);
        return exact.scale() == 0 && exact.precision() < 19 ? exact.longValueExact() : exact;
    }

    private static Boolean yes(String text) {
        return switch (text) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw new IllegalArgumentException("neither yes nor no");
        };
    }

    private static Object time(String text) {
        boolean offset = text.matches(".*T.*([+-]\\d\\d(:?\\d\\d)?|Z)$");
        return offset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }

    /** Binds a value that {@link #value} or a column gave; null: none. */
    void bind(PreparedStatement to, int place, @Nullable Object value, Product product)
            throws SQLException {
        if (value == null) {
            to.setNull(place, product == Product.POSTGRESQL ? Types.NULL : type);
        } else if (value instanceof String text && this == AUTO && product == Product.POSTGRESQL) {
            to.setObject(place, text, Types.OTHER);
        } else if (value instanceof String text) {
            to.setString(place, text);
        } else if (value instanceof Long number) {
            whole(to, place, number);
        } else if (value instanceof BigDecimal number) {
            to.setBigDecimal(place, number);
        } else if (value instanceof byte[] bytes) {
            to.setBytes(place, bytes);
        } else if (value instanceof java.time.temporal.Temporal && product == Product.SQLITE) {
            to.setString(place, Cell.iso(value));
        } else {
            to.setObject(place, value);
        }
    }

    /** As the smallest type: a procedure that takes an integer is not found for a bigint. */
    private static void whole(PreparedStatement to, int place, long number) throws SQLException {
        if (number == (int) number) {
            to.setInt(place, (int) number);
        } else {
            to.setLong(place, number);
        }
    }
}
