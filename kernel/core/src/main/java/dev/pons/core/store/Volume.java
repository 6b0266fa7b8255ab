package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The entries of one retention class in a run: their facts in one file, their content in another,
 * so that it can go before them.
 *
 * <p>A block of facts holds, for each entry: by how much its id is larger than the one before,
 * bytes of its content, number of its channel, length, and the entry with the lengths of its
 * contents only. The content file is all contents one behind the other, cut every 64 KB.
 */
record Volume(Label label, BlockFile facts, @Nullable BlockFile content) {

    static Volume of(Path folder, String run, Label label, BlockFile.Shared shared) {
        var content =
                label.gone() == 0 && label.sizes().content() > 0
                        ? new BlockFile(contentPath(folder, run, label.number()), shared)
                        : null;
        return new Volume(
                label, new BlockFile(factsPath(folder, run, label.number()), shared), content);
    }

    static Path factsPath(Path folder, String run, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%s.%d.facts", run, number));
    }

    static Path contentPath(Path folder, String run, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%s.%d.content", run, number));
    }

    /** Its files. */
    List<BlockFile> files() {
        return content == null ? List.of(facts) : List.of(facts, content);
    }

    /** One entry, with content; null: it is not here. */
    @Nullable Entry read(long id) throws IOException {
        var cursor = new VolumeCursor(this, id - 1);
        return cursor.next() && cursor.id() == id ? cursor.entry(true) : null;
    }

    /** Bytes of the content file. */
    byte[] content(long from, int length) throws IOException {
        var bytes = new byte[length];
        if (content == null || length == 0) {
            return bytes;
        }
        for (var at = 0; at < length; ) {
            var place = from + at;
            var block = content.block((int) (place / Blocks.SIZE));
            var start = (int) (place % Blocks.SIZE);
            var count = Math.min(length - at, block.length - start);
            if (count <= 0) {
                throw Blocks.damaged(content.path(), place);
            }
            System.arraycopy(block, start, bytes, at, count);
            at += count;
        }
        return bytes;
    }
}
