package dev.pons.core.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches the free space, so that intake stops while there is still room to finish what was
 * accepted. Any thread; looks at the disk at most twice a second.
 */
final class DiskSpace {

    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(500);

    private final Path folder;
    private final Disk disk;
    private final Settings.Reserve reserve;
    private final AtomicLong next = new AtomicLong();
    private volatile Space now;

    DiskSpace(Path folder, Disk disk, Settings.Reserve reserve) {
        this.folder = folder;
        this.disk = disk;
        this.reserve = reserve;
        this.now = new Space(false, Long.MAX_VALUE, 0, folder);
        this.next.set(System.nanoTime() - 1);
    }

    /** As it was at most half a second ago. */
    Space now() {
        var due = next.get();
        var time = System.nanoTime();
        if (time - due >= 0 && next.compareAndSet(due, time + FRESH)) {
            look();
        }
        return now;
    }

    private synchronized void look() {
        try {
            var before = now;
            var room = disk.room(folder);
            var needed = reserve.of(room.total());
            // it ends a quarter higher than it begins, so that it does not flicker
            var least = before.low() ? needed + needed / 4 : needed;
            var after = new Space(room.free() < least, room.free(), needed, folder);
            now = after;
            if (after.low() && !before.low()) {
                LOG.warn("{}", after.words());
            } else if (before.low() && !after.low()) {
                LOG.info(
                        "the disk has room again: {} MB free under {}; messages are taken in",
                        room.free() >> 20,
                        folder);
            }
        } catch (IOException e) {
            LOG.debug("the free space under {} is not known: {}", folder, e.getMessage());
        }
    }
}
