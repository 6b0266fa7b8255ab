package dev.pons.core.store;

import dev.pons.core.store.keys.FileKey;
import dev.pons.core.store.keys.KeyBlock;
import dev.pons.core.store.keys.Vault;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of {@link Blocks} that is read; its directory is read when it is first asked. Any thread.
 */
final class BlockFile implements Closeable {

    private final SegmentFile file;
    private final Shared shared;
    private volatile @Nullable Directory directory;

    /** What all files of an archive share. */
    record Shared(Vault vault, BlockCache cache, OpenFiles open) {}

    private record Directory(
            long[] offsets, long[] firsts, long[] contents, long end, @Nullable FileKey key) {}

    BlockFile(Path path, Shared shared) {
        this.file = new SegmentFile(path);
        this.shared = shared;
    }

    Path path() {
        return file.path();
    }

    /** Where the side files stand that entries name. */
    SideFolder sides() {
        return new SideFolder(SegmentFile.large(path()), shared.vault());
    }

    int blocks() throws IOException {
        return directory().offsets().length;
    }

    /** What a block begins with. */
    long first(int block) throws IOException {
        return directory().firsts()[block];
    }

    /** Where the content of what is in a block begins. */
    long content(int block) throws IOException {
        return directory().contents()[block];
    }

    /** The last block that begins with this or less; negative: none does. */
    int find(long wanted) throws IOException {
        var at = Arrays.binarySearch(directory().firsts(), wanted);
        return at >= 0 ? at : -at - 2;
    }

    /** Bytes of a block; nobody writes to them. */
    byte[] block(int block) throws IOException {
        var known = shared.cache().get(this, block);
        if (known != null) {
            return known;
        }
        var all = directory();
        var raw = Squeeze.raw(file, all.offsets()[block], all.end(), all.key());
        shared.cache().put(this, block, raw);
        return raw;
    }

    private Directory directory() throws IOException {
        shared.open().touch(this);
        var known = directory;
        if (known == null) {
            known = read();
            directory = known;
        }
        return known;
    }

    private Directory read() throws IOException {
        var size = file.size();
        if (size < Blocks.HEADER + Blocks.FOOTER) {
            throw Blocks.damaged(path(), size);
        }
        var header = ByteBuffer.allocate(Blocks.HEADER);
        file.read(header, 0);
        FileKey key = null;
        if (Blocks.check(header.array(), path())) {
            var block = ByteBuffer.allocate(KeyBlock.LENGTH);
            file.read(block, Blocks.HEADER);
            key = shared.vault().open(block.array(), path());
        }
        var footer = ByteBuffer.allocate(Blocks.FOOTER);
        file.read(footer, size - Blocks.FOOTER);
        Blocks.checkFooter(footer, path(), size - Blocks.FOOTER);
        var at = footer.getLong(8);
        var count = footer.getInt(16);
        var lines = ByteBuffer.wrap(Squeeze.raw(file, at, size - Blocks.FOOTER, key));
        if (lines.remaining() != count * Blocks.LINE) {
            throw Blocks.damaged(path(), at);
        }
        var found = new Directory(new long[count], new long[count], new long[count], at, key);
        for (var i = 0; i < count; i++) {
            found.offsets()[i] = lines.getLong();
            found.firsts()[i] = lines.getLong();
            found.contents()[i] = lines.getLong();
        }
        return found;
    }

    /** Frees what can be had again from the file. */
    @Override
    public void close() throws IOException {
        directory = null;
        file.close();
    }
}
