package dev.pons.plugin.tcp;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Spool;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Protocol;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes messages from peers that connect. */
final class Listening implements Listener {

    private final TcpSource.Options options;
    private final Ports ports;
    private final Spool spool;

    Listening(TcpSource.Options options, Context context) {
        this.options = options;
        this.ports = Ports.of(context);
        this.spool = Spool.of(context);
    }

    @Override
    public void start(Intake intake) throws Exception {
        ports.listen(options.listen().orElseThrow(), new Serving(intake));
    }

    /** A connection rests when no second answer is owed on it. */
    private final class Serving implements Protocol.Resting {

        private final Intake intake;
        private final Map<Connection, Taking> served = new ConcurrentHashMap<>();

        private Serving(Intake intake) {
            this.intake = intake;
        }

        @Override
        public boolean mayRest(Connection line) {
            var taking = served.get(line);
            return taking == null || !taking.owes();
        }

        @Override
        public void serve(Connection line) throws Exception {
            var taking = new Taking(options, spool, intake, line);
            served.put(line, taking);
            try {
                while (line.ready()) {
                    if (!taking.next()) {
                        line.close();
                    }
                }
            } finally {
                served.remove(line);
                taking.end();
            }
        }
    }
}
