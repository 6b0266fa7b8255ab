package dev.pons.plugin.sql;

import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/** The contracts of a poller, on a file of SQLite. */
class SqlitePollerContractTest extends PollerContract {

    @TempDir Path places;
    private int count;

    @Override
    protected SourceType<?> type() {
        return new SqlSource();
    }

    @Override
    protected String wrongOptions() {
        return "{ ulr: \"jdbc:sqlite:x\", message: many, max-rows: none }";
    }

    @Override
    protected String example() throws IOException {
        return Page.source();
    }

    @Override
    protected PolledPeer peer() {
        var file = places.resolve("in" + ++count + ".db");
        Sqlite.run(file, "create table outbox (id integer primary key, body text)");
        return new PolledPeer() {
            @Override
            public String options() {
                return ("{ url: \"jdbc:sqlite:%s\", query: \"select id, body from outbox where id >"
                                + " :position order by id\", position: id, start: \"0\", body: body,"
                                + " connect-timeout: 1s }")
                        .formatted(file);
            }

            @Override
            public void put(byte[] body) {
                Sqlite.insert(
                        file,
                        "insert into outbox (body) values (?)",
                        new String(body, java.nio.charset.StandardCharsets.UTF_8));
            }

            @Override
            public void close() {
                count++;
            }
        };
    }
}
