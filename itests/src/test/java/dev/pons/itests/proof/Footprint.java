package dev.pons.itests.proof;

import dev.pons.itests.archive.Command;
import dev.pons.itests.archive.Jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has taken so far.
 *
 * @param heapMegabytes in use after a collection; -1 where the JDK has no jcmd
 * @param metaspaceMegabytes in use then, for classes; -1 where the JDK has no jcmd
 * @param residentMegabytes resident set; -1 where there is no /proc
 * @param threads -1 where there is no /proc
 * @param cpuSeconds user and system
 * @param load average of the machine over the last minute; -1 if it says none
 */
record Footprint(
        long heapMegabytes,
        long metaspaceMegabytes,
        long residentMegabytes,
        long threads,
        double cpuSeconds,
        double load) {

    private static final Pattern HEAP = Pattern.compile("(?:total|garbage).*? used (\\d+)K");
    private static final String METASPACE = "Both: +(\\d+)\\.\\d+ MB used";

    static Footprint of(long pid) {
        String memory = memory(pid);
        String status = read(Path.of("/proc/" + pid + "/status"));
        long kilobytes = number(status, "VmRSS:\\s+(\\d+)");
        return new Footprint(
                megabytes(memory),
                number(memory, METASPACE),
                kilobytes < 0 ? -1 : kilobytes / 1024,
                number(status, "Threads:\\s+(\\d+)"),
                cpuSeconds(pid),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
    }

    /** User and system seconds of a process so far; -1 where nobody says. */
    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(time -> time.toMillis() / 1000.0)
                .orElse(-1.0);
    }

    /** What the JVM says after a collection; empty: it has no jcmd. */
    private static String memory(long pid) {
        Path jcmd = Jdk.building().resolve("bin/jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        Path here = Path.of("").toAbsolutePath();
        StringBuilder said = new StringBuilder();
        for (String order : List.of("GC.run", "GC.heap_info", "VM.metaspace basic")) {
            List<String> words = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
            words.addAll(List.of(order.split(" ")));
            said.append(Command.run(here, Map.of(), words).out()).append('\n');
        }
        return said.toString();
    }

    private static long megabytes(String memory) {
        Matcher found = HEAP.matcher(memory);
        long kilobytes = memory.isEmpty() ? -1024 : 0;
        while (found.find()) {
            kilobytes += Long.parseLong(found.group(1));
        }
        return kilobytes / 1024;
    }

    private static long number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    private static String read(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "heap %d MB and classes %d MB in use, %d MB resident, %d threads, %.1f s of CPU; load average %.1f"
                .formatted(
                        heapMegabytes,
                        metaspaceMegabytes,
                        residentMegabytes,
                        threads,
                        cpuSeconds,
                        load);
    }
}
