package dev.pons.plugin.sql;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The columns of a result, and how their values become Java's without losing anything. */
final class Columns {

    private final List<String> names = new ArrayList<>();
    private final List<Integer> types = new ArrayList<>();
    private final List<String> typeNames = new ArrayList<>();
    private final Product product;

    /** {@code OwnWords}: two columns have one name. */
    Columns(ResultSet result, Product product) throws SQLException {
        this.product = product;
        var meta = result.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            names.add(meta.getColumnLabel(i));
            types.add(meta.getColumnType(i));
            typeNames.add(String.valueOf(meta.getColumnTypeName(i)).toLowerCase(Locale.ROOT));
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new Trouble.OwnWords(
                    "two columns of the query have the same name: give them names with AS");
        }
    }

    /** As they came. */
    List<String> names() {
        return names;
    }

    /** From 0; {@code OwnWords}: there is none of that name, whatever its case. */
    int place(String name) throws SQLException {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        throw new Trouble.OwnWords(
                "the query gives no column \"" + name + "\": add it to the query");
    }

    /** The current row. */
    List<@Nullable Object> row(ResultSet result) throws SQLException {
        var values = new ArrayList<@Nullable Object>(names.size());
        for (int i = 0; i < names.size(); i++) {
            values.add(value(result, i));
        }
        return values;
    }

    private @Nullable Object value(ResultSet result, int column) throws SQLException {
        int place = column + 1;
        var type = product == Product.SQLITE ? Types.OTHER : types.get(column);
        var value =
                switch (type) {
                    case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> time(result, column);
                    case Types.DATE -> result.getObject(place, LocalDate.class);
                    case Types.TIME -> result.getObject(place, LocalTime.class);
                    case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY ->
                            result.getBytes(place);
                    case Types.CLOB, Types.NCLOB, Types.SQLXML, Types.LONGVARCHAR ->
                            result.getString(place);
                    default -> result.getObject(place);
                };
        return result.wasNull() || value == null ? null : plain(value, column, result);
    }

    private @Nullable Object time(ResultSet result, int column) throws SQLException {
        boolean zoned =
                types.get(column) == Types.TIMESTAMP_WITH_TIMEZONE
                        || typeNames.get(column).equals("timestamptz");
        return zoned
                ? result.getObject(column + 1, OffsetDateTime.class)
                : result.getObject(column + 1, LocalDateTime.class);
    }

    private @Nullable Object plain(Object value, int column, ResultSet result) throws SQLException {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float) {
            return new BigDecimal(value.toString());
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) Math.min(blob.length(), Integer.MAX_VALUE));
        }
        if (value instanceof Clob || value instanceof UUID) {
            return result.getString(column + 1);
        }
        if (value instanceof Array array) {
            return list(array.getArray());
        }
        if (typeNames.get(column).equals("json") || typeNames.get(column).equals("jsonb")) {
            return new Json.Ready(value.toString());
        }
        return isPlain(value) ? value : result.getString(column + 1);
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof String
                || value instanceof byte[]
                || value instanceof java.time.temporal.Temporal;
    }

    private static Object list(Object array) {
        return array instanceof Object[] many
                ? Arrays.stream(many).map(one -> one == null ? null : item(one)).toList()
                : String.valueOf(array);
    }

    private static Object item(Object one) {
        if (one instanceof Object[]) {
            return list(one);
        }
        return one instanceof Number || one instanceof Boolean ? one : one.toString();
    }
}
