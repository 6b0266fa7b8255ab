package dev.pons.itests.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A laboratory analyzer at a serial line, which socat makes: it speaks the link of CLSI LIS01-A2
 * with one record in a frame. Ending socat unplugs it.
 */
public final class Analyzer implements AutoCloseable {

    private static final int STX = 2;
    private static final int ETX = 3;
    private static final int EOT = 4;
    private static final int ENQ = 5;
    private static final int ACK = 6;

    private final Process socat;
    private final InputStream held;

    private Analyzer(Process socat, InputStream held) {
        this.socat = socat;
        this.held = held;
    }

    /** A channel that answers its queries and files its results by specimen. */
    public static String lab(Path port) {
        return """
        source:
          serial: { line: { port: %1$s, baud: 19200 }, lis1: host }
          format: astm
        destinations:
          analyzer:
            when: { Q: exists }
            steps: [ { new: { format: astm, set: { O-2: "1", O-3: "{Q-3.2}", L-3: F } } } ]
            serial: { line: { port: %1$s, baud: 19200 }, lis1: host }
          results:
            when: { R: exists }
            file: { folder: results, name: "{O-3}.txt" }
        """
                .formatted(port);
    }

    /** Plugged in at this port. Skips the test where socat is missing, and says so. */
    public static Analyzer at(Path port) throws IOException {
        boolean there =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(at -> Files.isExecutable(Path.of(at, "socat")));
        if (!there) {
            System.out.println("skipped: socat is missing; install the package socat");
        }
        assumeThat(there).as("socat on the path").isTrue();
        var socat =
                new ProcessBuilder("socat", "PTY,raw,echo=0,link=" + port, "-")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        await().until(() -> Files.exists(port));
        // else socat ends when the engine closes the port
        return new Analyzer(socat, new FileInputStream(port.toFile()));
    }

    /** Transfers records; each frame must be acknowledged. */
    public void sends(String... records) throws IOException {
        say(new byte[] {ENQ});
        assertThat(hear()).as("the answer to ENQ").isEqualTo(ACK);
        int number = 0;
        for (var record : records) {
            number = (number + 1) % 8;
            var summed = number + record + "\r" + (char) ETX;
            int sum = 0;
            for (byte one : summed.getBytes(StandardCharsets.ISO_8859_1)) {
                sum += one & 0xFF;
            }
            var frame = (char) STX + summed + "%02X\r\n".formatted(sum & 0xFF);
            say(frame.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(hear()).as("the answer to frame %d", number).isEqualTo(ACK);
        }
        say(new byte[] {EOT});
    }

    /** Takes one transfer, acknowledges each frame; all of its texts. */
    public String takes() throws IOException {
        assertThat(hear()).as("what begins a transfer").isEqualTo(ENQ);
        var text = new StringBuilder();
        say(new byte[] {ACK});
        for (int one = hear(); one != EOT; one = hear()) {
            if (one == STX) {
                hear(); // its number
                for (one = hear(); one != ETX; one = hear()) {
                    text.append((char) one);
                }
            } else if (one == '\n') {
                say(new byte[] {ACK});
            }
        }
        return text.toString();
    }

    /** Says something that is no session. */
    public void says(String text) throws IOException {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The next characters that come, so many. */
    public String hears(int count) throws IOException {
        var text = new StringBuilder();
        while (text.length() < count) {
            text.append((char) hear());
        }
        return text.toString();
    }

    private void say(byte[] bytes) throws IOException {
        socat.getOutputStream().write(bytes);
        socat.getOutputStream().flush();
    }

    private int hear() throws IOException {
        int one = socat.getInputStream().read();
        if (one < 0) {
            throw new EOFException("the line is gone");
        }
        return one;
    }

    /** Pulls it out. */
    @Override
    public void close() throws IOException {
        socat.destroy();
        try {
            socat.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        held.close();
    }
}
