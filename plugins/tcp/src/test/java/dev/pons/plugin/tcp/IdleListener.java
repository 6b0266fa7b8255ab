package dev.pons.plugin.tcp;

import dev.pons.framing.Answer.With;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One listener in a process of its own, so that nothing else is measured. It writes its port, and
 * for each line that it reads what it has now: memory of the process and live heap, in bytes,
 * threads of connections, connections.
 */
final class IdleListener {

    private IdleListener() {}

    /** One number: the most connections that it takes. */
    public static void main(String[] arguments) throws Exception {
        var orders = new InputStreamReader(System.in, StandardCharsets.US_ASCII);
        try (var kernel = new TestKernel();
                var in = new BufferedReader(orders)) {
            var lines =
                    kernel.listen(TestKernel.lines(), With.FORMAT, Integer.parseInt(arguments[0]));
            System.out.println(kernel.port());
            while (in.readLine() != null) {
                long heap = heap();
                System.out.println(
                        resident() + " " + heap + " " + threads() + " " + lines.connected());
            }
        }
    }

    private static long resident() throws IOException {
        var status = Files.readString(Path.of("/proc/self/status"));
        var line = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(status);
        if (!line.find()) {
            throw new IOException("the system does not say how much memory a process has");
        }
        return Long.parseLong(line.group(1)) << 10;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pons-port-"))
                .count();
    }
}
