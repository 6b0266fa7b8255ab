package dev.pons.plugin.sql;

import dev.pons.plugin.sql.SqlDestination.Bound;
import dev.pons.spi.Attempt;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the parameters of a statement are bound to, message by message. */
final class Parameters {

    private static final List<String> OWN = List.of("message", "bytes", "key");

    private final NamedSql sql;
    private final Map<String, Bound> values;
    private final Map<String, Kind> out;
    private final boolean emptyIsNull;
    private final Charset charset;
    private final Product product;

    /** {@code IllegalArgumentException} for the author of the channel file. */
    Parameters(SqlDestination.Options options, NamedSql sql, Product product) {
        this.sql = sql;
        this.values = options.values();
        this.out = options.out();
        this.emptyIsNull = options.empty() == SqlDestination.Empty.NULL;
        this.charset = options.charset();
        this.product = product;
        for (var name : sql.names()) {
            if (!values.containsKey(name) && !out.containsKey(name) && !OWN.contains(name)) {
                throw new IllegalArgumentException(
                        "statement has :"
                                + name
                                + " and values do not; add \""
                                + name
                                + ": ...\" below values");
            }
        }
        var named = new ArrayList<>(values.keySet());
        named.addAll(out.keySet());
        for (var name : named) {
            if (!sql.has(name)) {
                throw new IllegalArgumentException(
                        "statement has no :" + name + "; add it there, or remove it here");
            }
        }
    }

    /** A value does not fit its type; words name the parameter and do not quote it. */
    static final class UnfitException extends Exception {

        private static final long serialVersionUID = 1L;

        UnfitException(String words, Exception cause) {
            super(words, cause);
        }
    }

    /** The values of one message, in the order of the statement. */
    List<@Nullable Object> of(Attempt attempt) throws UnfitException {
        var all = new ArrayList<@Nullable Object>(sql.names().size());
        for (var name : sql.names()) {
            all.add(
                    out.containsKey(name) && !values.containsKey(name)
                            ? null
                            : value(name, attempt));
        }
        return all;
    }

    private @Nullable Object value(String name, Attempt attempt) throws UnfitException {
        try {
            var bound = values.get(name);
            if (bound == null) {
                return own(name, attempt);
            }
            var text = attempt.text(bound.value());
            return text.isEmpty()
                            && (emptyIsNull || kind(name) != Kind.AUTO && kind(name) != Kind.TEXT)
                    ? null
                    : bound.type().value(text);
        } catch (CharacterCodingException e) {
            throw new UnfitException(
                    "the message is no " + charset + ": correct the option charset, or bind :bytes",
                    e);
        } catch (IOException e) {
            throw new UnfitException("the message cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new UnfitException("the value of :" + name + " " + e.getMessage(), e);
        }
    }

    private Object own(String name, Attempt attempt) throws IOException {
        return switch (name) {
            case "key" -> attempt.key();
            case "bytes" -> attempt.message().body().toBytes();
            default ->
                    charset.newDecoder()
                            .decode(ByteBuffer.wrap(attempt.message().body().toBytes()))
                            .toString();
        };
    }

    private Kind kind(String name) {
        var bound = values.get(name);
        return bound == null ? out.getOrDefault(name, Kind.AUTO) : bound.type();
    }

    void bind(PreparedStatement statement, List<@Nullable Object> row) throws SQLException {
        for (int i = 0; i < row.size(); i++) {
            var name = sql.names().get(i);
            var set = out.get(name);
            if (set != null && statement instanceof CallableStatement call) {
                call.registerOutParameter(i + 1, set.type());
            }
            if (set == null || values.containsKey(name)) {
                kind(name).bind(statement, i + 1, row.get(i), product);
            }
        }
    }
}
