package dev.pons.tck;

import dev.pons.spi.SourceType;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/** Run by {@link ContractsCanFailTest} with each flaw. */
final class LineListenerContract extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new LineListener();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " } }";
    }

    @Override
    protected String wrongOptions() {
        return "{ a: 1, b: 2, c: 3 }";
    }

    @Override
    protected String example() {
        return "";
    }

    @Override
    protected SendingPeer peer(int port) throws IOException {
        var line = new Socket(InetAddress.getLoopbackAddress(), port);
        var in = new BufferedReader(new InputStreamReader(line.getInputStream()));
        return new SendingPeer() {
            @Override
            public boolean send(byte[] body) throws IOException {
                line.getOutputStream().write((new String(body) + "\n").getBytes());
                var answer = in.readLine();
                if (answer == null) {
                    throw new EOFException("the line ended");
                }
                return answer.equals(Plain.YES);
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }
}
