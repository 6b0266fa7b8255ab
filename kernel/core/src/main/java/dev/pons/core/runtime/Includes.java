package dev.pons.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The files that one version of a channel includes: reads them for the engine, and remembers which
 * were asked for, so that the channel follows their changes. Any thread.
 */
final class Includes implements Function<String, Optional<String>> {

    private static final String ABSENT = "absent";

    private final Path folder;
    private final String channel;
    private final Findings findings;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(Stat stat, String hash) {}

    /** For a channel of the channels folder. */
    Includes(Path folder, String channel, Findings findings) {
        this.folder = folder;
        this.channel = channel;
        this.findings = findings;
    }

    @Override
    public Optional<String> apply(String path) {
        var read = read(path);
        asked.put(path, read.asked());
        return read.text();
    }

    /** Paths that were asked for, and the file that was there then. */
    Map<String, Stat> stats() {
        var stats = new ConcurrentHashMap<String, Stat>();
        asked.forEach((path, file) -> stats.put(path, file.stat()));
        return stats;
    }

    /** Whether a file that was asked for has other content now; notes what only looks new. */
    boolean changed() {
        var changed = false;
        for (var path : asked.keySet()) {
            var now = read(path).asked();
            var before = asked.put(path, now);
            changed |= before != null && !before.hash().equals(now.hash());
        }
        return changed;
    }

    /** The file of a path, as it is now. */
    Stat stat(String path) {
        try {
            var file = inside(path);
            return file.isPresent() ? Stat.of(file.get()) : Stat.ABSENT;
        } catch (IOException unreadable) {
            return Stat.ABSENT;
        }
    }

    private record Read(Asked asked, Optional<String> text) {}

    private Read read(String path) {
        var key = "channels/" + path;
        try {
            var file = inside(path);
            if (file.isEmpty()) {
                return new Read(new Asked(Stat.ABSENT, ABSENT), Optional.empty());
            }
            var stat = Stat.of(file.get());
            var text = ChannelText.read(file.get());
            text.fault()
                    .ifPresentOrElse(
                            fault -> findings.report(key, fault, "save it as UTF-8"),
                            () -> findings.clear(key));
            return new Read(new Asked(stat, text.hash()), Optional.of(text.text()));
        } catch (IOException unreadable) {
            findings.report(
                    key,
                    "cannot be read (" + Reason.of(unreadable) + ")",
                    "let the user of the engine read it; " + channel + " includes it");
            return new Read(new Asked(Stat.ABSENT, ABSENT), Optional.empty());
        }
    }

    /** The file, if there is one and it lies in the channels folder, links followed. */
    private Optional<Path> inside(String path) throws IOException {
        var key = "channels/" + channel + ".yaml, include " + path;
        try {
            var file = folder.resolve(path).normalize();
            var leaves = Path.of(path).isAbsolute() || !file.startsWith(folder.normalize());
            if (!leaves && !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (leaves || !file.toRealPath().startsWith(folder.toRealPath())) {
                findings.report(
                        key,
                        "leaves the channels folder",
                        "put the included file below channels/, for example into channels/steps/");
                return Optional.empty();
            }
            findings.clear(key);
            return Optional.of(file);
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
