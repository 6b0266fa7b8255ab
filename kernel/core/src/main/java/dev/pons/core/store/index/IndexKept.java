package dev.pons.core.store.index;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long messages are found, by channel, as names; remembered in the file {@code kept}, since the
 * index follows the journal before the channels are deployed. Any thread.
 */
final class IndexKept {

    private static final Logger LOG = LoggerFactory.getLogger(IndexKept.class);

    private final Path folder;
    private volatile Map<String, String> names = Map.of();
    private boolean loaded;

    IndexKept(Path folder) {
        this.folder = folder;
    }

    /** Empty: the standard. */
    String of(String channel) {
        return names.getOrDefault(channel, "");
    }

    /** What was remembered; what was said since the start counts more. */
    synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        var now = new TreeMap<String, String>();
        try {
            for (var line : Files.readAllLines(folder.resolve("kept"), StandardCharsets.UTF_8)) {
                var words = line.split(" ");
                if (words.length == 2 && IndexName.KEPT.matcher(words[1]).matches()) {
                    now.put(words[0], words[1]);
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("No channel has said how long its messages are kept", e);
        }
        now.putAll(names);
        names = now;
        loaded = true;
    }

    synchronized void say(String channel, String kept) {
        if (!IndexName.KEPT.matcher(kept).matches()) {
            throw new IllegalArgumentException(
                    "\"" + kept + "\" must be lower case letters, digits and \"-\"");
        }
        try {
            load();
            if (of(channel).equals(kept)) {
                return;
            }
            put(channel, kept);
            write(names);
        } catch (IOException e) {
            // said again at the next start; until then new messages go by what is in memory
            LOG.warn("{} cannot be written: {}", folder.resolve("kept"), e.getMessage());
            put(channel, kept);
        }
    }

    private synchronized void put(String channel, String kept) {
        var next = new TreeMap<>(names);
        next.put(channel, kept);
        names = next;
    }

    private void write(Map<String, String> all) throws IOException {
        Files.createDirectories(folder);
        var text = new StringBuilder();
        all.forEach((channel, kept) -> text.append(channel).append(' ').append(kept).append('\n'));
        var file = folder.resolve("kept.next");
        Files.writeString(file, text);
        Files.move(
                file,
                folder.resolve("kept"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
