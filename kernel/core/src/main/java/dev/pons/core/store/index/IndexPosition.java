package dev.pons.core.store.index;

import dev.pons.core.store.Ids;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code position}: up to which entry all files of the index are synced, and which there
 * must be, each with the id that it begins at.
 *
 * <pre>
 * 17-48213
 * 2026-03-01.db 1-0
 * </pre>
 */
final class IndexPosition {

    private final Path folder;

    IndexPosition(Path folder) {
        this.folder = folder;
    }

    /** What it says. */
    record Known(long upTo, Map<IndexName, Long> files) {}

    /**
     * Empty: there is none.
     *
     * @throws IOException it cannot be understood
     */
    Optional<Known> read() throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve("position"), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var upTo = lines.isEmpty() ? null : Ids.parse(lines.get(0));
        if (upTo == null || upTo.isEmpty()) {
            throw notWhole();
        }
        var files = new LinkedHashMap<IndexName, Long>();
        for (var line : lines.subList(1, lines.size())) {
            var words = line.split(" ");
            var name = IndexName.parse(words[0]);
            var first = words.length < 2 ? null : Ids.parse(words[1]);
            if (name.isEmpty() || first == null || first.isEmpty()) {
                throw notWhole();
            }
            files.put(name.get(), first.getAsLong());
        }
        return Optional.of(new Known(upTo.getAsLong(), files));
    }

    private IOException notWhole() {
        return new IOException(folder.resolve("position") + " is not whole");
    }

    /** Files of the index in the folder, whether it names them or not. */
    List<IndexName> files() throws IOException {
        var names = new ArrayList<IndexName>();
        try (var files = Files.newDirectoryStream(folder, "*.db")) {
            for (var file : files) {
                IndexName.parse(file.getFileName().toString()).ifPresent(names::add);
            }
        }
        return names;
    }

    /** Atomically. */
    void write(long upTo, List<IndexFile> files) throws IOException {
        var text = new StringBuilder(Ids.text(upTo)).append('\n');
        for (var file : files) {
            text.append(file.name().text()).append(' ').append(Ids.text(file.first())).append('\n');
        }
        var next = folder.resolve("position.next");
        Files.writeString(next, text);
        Files.move(
                next,
                folder.resolve("position"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void delete() throws IOException {
        Files.deleteIfExists(folder.resolve("position"));
    }
}
