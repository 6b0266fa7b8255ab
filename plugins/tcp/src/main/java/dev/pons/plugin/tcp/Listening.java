package dev.pons.plugin.tcp;

import dev.pons.spi.Context;
import dev.pons.spi.Intake;
import dev.pons.spi.Listener;
import dev.pons.spi.Spool;
import dev.pons.spi.net.Connection;
import dev.pons.spi.net.Ports;
import dev.pons.spi.net.Protocol;

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
        Protocol.Resting protocol = line -> serve(line, intake);
        ports.listen(options.listen().orElseThrow(), protocol);
    }

    private void serve(Connection line, Intake intake) throws Exception {
        var taking = new Taking(options, spool, intake, line);
        try {
            while (line.ready()) {
                if (!taking.next()) {
                    line.close();
                }
            }
        } finally {
            taking.end();
        }
    }
}
