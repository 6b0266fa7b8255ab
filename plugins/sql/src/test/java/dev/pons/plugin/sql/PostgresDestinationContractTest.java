package dev.pons.plugin.sql;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** The contracts of a destination, on PostgreSQL; absent, its server was killed. */
class PostgresDestinationContractTest extends DestinationContract {

    private static int count;

    @Override
    protected DestinationType<?> type() {
        return new SqlDestination();
    }

    /** What a database refuses is not in it, so nobody sees that it came. */
    @Override
    protected Set<ReceivingPeer.Manner> can() {
        return Set.of(ReceivingPeer.Manner.TAKES);
    }

    @Override
    protected String wrongOptions() {
        return "{ ulr: \"jdbc:sqlite:x\", batch: many, unchanged: perhaps }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected ReceivingPeer peer() throws IOException {
        var server = Postgres.running();
        var table = "inbox" + ++count;
        server.run("create table " + table + " (id serial primary key, body text)");
        return new ReceivingPeer() {
            @Override
            public String options() {
                return "{ %s, statement: \"insert into %s (body) values (:message)\" }"
                        .formatted(server.login(), table);
            }

            @Override
            public void answers(Manner manner) {
                throw new UnsupportedOperationException("a table takes what comes");
            }

            @Override
            public List<byte[]> received() {
                return server.ask("select body from " + table + " order by id").stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList();
            }

            @Override
            public void close() throws IOException {
                server.kill();
            }

            @Override
            public void open() throws IOException {
                server.start();
            }
        };
    }
}
