package dev.pons.plugin.sql;

import dev.pons.spi.Context;
import dev.pons.spi.Source;
import dev.pons.spi.SourceType;
import dev.pons.spi.config.Default;
import dev.pons.spi.config.Doc;
import dev.pons.spi.config.Name;
import dev.pons.spi.config.Range;
import dev.pons.spi.config.Secret;

import org.osgi.service.component.annotations.Component;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The source type {@code sql}. */
@Component(service = SourceType.class)
public final class SqlSource implements SourceType<SqlSource.Options> {

    private final Pools pools = new Pools();

    /** Options. */
    @Name("sql")
    @Doc("Takes rows that a query gives; how far it has read is on disk together with the messages")
    public record Options(
            @Doc("Database, as JDBC names it: jdbc:postgresql://host/name, jdbc:sqlite:file")
                    String url,
            @Doc("User of the database") Optional<String> user,
            @Doc("Password of the user") Optional<Secret> password,
            @Doc("Jars of a driver that does not ship, in the folder drivers") @Default("[]")
                    List<Path> driver,
            @Doc(
                            "Query; :position is the position of the last row taken, :limit how many rows are wanted")
                    String query,
            @Doc("Column that grows from row to row, by which the query is ordered")
                    Optional<Column> position,
            @Doc("Position before the first row") Optional<String> start,
            @Doc("What is a message: a row, or all rows of a poll") @Default("row") Unit message,
            @Doc("How rows are written: json, or delimited with a header") @Default("json") As as,
            @Doc("Column whose content is the message, as it is; the others become facts")
                    Optional<String> body,
            @Doc("Charset of a body that is text") @Default("UTF-8") Charset charset,
            @Doc("Whether a poll without rows gives an empty message, with message: rows")
                    @Default("skip")
                    Empty empty,
            @Doc("Statement for each row whose message is on disk; columns are its parameters")
                    Optional<String> after,
            @Doc("Statement for each poll that took rows; :position is that of the last")
                    Optional<String> afterPoll,
            @Doc("Most rows of one poll, and of one message")
                    @Default("1000")
                    @Range(min = 1, max = 1_000_000)
                    int maxRows,
            @Doc("Longest time of a statement; then it is cancelled") @Default("30s")
                    Duration timeout,
            @Doc("Longest time to wait for a connection") @Default("5s") Duration connectTimeout) {}

    /** The column of the position. */
    public record Column(
            @Doc("Its name") String column,
            @Doc("What start is bound as; of rows it is known") @Default("auto") Kind type) {}

    /** What is a message. */
    public enum Unit {
        /** A row. */
        ROW,
        /** All rows of a poll. */
        ROWS
    }

    /** How rows are written. */
    public enum As {
        /** An object, or a list of objects. */
        JSON,
        /** Lines with commas, and a header (RFC 4180). */
        DELIMITED
    }

    /** What becomes of a poll without rows. */
    public enum Empty {
        /** Nothing. */
        SKIP,
        /** A message without rows. */
        SEND
    }

    @Override
    public Class<Options> config() {
        return Options.class;
    }

    @Override
    public Source create(Options options, Context context) {
        var login =
                new Login(
                        options.url(),
                        options.user(),
                        options.password(),
                        options.driver(),
                        options.connectTimeout());
        var query = Query.of(options, login.product());
        var after = new After(options, login.product());
        var database = new Database(pools, login, options.timeout(), context);
        return new SqlPoller(database, query, after, new RowWriter(options), context);
    }
}
