package dev.pons.itests.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command to its end, with nothing to read and its outputs apart. */
public final class Command {

    private static final Duration LONGEST = Duration.ofSeconds(120);

    private Command() {}

    /**
     * Outputs go through files: a process that lives on in the background keeps none of our pipes.
     */
    public static Result run(Path folder, Map<String, String> environment, List<String> words) {
        return run(folder, environment, words, LONGEST);
    }

    /** The same, for what may take longer. */
    public static Result run(
            Path folder, Map<String, String> environment, List<String> words, Duration longest) {
        try {
            Path out = Files.createTempFile("pons-out", "");
            Path err = Files.createTempFile("pons-err", "");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(words)
                                .directory(folder.toFile())
                                .redirectInput(new java.io.File("/dev/null"))
                                .redirectOutput(out.toFile())
                                .redirectError(err.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("PONS_"));
                builder.environment().putAll(environment);
                long begin = System.nanoTime();
                int code = end(builder.start(), words, longest);
                Duration time = Duration.ofNanos(System.nanoTime() - begin);
                return new Result(code, text(out), text(err), time);
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(Process process, List<String> words, Duration longest) {
        try {
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(words + " has not ended after " + longest);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + words, e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
