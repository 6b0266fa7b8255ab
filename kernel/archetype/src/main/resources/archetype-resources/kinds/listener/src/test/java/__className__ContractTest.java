package ${package};

import dev.pons.spi.SourceType;
import dev.pons.tck.ListenerContract;
import dev.pons.tck.SendingPeer;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every listener must do, tried on this one. */
class ${className}ContractTest extends ListenerContract {

    @Override
    protected SourceType<?> type() {
        return new ${className}Source();
    }

    @Override
    protected String options(int port) {
        return "{ listen: { port: " + port + " } }";
    }

    @Override
    protected String wrongOptions() {
        return "{ lisen: 6500, max-line: very, other: yes }";
    }

    @Override
    protected String example() throws IOException {
        return Files.readString(Path.of("example.yaml"));
    }

    /** Acts as the system that sends. */
    @Override
    protected SendingPeer peer(int port) throws IOException {
        var line = new Socket(InetAddress.getLoopbackAddress(), port);
        var answers =
                new BufferedReader(
                        new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
        return new SendingPeer() {
            @Override
            public boolean send(byte[] body) throws IOException {
                line.getOutputStream().write(body);
                line.getOutputStream().write('\n');
                var answer = answers.readLine();
                if (answer == null) {
                    throw new EOFException("the line ended without an answer");
                }
                return answer.equals("YES") || answer.equals("OK");
            }

            @Override
            public void close() throws IOException {
                line.close();
            }
        };
    }
}
