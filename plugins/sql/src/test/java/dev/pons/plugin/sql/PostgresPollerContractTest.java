package dev.pons.plugin.sql;

import dev.pons.spi.SourceType;
import dev.pons.tck.PolledPeer;
import dev.pons.tck.PollerContract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The contracts of a poller, on PostgreSQL; rows are deleted when their messages are on disk. */
class PostgresPollerContractTest extends PollerContract {

    private static int count;

    @Override
    protected SourceType<?> type() {
        return new SqlSource();
    }

    @Override
    protected String wrongOptions() {
        return "{ ulr: \"jdbc:sqlite:x\", message: many, max-rows: none }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected PolledPeer peer() throws IOException {
        var server = Postgres.running();
        var table = "outbox" + ++count;
        server.run("create table " + table + " (id serial primary key, body bytea)");
        return new PolledPeer() {
            @Override
            public String options() {
                return ("{ %s, query: \"select id, body from %s order by id\", body: body,"
                                + " after: \"delete from %s where id = :id\" }")
                        .formatted(server.login(), table, table);
            }

            @Override
            public void put(byte[] body) {
                var text = new String(body, StandardCharsets.UTF_8);
                server.run("insert into " + table + " (body) values ('" + text + "')");
            }

            @Override
            public void close() {
                server.run("drop table " + table);
            }
        };
    }
}
