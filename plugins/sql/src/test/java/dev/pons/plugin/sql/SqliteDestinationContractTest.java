package dev.pons.plugin.sql;

import dev.pons.spi.DestinationType;
import dev.pons.tck.DestinationContract;
import dev.pons.tck.ReceivingPeer;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The contracts of a destination, on a file of SQLite. */
class SqliteDestinationContractTest extends DestinationContract {

    @TempDir Path places;
    private int count;

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
    protected String example() throws IOException {
        return Page.destination();
    }

    /** A file in a folder; absent, something else is in the folder's place. */
    @Override
    protected ReceivingPeer peer() throws IOException {
        var folder = Files.createDirectories(places.resolve("out" + ++count));
        var aside = places.resolve("aside" + count);
        var file = folder.resolve("out.db");
        Sqlite.run(file, "create table inbox (id integer primary key, body text)");
        return new ReceivingPeer() {
            @Override
            public String options() {
                return ("{ url: \"jdbc:sqlite:%s\", statement: \"insert into inbox (body) values"
                                + " (:message)\", connect-timeout: 1s }")
                        .formatted(file);
            }

            @Override
            public void answers(Manner manner) {
                throw new UnsupportedOperationException("a table takes what comes");
            }

            @Override
            public List<byte[]> received() {
                return Sqlite.ask(file, "select body from inbox order by id").stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList();
            }

            @Override
            public void close() throws IOException {
                if (Files.isDirectory(folder)) {
                    Files.move(folder, aside);
                    Files.createFile(folder);
                }
            }

            @Override
            public void open() throws IOException {
                Files.delete(folder);
                Files.move(aside, folder);
            }
        };
    }
}
