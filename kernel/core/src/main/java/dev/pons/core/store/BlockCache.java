package dev.pons.core.store;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;

/**
 * Blocks that were read lately, within a budget of bytes. Any thread; nothing is read under its
 * lock.
 */
final class BlockCache {

    private final LinkedHashMap<Place, byte[]> blocks = new LinkedHashMap<>(64, 0.75f, true);
    private final long budget;
    private long bytes;

    private record Place(BlockFile file, int block) {}

    BlockCache(long budget) {
        this.budget = budget;
    }

    synchronized byte @Nullable [] get(BlockFile file, int block) {
        return blocks.get(new Place(file, block));
    }

    synchronized void put(BlockFile file, int block, byte[] raw) {
        var before = blocks.put(new Place(file, block), raw);
        bytes += raw.length - (before == null ? 0 : before.length);
        var eldest = blocks.values().iterator();
        while (bytes > budget && blocks.size() > 1) {
            bytes -= eldest.next().length;
            eldest.remove();
        }
    }

    /** The file is gone. */
    synchronized void forget(BlockFile file) {
        var all = blocks.entrySet().iterator();
        while (all.hasNext()) {
            var next = all.next();
            if (next.getKey().file() == file) {
                bytes -= next.getValue().length;
                all.remove();
            }
        }
    }
}
