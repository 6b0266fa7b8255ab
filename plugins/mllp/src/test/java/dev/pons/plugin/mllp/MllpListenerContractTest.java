package dev.pons.plugin.mllp;

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The contracts of a listener, over MLLP. */
class MllpListenerContractTest extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new MllpSource();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " } }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 2575, max-size: very, timeout: soon }";
    }

    @Override
    protected String example() {
        return """
        source:
          mllp: { listen: { port: 2575 } }
          format: tck
        destinations:
          basket: { tck-basket: {} }
        """;
    }

    @Override
    protected SendingPeer peer(int port) throws IOException {
        var line = new Socket(InetAddress.getLoopbackAddress(), port);
        return new SendingPeer() {
            @Override
            public boolean send(byte[] body) throws IOException {
                var out = new ByteArrayOutputStream();
                out.write(0x0b);
                out.write(body);
                out.write(0x1c);
                out.write('\r');
                line.getOutputStream().write(out.toByteArray());
                return answer().equals("YES");
            }

            private String answer() throws IOException {
                var in = line.getInputStream();
                var text = new ByteArrayOutputStream();
                for (int one = in.read(); one != 0x1c; one = in.read()) {
                    if (one < 0) {
                        throw new EOFException("the line ended");
                    }
                    if (one != 0x0b) {
                        text.write(one);
                    }
                }
                in.read();
                return text.toString(StandardCharsets.UTF_8);
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }
}
