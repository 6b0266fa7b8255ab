package com.example.syslog;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every listener must do, tried on this one. */
class SyslogContractTest extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new SyslogSource();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " } }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 601, max-message: very, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    @Override
    protected boolean answers() {
        return false;
    }

    /** Acts as the system that sends: one message with its length, the next with a line feed. */
    @Override
    protected SendingPeer peer(int port) throws IOException {
        var line = new Socket(InetAddress.getLoopbackAddress(), port);
        return new SendingPeer() {
            private boolean counted;

            @Override
            public boolean send(byte[] body) throws IOException {
                counted = !counted;
                var text = new String(body, StandardCharsets.ISO_8859_1);
                var frame = counted ? body.length + " " + text : text + "\n";
                line.getOutputStream().write(frame.getBytes(StandardCharsets.ISO_8859_1));
                return true;
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }
}
