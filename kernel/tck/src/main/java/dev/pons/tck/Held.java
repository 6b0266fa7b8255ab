package dev.pons.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a process holds: threads, and where the system tells, open files and sockets.
 *
 * @param threads all
 * @param files what {@code /proc/self/fd} links to, of plugins; empty where there is none
 */
record Held(Set<Thread> threads, Set<String> files) {

    private static final Path OPEN = Path.of("/proc/self/fd");

    static Held now() {
        return new Held(new HashSet<>(Thread.getAllStackTraces().keySet()), openFiles());
    }

    private static Set<String> openFiles() {
        var found = new TreeSet<String>();
        if (!Files.isDirectory(OPEN)) {
            return found;
        }
        try (var all = Files.newDirectoryStream(OPEN)) {
            for (var one : all) {
                var target = target(one);
                if (target.startsWith("socket:") || isOfAPlugin(target)) {
                    found.add(target);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found;
    }

    /** The engine's own files come and go. */
    private static boolean isOfAPlugin(String target) {
        return target.startsWith("/")
                && !target.contains("/data/")
                && !target.endsWith(".jar")
                && !target.contains("/sqlite-")
                && !target.startsWith("/dev/")
                && !target.startsWith("/proc/")
                && !target.startsWith("/sys/");
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /**
     * What was not held before, in words: threads that run in classes beside the type's, and those
     * that it began; sockets and files.
     */
    List<String> since(Held before, Class<?> type) {
        var more = new ArrayList<String>();
        for (var thread : threads) {
            if (!before.threads().contains(thread) && isOf(thread, type.getPackageName())) {
                more.add("thread " + thread.getName());
            }
        }
        var opened = new TreeSet<>(files);
        opened.removeAll(before.files());
        opened.forEach(file -> more.add("open " + file));
        return more;
    }

    /** The kernel's threads have names of its own, and stay for a while. */
    private static boolean isOf(Thread thread, String home) {
        boolean kernel = thread.getName().startsWith("pons-");
        boolean inside =
                Arrays.stream(thread.getStackTrace())
                        .anyMatch(at -> at.getClassName().startsWith(home + "."));
        return thread.isAlive() && !isOfTheTests(thread) && (inside || !kernel);
    }

    private static boolean isOfTheTests(Thread thread) {
        var name = thread.getName();
        return name.startsWith("tck-")
                || name.startsWith("awaitility")
                || name.startsWith("ForkJoinPool.commonPool")
                || name.startsWith("process reaper")
                || name.startsWith("surefire")
                || thread.getThreadGroup() != null
                        && thread.getThreadGroup().getName().equals("InnocuousThreadGroup");
    }
}
