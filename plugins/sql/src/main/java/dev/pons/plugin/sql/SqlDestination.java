package dev.pons.plugin.sql;

import dev.pons.spi.Context;
import dev.pons.spi.Destination;
import dev.pons.spi.DestinationType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;
import dev.pons.spi.config.Template;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The destination type {@code sql}. */
@Component(service = DestinationType.class)
public final class SqlDestination implements DestinationType<SqlDestination.Options> {

    private final Pools pools = new Pools();

    /** Options. */
    @Name("sql")
    @Doc("Runs a statement for each message: insert, update, upsert, a stored procedure")
    public record Options(
            @Doc("Database, as JDBC names it: jdbc:postgresql://host/name, jdbc:sqlite:file")
                    String url,
            @Doc("User of the database") Optional<String> user,
            @Doc("Password of the user") Optional<Secret> password,
            @Doc("Jars of a driver that does not ship, in the folder drivers") @Default("[]")
                    List<Path> driver,
            @Doc(
                            "Statement with parameters by name; besides those of values :message, :bytes and :key")
                    String statement,
            @Doc(
                            "Values of the parameters, each a text or { value, type }; always bound, never part of the statement")
                    @Default("{}")
                    Map<String, Bound> values,
            @Doc("What an empty value is bound as: null, or an empty text") @Default("null")
                    Empty empty,
            @Doc("Charset of the message in :message") @Default("UTF-8") Charset charset,
            @Doc("Most messages of one transaction") @Default("500") @Range(min = 1, max = 1024)
                    int batch,
            @Doc("Columns whose generated values are the response") @Default("[]")
                    List<String> keys,
            @Doc("Whether rows that the statement returns are the response") @Default("nothing")
                    Returns returns,
            @Doc("Parameters that a procedure sets, and their types; they are the response")
                    @Default("{}")
                    Map<String, Kind> out,
            @Doc("What it means that the statement changed no row") @Default("delivered")
                    Unchanged unchanged,
            @Doc("Longest time of a statement; then it is cancelled") @Default("30s")
                    Duration timeout,
            @Doc("Longest time to wait for a connection") @Default("5s") Duration connectTimeout) {}

    /** What a parameter is bound to. */
    public record Bound(
            @Doc("Value, with paths in braces") Template value,
            @Doc("What it is bound as; auto lets the database make it what the column is")
                    @Default("auto")
                    Kind type) {}

    /** What an empty value is. */
    public enum Empty {
        /** Nothing. */
        NULL,
        /** A text without characters. */
        TEXT
    }

    /** What the response is made of. */
    public enum Returns {
        /** There is none. */
        NOTHING,
        /** Rows. */
        ROWS
    }

    /** What no changed row means. */
    public enum Unchanged {
        /** All is well. */
        DELIVERED,
        /** The message is rejected. */
        REJECTED
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Destination create(Options options, Context context) {
        var login =
                new Login(
                        options.url(),
                        options.user(),
                        options.password(),
                        options.driver(),
                        options.connectTimeout());
        var sql = NamedSql.of("statement", options.statement());
        var parameters = new Parameters(options, sql, login.product());
        var database = new Database(pools, login, options.timeout(), context);
        var work = new Work(sql, parameters, options, database);
        // what commits by itself must not stand behind another that is tried again
        int batch = work.undoes() ? options.batch() : 1;
        return new SqlWriter(work, parameters, batch, database);
    }
}
