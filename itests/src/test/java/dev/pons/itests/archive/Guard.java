package dev.pons.itests.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * No engine outlives the tests. A small shell beside them is told every base; its input ends when
 * this JVM does, also when it is killed, and then it kills what still runs on one of them.
 */
final class Guard {

    private static final String SCRIPT =
            """
            trap '' INT TERM HUP
            while IFS= read -r base; do set -- "$@" "$base"; done
            for round in 1 2 3; do
                for base in "$@"; do
                    pid=$(cat "$base/data/run/pons.pid" 2>/dev/null) || continue
                    case $(ps -o args= -p "$pid" 2>/dev/null) in
                        *"-Dpons.base=$base "* | *bin/pons*) kill -9 "$pid" ;;
                    esac
                done
                sleep 1
            done
            for base in "$@"; do rm -rf "$base"; done
            """;

    private static final Writer GUARD = begin();

    private Guard() {}

    private static Writer begin() {
        try {
            return new ProcessBuilder("sh", "-c", SCRIPT, "guard-of-the-tests")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .outputWriter(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on, whatever runs on this base ends with the tests, and the folder goes too. */
    static synchronized void watch(Path base) {
        try {
            GUARD.write(base + "\n");
            GUARD.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
