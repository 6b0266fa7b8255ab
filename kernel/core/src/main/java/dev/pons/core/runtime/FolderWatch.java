package dev.pons.core.runtime;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a folder at once when the system says that something happened in it, again soon while
 * something moves, and slowly in any case: network drives and bind mounts tell nothing. Owns one
 * thread, on which the looks happen.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long SLOW = 2_000;
    private static final long PAUSE = 20;

    private final Path folder;
    private final Look look;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable WatchService system;
    private @Nullable WatchKey key;

    /** One look at the folder. */
    @FunctionalInterface
    interface Look {

        /** Looks; true: something moves, look again soon. */
        boolean now();
    }

    /** Does nothing before {@link #start}. */
    FolderWatch(Path folder, Look look) {
        this.folder = folder;
        this.look = look;
        this.thread = new Thread(this::run, "pons-folder-" + folder.getFileName());
        this.thread.setDaemon(true);
    }

    /** Begins to look. Once. */
    FolderWatch start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                register();
                await(lookOnce() ? Settling.REST : SLOW);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean lookOnce() {
        try {
            return look.now();
        } catch (RuntimeException fault) {
            LOG.error("looking at {} failed; it is tried again", folder, fault);
            return false;
        }
    }

    private void register() {
        if (key != null && key.isValid()) {
            return;
        }
        try {
            if (system == null) {
                system = folder.getFileSystem().newWatchService();
            }
            key =
                    folder.register(
                            system,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException unwatched) {
            LOG.debug("{} is looked at every {} ms only", folder, SLOW, unwatched);
        }
    }

    /** Until something happens, but for at most so long. */
    private void await(long millis) throws InterruptedException {
        if (system == null) {
            closed.await(millis, TimeUnit.MILLISECONDS);
            return;
        }
        var happened = system.poll(millis, TimeUnit.MILLISECONDS);
        if (happened != null) {
            closed.await(PAUSE, TimeUnit.MILLISECONDS);
            happened.pollEvents();
            happened.reset();
        }
    }

    /** Ends the looks; returns when a running one is over, or after ten seconds. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            if (Thread.currentThread() != thread) {
                thread.join(10_000);
            }
            if (system != null) {
                system.close();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException fault) {
            LOG.debug("closing the watch of {}", folder, fault);
        }
    }
}
