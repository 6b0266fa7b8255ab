package dev.pons.plugin.sql;

import dev.pons.spi.Message;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Makes messages of rows. */
final class RowWriter {

    /** Facts of a message: {@code sql.position}, and with a body {@code sql.COLUMN}. */
    private static final String FACT = "sql.";

    private final boolean each;
    private final boolean json;
    private final boolean sendsEmpty;
    private final Optional<String> body;
    private final Charset charset;

    /** {@code IllegalArgumentException} for the author of the channel file. */
    RowWriter(SqlSource.Options options) {
        this.each = options.message() == SqlSource.Unit.ROW;
        this.json = options.as() == SqlSource.As.JSON;
        this.body = options.body();
        this.charset = options.charset();
        this.sendsEmpty = options.empty() == SqlSource.Empty.SEND;
        if (body.isPresent() && !each) {
            throw new IllegalArgumentException("body is for message: row");
        }
        if (sendsEmpty && each) {
            throw new IllegalArgumentException("empty: send is for message: rows");
        }
    }

    /** The messages of a page. */
    List<Message> messages(Query.Page page) throws SQLException {
        if (!each) {
            boolean none = page.rows().isEmpty() && !sendsEmpty;
            return none ? List.of() : List.of(all(page));
        }
        var messages = new ArrayList<Message>();
        for (int i = 0; i < page.rows().size(); i++) {
            var position = page.positions().isEmpty() ? null : page.positions().get(i);
            messages.add(one(page.columns(), page.rows().get(i), position));
        }
        return messages;
    }

    private Message one(List<String> columns, List<@Nullable Object> row, @Nullable Object position)
            throws SQLException {
        var facts = new HashMap<String, String>();
        byte[] bytes;
        if (body.isPresent()) {
            bytes = content(columns, row, facts);
        } else {
            var text = new StringBuilder();
            if (json) {
                Json.object(text, columns, row);
            } else {
                line(text, columns);
                line(text, row);
            }
            bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (position != null) {
            facts.put(FACT + "position", text(position));
        }
        return Message.of(bytes, facts);
    }

    private byte[] content(
            List<String> columns, List<@Nullable Object> row, HashMap<String, String> facts)
            throws SQLException {
        byte[] found = null;
        for (int i = 0; i < columns.size(); i++) {
            var value = row.get(i);
            if (columns.get(i).equalsIgnoreCase(body.orElse(""))) {
                found = value == null ? new byte[0] : bytes(value);
            } else if (value != null) {
                facts.put(FACT + columns.get(i), text(value));
            }
        }
        if (found == null) {
            throw new Trouble.OwnWords(
                    "the query gives no column \""
                            + body.orElse("")
                            + "\", which body names: add it to the query");
        }
        return found;
    }

    private byte[] bytes(Object value) {
        return value instanceof byte[] raw ? raw : value.toString().getBytes(charset);
    }

    private Message all(Query.Page page) {
        var text = new StringBuilder();
        if (json) {
            text.append('[');
            for (int i = 0; i < page.rows().size(); i++) {
                text.append(i == 0 ? "" : ",");
                Json.object(text, page.columns(), page.rows().get(i));
            }
            text.append(']');
        } else {
            line(text, page.columns());
            page.rows().forEach(row -> line(text, row));
        }
        return Message.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? Base64.getEncoder().encodeToString(bytes)
                : Cell.iso(value);
    }

    /** RFC 4180 with LF, as the format writes; null is nothing, an empty text two quotes. */
    private static void line(StringBuilder out, List<? extends @Nullable Object> values) {
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ",");
            var value = values.get(i);
            if (value == null) {
                continue;
            }
            var text = text(value);
            boolean quoted = text.isEmpty() || text.matches("(?s).*[,\"\\r\\n].*");
            out.append(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
        }
        out.append('\n');
    }
}
