package dev.pons.tck;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** What a test does on another thread, since it waits for something. */
final class Meanwhile {

    private Meanwhile() {}

    /** Begins it. */
    static <T> FutureTask<T> does(Callable<T> work) {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "tck-meanwhile");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
